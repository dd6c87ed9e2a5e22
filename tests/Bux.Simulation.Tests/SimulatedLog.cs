using Bux.Log;

namespace Bux.Simulation;

/// <summary>
/// A log in which time, order and faults come from a seed: nothing in it waits, and the same seed makes the same history. It has a group
/// with eager rebalances, transactions that stay pending after a crash, and commits of which the writer does not learn how they ended.
/// </summary>
internal sealed class SimulatedLog(Random dice, int partitions)
{
    private readonly Dictionary<LogPartition, List<LogRecord>> _records = [];
    private readonly Dictionary<string, SimulatedGroup> _groups = new(StringComparer.Ordinal);
    private readonly List<(SimulatedGroup Group, OutputBatch Output)> _pending = [];
    private long _milliseconds = 1_700_000_000_000;

    /// <summary>How often a fault happens, in percent; 0 lets everything settle.</summary>
    public int FaultPercent { get; set; }

    /// <summary>What the others do while a member hesitates to commit.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public ServiceTopics Topics { get; } = new("ledger", "f1", partitions);

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_milliseconds);

    public bool Happens(int percentOfFaults) => FaultPercent > 0 && dice.Next(100) < FaultPercent && dice.Next(100) < percentOfFaults;

    public int Roll(int sides) => dice.Next(sides);

    public void Pass(TimeSpan time) => _milliseconds += (long)time.TotalMilliseconds;

    public IReadOnlyList<LogRecord> Records(LogPartition partition) => _records.TryGetValue(partition, out var records) ? records : [];

    public IEnumerable<LogRecord> Records(string topic) => _records
        .Where(entry => entry.Key.Topic == topic).OrderBy(entry => entry.Key.Partition).SelectMany(entry => entry.Value);

    public long? Position(int partition) => Group(Topics.Group).Position(partition);

    public SimulatedGroup Group(string name) =>
        _groups.TryGetValue(name, out var group) ? group : _groups[name] = new SimulatedGroup(dice, partitions);

    public void Append(OutputRecord record, bool stamped)
    {
        if (!_records.TryGetValue(record.Target, out var records)) _records[record.Target] = records = [];

        // Offsets have holes, as Kafka's have where transactions end.
        var offset = records.Count == 0 ? 0 : records[^1].Offset + 1 + dice.Next(2);
        records.Add(new LogRecord
        {
            Source = record.Target,
            Offset = offset,
            Timestamp = stamped ? Now : record.Timestamp,
            Key = record.Key,
            Value = record.Value,
            Headers = record.Headers,
        });
    }

    public SimulatedMember Join(string group) => Group(group).Join(this);

    /// <summary>Some group shares its partitions anew.</summary>
    public void Rebalance()
    {
        if (_groups.Count > 0) _groups.Values.ElementAt(dice.Next(_groups.Count)).Rebalance();
    }

    /// <summary>Writes a batch.</summary>
    public void Write(SimulatedGroup group, OutputBatch output)
    {
        foreach (var record in output.Records) Append(record, stamped: false);
        group.MoveTo(output.Offsets);
    }

    /// <summary>Leaves a batch pending, as a writer does that dies while it commits.</summary>
    public void LeavePending(SimulatedGroup group, OutputBatch output) => _pending.Add((group, output));

    /// <summary>The coordinator ends what is pending, one way or the other.</summary>
    public void EndPending()
    {
        foreach (var (group, output) in _pending)
        {
            if (dice.Next(2) == 0) Write(group, output);
        }

        _pending.Clear();
    }
}

/// <summary>A group of the simulated log: who owns which partitions, and how far they have come.</summary>
internal sealed class SimulatedGroup(Random dice, int partitions)
{
    private readonly Dictionary<int, long> _positions = [];
    private readonly List<SimulatedMember> _members = [];

    public long Generation { get; private set; }

    public bool HasMembers => _members.Count > 0;

    public long? Position(int partition) => _positions.TryGetValue(partition, out var position) ? position : null;

    public void MoveTo(IEnumerable<NextOffset> offsets)
    {
        foreach (var next in offsets) _positions[next.Partition] = next.Offset;
    }

    public SimulatedMember Join(SimulatedLog log)
    {
        var member = new SimulatedMember(log, this);
        _members.Add(member);
        Rebalance();
        return member;
    }

    public void Leave(SimulatedMember member)
    {
        _members.Remove(member);
        Rebalance();
    }

    /// <summary>Everyone gives everything back and gets a new share; a member learns of it at its next read.</summary>
    public void Rebalance()
    {
        Generation++;
        var shares = Enumerable.Range(0, partitions).ToLookup(_ => _members.Count == 0 ? -1 : dice.Next(_members.Count));
        for (var i = 0; i < _members.Count; i++) _members[i].Share = [.. shares[i]];
    }
}

/// <summary>A worker's side of the simulated log.</summary>
internal sealed class SimulatedMember(SimulatedLog log, SimulatedGroup group) : ICommandLog
{
    private readonly Dictionary<int, long> _started = [];
    private readonly List<Settlement> _settled = [];
    private HashSet<int> _owned = [];
    private long _epoch = -1;
    private long _tickets;

    public HashSet<int> Share { get; set; } = [];

    public int MaximumRecordBytes => 100_000;

    public InputBatch Read(CancellationToken stopping)
    {
        if (log.Happens(5)) throw new LogUnavailableException("simulated: the consumer failed");
        var changes = new List<PartitionChange>();
        if (_epoch != group.Generation)
        {
            _epoch = group.Generation;
            changes.AddRange(_owned.Select(partition => new PartitionChange(PartitionChangeKind.Revoked, partition)));
            _started.Clear();
            _owned = [.. Share];
            changes.AddRange(_owned.Select(partition => new PartitionChange(PartitionChangeKind.Assigned, partition)));
        }

        return new InputBatch(_epoch, changes, Fetch(1 + log.Roll(6)));
    }

    public void Start(int partition, long offset)
    {
        if (_owned.Contains(partition)) _started[partition] = offset;
    }

    public CommitTicket Commit(OutputBatch output)
    {
        var ticket = new CommitTicket(++_tickets);
        log.Meanwhile();
        if (output.Epoch != group.Generation || !output.Offsets.All(next => _owned.Contains(next.Partition))) return Settle(ticket, CommitFaultKind.Lost);
        if (log.Happens(40)) return Settle(ticket, CommitFaultKind.Aborted);
        if (log.Happens(20))
        {
            group.Rebalance();
            return Settle(ticket, CommitFaultKind.Lost);
        }

        if (log.Happens(20))
        {
            log.Write(group, output);
            throw new LogUnavailableException("simulated: committed, but the writer does not learn it");
        }

        if (log.Happens(20))
        {
            log.LeavePending(group, output);
            throw new LogUnavailableException("simulated: nobody knows yet how the transaction ends");
        }

        if (log.Happens(20)) throw new LogUnavailableException("simulated: fenced before the commit");
        log.Write(group, output);
        return Settle(ticket, null);
    }

    public IReadOnlyList<Settlement> Settled()
    {
        var settled = _settled.ToArray();
        _settled.Clear();
        return settled;
    }

    public void Dispose() => group.Leave(this);

    private CommitTicket Settle(CommitTicket ticket, CommitFaultKind? fault)
    {
        _settled.Add(new Settlement(ticket, fault is { } kind ? new CommitFault(kind, $"simulated: {kind}") : null));
        return ticket;
    }

    private List<LogRecord> Fetch(int limit)
    {
        var batch = new List<LogRecord>();
        foreach (var partition in _started.Keys.OrderBy(_ => log.Roll(1000)).ToArray())
        {
            foreach (var record in log.Records(new LogPartition(log.Topics.Commands, partition)).Where(record => record.Offset >= _started[partition]))
            {
                if (batch.Count == limit) return batch;
                batch.Add(record);
                _started[partition] = record.Offset + 1;
            }
        }

        return batch;
    }
}

/// <summary>Reads the simulated log. Asking for the committed position ends what is pending, as Kafka's unstable offsets make a reader wait.</summary>
internal sealed class SimulatedReader(SimulatedLog log) : ILogReader
{
    public int? Partitions(string topic) => log.Topics.Partitions;

    public long? Committed(string group, LogPartition partition, CancellationToken cancellation = default)
    {
        Fail();
        log.EndPending();
        return log.Group(group).Position(partition.Partition);
    }

    public long Beginning(LogPartition partition) => 0;

    public long End(LogPartition partition)
    {
        var records = log.Records(partition);
        return records.Count == 0 ? 0 : records[^1].Offset + 1;
    }

    public long OffsetAt(LogPartition partition, DateTimeOffset time) =>
        log.Records(partition).FirstOrDefault(record => record.Timestamp >= time)?.Offset ?? End(partition);

    public ILogCursor Open(IReadOnlyList<LogPosition> from) => new Cursor(this, from[0]);

    public void Dispose()
    {
    }

    private void Fail()
    {
        if (log.Happens(10)) throw new LogUnavailableException("simulated: the reader failed");
    }

    private sealed class Cursor(SimulatedReader reader, LogPosition from) : ILogCursor
    {
        private long _position = from.Offset;

        public IReadOnlyList<LogRecord> Read(TimeSpan wait)
        {
            reader.Fail();
            var records = reader.Log.Records(from.Partition).Where(record => record.Offset >= _position).Take(3).ToArray();
            _position = records.Length == 0 ? Math.Max(_position, reader.End(from.Partition)) : records[^1].Offset + 1;
            return records;
        }

        public long Position(LogPartition partition) => _position;

        public void Dispose()
        {
        }
    }

    private SimulatedLog Log => log;
}
