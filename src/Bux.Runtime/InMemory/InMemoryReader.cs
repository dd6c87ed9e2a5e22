using Bux.Log;

namespace Bux.InMemory;

/// <summary>Reads the log in memory. Nothing is ever pending there.</summary>
internal sealed class InMemoryReader(InMemoryLogStore store) : ILogReader
{
    public int? Partitions(string topic)
    {
        lock (store.Gate) return store.Partitions(topic);
    }

    public long? Committed(string group, LogPartition partition)
    {
        lock (store.Gate) return store.Position(group, partition);
    }

    public long Beginning(LogPartition partition) => 0;

    public long End(LogPartition partition)
    {
        lock (store.Gate) return store.Records(partition).Count;
    }

    public long OffsetAt(LogPartition partition, DateTimeOffset time)
    {
        lock (store.Gate)
        {
            var records = store.Records(partition);
            var index = records.FindIndex(record => record.Timestamp >= time);
            return index < 0 ? records.Count : index;
        }
    }

    public ILogCursor Open(IReadOnlyList<LogPosition> from) => new InMemoryCursor(store, from);

    public void Dispose()
    {
    }
}

/// <summary>Reads on in the log in memory.</summary>
internal sealed class InMemoryCursor(InMemoryLogStore store, IReadOnlyList<LogPosition> from) : ILogCursor
{
    private const int Most = 1_000;

    private readonly Dictionary<LogPartition, long> _positions = from.ToDictionary(position => position.Partition, position => position.Offset);

    public IReadOnlyList<LogRecord> Read(TimeSpan wait)
    {
        lock (store.Gate)
        {
            var deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
            while (true)
            {
                var batch = Fetch();
                var left = deadline - Environment.TickCount64;
                if (batch.Count > 0 || left <= 0) return batch;
                Monitor.Wait(store.Gate, (int)left);
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
        foreach (var position in from)
        {
            var records = store.Records(position.Partition);
            var next = (int)_positions[position.Partition];
            var count = Math.Min(records.Count - next, Most - batch.Count);
            if (count <= 0) continue;
            batch.AddRange(records.GetRange(next, count));
            _positions[position.Partition] = next + count;
        }

        return batch;
    }
}

/// <summary>Writes single records into the log in memory.</summary>
internal sealed class InMemoryWriter(InMemoryLogStore store) : ILogWriter
{
    public Task WriteAsync(OutputRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellation.ThrowIfCancellationRequested();
        if (record.Size > store.MaximumRecordBytes)
        {
            throw new RecordTooLargeException($"The record for {record.Target} takes {record.Size:N0} bytes, and the log takes {store.MaximumRecordBytes:N0}.");
        }

        lock (store.Gate) store.Write([record], null, []);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }
}
