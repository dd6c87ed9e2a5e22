using Bux.Log;

namespace Bux.Embedded;

/// <summary>
/// The records of a log that lives in one process. Everything is called with <see cref="Gate"/> held, which makes a batch visible as a
/// whole; who waits for records or partitions waits on it, and is woken by each write.
/// </summary>
internal interface IEmbeddedRecords
{
    /// <summary>Guards everything.</summary>
    object Gate { get; }

    /// <summary>When a batch of commands is closed.</summary>
    BatchLimits Limits { get; }

    /// <summary>The largest record that a service may write, in bytes.</summary>
    int LargestOutputBytes { get; }

    /// <summary>The number of a topic's partitions, or null.</summary>
    int? Partitions(string topic);

    /// <summary>The offset of the oldest record.</summary>
    long Beginning(LogPartition partition);

    /// <summary>The offset after the newest record.</summary>
    long End(LogPartition partition);

    /// <summary>The records from an offset on, at most so many.</summary>
    IReadOnlyList<LogRecord> Fetch(LogPartition partition, long from, int most);

    /// <summary>The offset of the first record that is not older; the end when there is none.</summary>
    long OffsetAt(LogPartition partition, DateTimeOffset time);

    /// <summary>A group's position, or null.</summary>
    long? Position(string group, LogPartition partition);

    /// <summary>Writes all or nothing, and wakes who waits. Of a service's batch, replies without a target are dropped.</summary>
    void Write(IReadOnlyList<OutputRecord> records, ServiceTopics? service, IReadOnlyList<NextOffset> offsets);
}
