namespace Bux.Log;

/// <summary>
/// When a batch is closed. A batch is committed as soon as no further command waits, so these limits matter under load only: larger
/// batches give more throughput and longer replies.
/// </summary>
public sealed record BatchLimits
{
    /// <summary>At most this many commands; 1,000 unless set.</summary>
    public int Records { get; init; } = 1_000;

    /// <summary>At most this long after its first command; 50 ms unless set.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>At most about this many bytes of commands; 8 MiB unless set.</summary>
    public long Bytes { get; init; } = 8 * 1024 * 1024;
}
