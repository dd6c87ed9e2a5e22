namespace Bux.Engine;

/// <summary>
/// The ids of the commands that a partition accepted within the window, so that no repeat is accepted twice. Bounded: when more are
/// accepted than fit, the window gets shorter, and commands issued before it are refused as expired instead of being trusted.
/// </summary>
internal sealed class AcceptedCommands(TimeSpan window, TimeSpan clockSkew, int capacity)
{
    private readonly Dictionary<Guid, long> _versions = [];
    private readonly Queue<(Guid Id, DateTimeOffset Time)> _order = new();
    private DateTimeOffset _evicted = DateTimeOffset.MinValue;

    /// <summary>How many are remembered.</summary>
    public int Count => _versions.Count;

    /// <summary>Remembers a command with the version that it made; times do not run backwards.</summary>
    public void Add(Guid id, long version, DateTimeOffset time)
    {
        if (!_versions.TryAdd(id, version))
        {
            _versions[id] = version;
            return;
        }

        _order.Enqueue((id, time));
        while (_order.Count > 0 && (_order.Count > capacity || _order.Peek().Time < time - window - clockSkew))
        {
            var (oldest, evicted) = _order.Dequeue();
            _versions.Remove(oldest);
            _evicted = evicted;
        }
    }

    /// <summary>The version that the command made, or null when it is not remembered.</summary>
    public long? VersionOf(Guid id) => _versions.TryGetValue(id, out var version) ? version : null;

    /// <summary>
    /// Whether a command that is not remembered may be a forgotten repeat, or claims to come from the future. An accepted command's time
    /// is at least its time of issue less the allowed skew, so everything issued after the youngest forgotten one plus skew is safe.
    /// </summary>
    public bool IsExpired(DateTimeOffset issuedAt, DateTimeOffset now) =>
        now - issuedAt > window || issuedAt - now > clockSkew || (_evicted > DateTimeOffset.MinValue && issuedAt - clockSkew <= _evicted);
}
