using Bux.Log;

namespace Bux.InMemory;

/// <summary>A worker's side of the log in memory.</summary>
internal sealed class InMemoryCommandLog(InMemoryLogStore store, ServiceTopics topics, PartitionGroup group) : ICommandLog
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    private readonly PartitionGroupMember _member = group.Join();
    private readonly SortedDictionary<int, int> _started = [];
    private readonly List<Settlement> _settled = [];
    private long _tickets;
    private int _turn;

    public int MaximumRecordBytes => store.MaximumRecordBytes;

    public InputBatch Read(CancellationToken stopping)
    {
        lock (store.Gate)
        {
            var deadline = Environment.TickCount64 + (long)Wait.TotalMilliseconds;
            while (true)
            {
                var changes = Follow();
                var records = Fetch();
                var left = deadline - Environment.TickCount64;
                if (changes.Count > 0 || records.Count > 0 || left <= 0 || stopping.IsCancellationRequested)
                {
                    return new InputBatch(group.Epoch, changes, records);
                }

                using var wake = stopping.Register(static gate => Task.Run(() => Pulse(gate!)), store.Gate);
                Monitor.Wait(store.Gate, (int)left);
            }
        }
    }

    public void Start(int partition, long offset)
    {
        lock (store.Gate)
        {
            if (_member.Owned.ContainsKey(partition)) _started[partition] = (int)offset;
        }
    }

    public CommitTicket Commit(OutputBatch output)
    {
        var ticket = new CommitTicket(++_tickets);
        lock (store.Gate)
        {
            var fault = FaultOf(output);
            if (fault is null) store.Write(output.Records, topics, output.Offsets);
            _settled.Add(new Settlement(ticket, fault));
        }

        return ticket;
    }

    public IReadOnlyList<Settlement> Settled()
    {
        var settled = _settled.ToArray();
        _settled.Clear();
        return settled;
    }

    public void Dispose()
    {
        lock (store.Gate)
        {
            group.Leave(_member);
            Monitor.PulseAll(store.Gate);
        }
    }

    private static void Pulse(object gate)
    {
        lock (gate) Monitor.PulseAll(gate);
    }

    private CommitFault? FaultOf(OutputBatch output)
    {
        if (!PartitionGroup.Holds(_member, output.Offsets.Select(next => next.Partition), output.Epoch))
        {
            return new CommitFault(CommitFaultKind.Lost, "A partition of the batch belongs to another worker now.");
        }

        return output.Records.FirstOrDefault(record => record.Size > store.MaximumRecordBytes + Slack(record)) is { } large
            ? new CommitFault(CommitFaultKind.Refused, $"A record for {large.Target} takes {large.Size:N0} bytes, and the limit is {store.MaximumRecordBytes:N0}.")
            : null;
    }

    /// <summary>A dead letter may exceed the limit by what it adds to the command that it carries.</summary>
    private int Slack(OutputRecord record) => record.Target.Topic == topics.DeadLetters ? 64 * 1024 : 0;

    private IReadOnlyList<PartitionChange> Follow()
    {
        var changes = group.Follow(_member);
        foreach (var change in changes) _started.Remove(change.Partition);
        if (changes.Count > 0) Monitor.PulseAll(store.Gate);
        return changes;
    }

    /// <summary>Takes what is there within the limits, beginning with another partition each time so that none starves.</summary>
    private List<LogRecord> Fetch()
    {
        var batch = new List<LogRecord>();
        var partitions = _started.Keys.ToArray();
        var bytes = 0L;
        _turn++;
        for (var i = 0; i < partitions.Length; i++)
        {
            var partition = partitions[(i + _turn) % partitions.Length];
            var records = store.Records(new LogPartition(topics.Commands, partition));
            for (var next = _started[partition]; next < records.Count; next++)
            {
                if (batch.Count >= store.Limits.Records || bytes >= store.Limits.Bytes) return batch;
                batch.Add(records[next]);
                bytes += records[next].Value?.Length ?? 0;
                _started[partition] = next + 1;
            }
        }

        return batch;
    }
}
