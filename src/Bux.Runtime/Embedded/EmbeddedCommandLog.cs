using Bux.Log;

namespace Bux.Embedded;

/// <summary>A worker's side of a log that lives in this process.</summary>
internal sealed class EmbeddedCommandLog : ICommandLog
{
    private const int Wait = 100; // ms

    private readonly IEmbeddedRecords _records;
    private readonly ServiceTopics _topics;
    private readonly PartitionGroup _group;
    private readonly PartitionGroupMember _member;
    private readonly SortedDictionary<int, long> _started = [];
    private readonly List<Settlement> _settled = [];
    private long _tickets;
    private int _turn;

    /// <summary>Joins the group; the caller holds the gate.</summary>
    public EmbeddedCommandLog(IEmbeddedRecords records, ServiceTopics topics, PartitionGroup group)
    {
        (_records, _topics, _group) = (records, topics, group);
        _member = group.Join();
        Monitor.PulseAll(records.Gate);
    }

    /// <inheritdoc/>
    public int MaximumRecordBytes => _records.LargestOutputBytes;

    /// <inheritdoc/>
    public InputBatch Read(CancellationToken stopping)
    {
        using var wake = stopping.Register(static gate => ThreadPool.QueueUserWorkItem(Pulse, gate), _records.Gate);
        lock (_records.Gate)
        {
            var deadline = Environment.TickCount64 + Wait;
            while (true)
            {
                var changes = Follow();
                var records = Fetch();
                var left = deadline - Environment.TickCount64;
                if (changes.Count > 0 || records.Count > 0 || left <= 0 || stopping.IsCancellationRequested)
                {
                    return new InputBatch(_group.Epoch, changes, records);
                }

                Monitor.Wait(_records.Gate, (int)left);
            }
        }
    }

    /// <inheritdoc/>
    public void Start(int partition, long offset)
    {
        lock (_records.Gate)
        {
            if (_member.Owned.ContainsKey(partition)) _started[partition] = offset;
        }
    }

    /// <inheritdoc/>
    public CommitTicket Commit(OutputBatch output)
    {
        var ticket = new CommitTicket(++_tickets);
        lock (_records.Gate)
        {
            var fault = FaultOf(output);
            if (fault is null) _records.Write(output.Records, _topics, output.Offsets);
            _settled.Add(new Settlement(ticket, fault));
        }

        return ticket;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Settlement> Settled()
    {
        var settled = _settled.ToArray();
        _settled.Clear();
        return settled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_records.Gate)
        {
            _group.Leave(_member);
            Monitor.PulseAll(_records.Gate);
        }
    }

    private static void Pulse(object? gate)
    {
        lock (gate!) Monitor.PulseAll(gate);
    }

    private CommitFault? FaultOf(OutputBatch output)
    {
        if (_settled.Find(settlement => settlement.Fault is not null) is { } earlier)
        {
            // It was made over the outputs of that one, which do not exist.
            return new CommitFault(CommitFaultKind.Aborted, $"Commit {earlier.Ticket.Number} before it did not happen.");
        }

        if (!PartitionGroup.Holds(_member, output.Offsets.Select(next => next.Partition), output.Epoch))
        {
            return new CommitFault(CommitFaultKind.Lost, "A partition of the batch belongs to another worker now.");
        }

        return output.Records.FirstOrDefault(record => record.Size > MaximumRecordBytes) is { } large
            ? new CommitFault(CommitFaultKind.Refused, $"A record for {large.Target} takes {large.Size:N0} bytes of at most {MaximumRecordBytes:N0}.")
            : null;
    }

    private IReadOnlyList<PartitionChange> Follow()
    {
        var changes = _group.Follow(_member);
        foreach (var change in changes) _started.Remove(change.Partition);
        if (changes.Count > 0) Monitor.PulseAll(_records.Gate);
        return changes;
    }

    /// <summary>Takes what is there within the limits, beginning with another partition each time so that none starves.</summary>
    private List<LogRecord> Fetch()
    {
        var batch = new List<LogRecord>();
        var partitions = _started.Keys.ToArray();
        var bytes = 0L;
        _turn++;
        for (var i = 0; i < partitions.Length && batch.Count < _records.Limits.Records && bytes < _records.Limits.Bytes; i++)
        {
            var partition = partitions[(i + _turn) % partitions.Length];
            var source = new LogPartition(_topics.Commands, partition);
            if (_started[partition] >= _records.End(source)) continue;
            foreach (var record in _records.Fetch(source, _started[partition], _records.Limits.Records - batch.Count))
            {
                if (bytes >= _records.Limits.Bytes) break;
                batch.Add(record);
                bytes += record.Value?.Length ?? 0;
                _started[partition] = record.Offset + 1;
            }
        }

        return batch;
    }
}
