namespace Bux.Log;

/// <summary>A worker of a <see cref="ContractService"/>. With every read it checks what holds of every read.</summary>
internal sealed class ContractWorker(ContractService service, ICommandLog log, bool starts) : IDisposable
{
    private readonly Dictionary<int, long> _next = [];

    public ICommandLog Log => log;

    /// <summary>The epoch of the newest read.</summary>
    public long Epoch { get; private set; }

    /// <summary>The partitions that it owns, as far as it was told.</summary>
    public HashSet<int> Owned { get; } = [];

    /// <summary>What it was given so far.</summary>
    public List<LogRecord> Records { get; } = [];

    /// <summary>Reads once.</summary>
    public IReadOnlyList<LogRecord> Read()
    {
        var batch = log.Read(TestContext.Current.CancellationToken);
        Epoch = batch.Epoch;
        foreach (var change in batch.Changes) Follow(change);
        foreach (var record in batch.Records)
        {
            Assert.Equal(service.Topics.Commands, record.Source.Topic);
            Assert.True(_next.TryGetValue(record.Source.Partition, out var next), $"{record.Source} delivers, and was not started.");
            Assert.True(record.Offset >= next, $"{record.Source} delivers {record.Offset} after {next - 1}.");
            _next[record.Source.Partition] = record.Offset + 1;
        }

        // What was assigned now delivers from the next read on.
        if (starts) StartAll(batch.Changes);
        Records.AddRange(batch.Records);
        return batch.Records;
    }

    /// <summary>Lets a partition deliver.</summary>
    public void Start(int partition, long offset)
    {
        log.Start(partition, offset);
        _next[partition] = offset;
    }

    /// <summary>Reads until it has been given this many records altogether.</summary>
    public void Take(int records) => ReadUntil(() => Records.Count >= records, $"{records} records arrive");

    /// <summary>Reads until the condition is true; not at all when it is.</summary>
    public void ReadUntil(Func<bool> condition, string what) => Patience.Until(
        () =>
        {
            if (!condition()) Read();
            return condition();
        },
        what);

    /// <summary>A batch under the newest epoch that moves one partition.</summary>
    public OutputBatch Batch(int partition, long next, params OutputRecord[] records) =>
        new(Epoch, records, [new NextOffset(partition, next)]);

    /// <summary>Commits and returns how it ended.</summary>
    public CommitFault? Commit(OutputBatch batch)
    {
        var ticket = log.Commit(batch);
        var settled = new List<Settlement>();
        Patience.Until(
            () =>
            {
                settled.AddRange(log.Settled());
                return settled.Count > 0;
            },
            "the commit settles");
        Assert.Equal(ticket, Assert.Single(settled).Ticket);
        return settled[0].Fault;
    }

    public void Dispose() => log.Dispose();

    private void Follow(PartitionChange change)
    {
        _next.Remove(change.Partition);
        var news = change.Kind == PartitionChangeKind.Assigned ? Owned.Add(change.Partition) : Owned.Remove(change.Partition);
        Assert.True(news, $"{change} says nothing new.");
    }

    private void StartAll(IReadOnlyList<PartitionChange> changes)
    {
        foreach (var partition in changes.Select(change => change.Partition).Distinct().Where(Owned.Contains))
        {
            Start(partition, service.Position(partition) ?? service.Reader.Beginning(service.Commands(partition)));
        }
    }
}
