using Bux.Log;

namespace Bux.Embedded;

/// <summary>Reads a log that lives in this process. Nothing is ever pending there.</summary>
internal sealed class EmbeddedReader(IEmbeddedRecords records) : ILogReader
{
    public int? Partitions(string topic)
    {
        lock (records.Gate) return records.Partitions(topic);
    }

    public long? Committed(string group, LogPartition partition, CancellationToken cancellation = default)
    {
        lock (records.Gate) return records.Position(group, partition);
    }

    public long Beginning(LogPartition partition)
    {
        lock (records.Gate) return records.Beginning(partition);
    }

    public long End(LogPartition partition)
    {
        lock (records.Gate) return records.End(partition);
    }

    public long OffsetAt(LogPartition partition, DateTimeOffset time)
    {
        lock (records.Gate) return records.OffsetAt(partition, time);
    }

    public ILogCursor Open(IReadOnlyList<LogPosition> from) => new EmbeddedCursor(records, from);

    public void Dispose()
    {
    }
}

/// <summary>Reads on in a log that lives in this process.</summary>
internal sealed class EmbeddedCursor(IEmbeddedRecords records, IReadOnlyList<LogPosition> from) : ILogCursor
{
    private const int Most = 1_000;

    private readonly Dictionary<LogPartition, long> _positions = from.ToDictionary(position => position.Partition, position => position.Offset);

    public IReadOnlyList<LogRecord> Read(TimeSpan wait)
    {
        lock (records.Gate)
        {
            var deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
            while (true)
            {
                var batch = Fetch();
                var left = deadline - Environment.TickCount64;
                if (batch.Count > 0 || left <= 0) return batch;
                Monitor.Wait(records.Gate, (int)left);
            }
        }
    }

    public long Position(LogPartition partition) => _positions[partition];

    public void Dispose()
    {
    }

    private List<LogRecord> Fetch()
    {
        var batch = new List<LogRecord>();
        foreach (var (partition, _) in from)
        {
            var (next, end) = (_positions[partition], records.End(partition));
            if (next >= end || batch.Count >= Most) continue;
            var fetched = records.Fetch(partition, next, Most - batch.Count);
            batch.AddRange(fetched);
            _positions[partition] = fetched.Count == 0 ? end : fetched[^1].Offset + 1;
        }

        return batch;
    }
}
