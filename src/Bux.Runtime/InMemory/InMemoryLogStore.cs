using Bux.Log;

namespace Bux.InMemory;

/// <summary>
/// The log in the memory of one process, and the shortest description of what a log must do: everything happens under one lock, so a batch
/// is there as a whole or not at all. Nothing is ever deleted or compacted, and nothing outlives the process.
/// </summary>
/// <param name="time">Stamps commands; the system's clock when null.</param>
/// <param name="limits">When a batch is closed.</param>
/// <param name="maximumRecordBytes">The largest record that it takes, in bytes.</param>
public sealed class InMemoryLogStore(TimeProvider? time = null, BatchLimits? limits = null, int maximumRecordBytes = 1024 * 1024) : ILogStore
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Dictionary<string, InMemoryTopic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, LogPartition Partition), long> _positions = [];
    private readonly Dictionary<string, PartitionGroup> _groups = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Description => "the memory of this process";

    /// <summary>Replies that had nowhere to go: their topic or partition is missing.</summary>
    public long DroppedReplies { get; private set; }

    /// <summary>Guards everything, and wakes who waits for records or partitions.</summary>
    internal object Gate { get; } = new();

    internal BatchLimits Limits { get; } = limits ?? new BatchLimits();

    internal int MaximumRecordBytes => maximumRecordBytes;

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<TopicPlan> topics, bool create, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(topics);
        lock (Gate)
        {
            var problems = topics.Select(plan => TopicProblem.Of(plan, Partitions(plan.Name), create, "let the service create it")).OfType<string>().ToArray();
            if (problems.Length > 0) throw new LogNotReadyException(problems);
            foreach (var plan in topics.Where(plan => Partitions(plan.Name) is null)) _topics[plan.Name] = new InMemoryTopic(plan.Partitions ?? 1, plan.LogAppendTime);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ICommandLog OpenCommands(ServiceTopics topics, int worker)
    {
        ArgumentNullException.ThrowIfNull(topics);
        lock (Gate)
        {
            if (!_groups.TryGetValue(topics.Group, out var group)) _groups[topics.Group] = group = new PartitionGroup(topics.Partitions);
            Monitor.PulseAll(Gate);
            return new InMemoryCommandLog(this, topics, group);
        }
    }

    /// <inheritdoc/>
    public ILogReader OpenReader() => new InMemoryReader(this);

    /// <inheritdoc/>
    public ILogWriter OpenWriter() => new InMemoryWriter(this);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal int? Partitions(string topic) => _topics.TryGetValue(topic, out var known) ? known.Partitions : null;

    internal List<LogRecord> Records(LogPartition partition) =>
        _topics.TryGetValue(partition.Topic, out var topic) && partition.Partition < topic.Partitions
            ? topic[partition.Partition]
            : throw new LogUnavailableException($"There is no {partition} in {Description}. Name it in PrepareAsync.");

    internal long? Position(string group, LogPartition partition) => _positions.TryGetValue((group, partition), out var position) ? position : null;

    /// <summary>Writes a batch; the caller holds the gate.</summary>
    internal void Write(IReadOnlyList<OutputRecord> records, ServiceTopics? service, IReadOnlyList<NextOffset> offsets)
    {
        // All targets are looked up before anything is written.
        var writes = new List<(OutputRecord Record, List<LogRecord> Target)>(records.Count);
        foreach (var record in records)
        {
            if (service is not null && IsReplyWithoutTarget(record.Target)) DroppedReplies++;
            else writes.Add((record, Records(record.Target)));
        }

        foreach (var (record, target) in writes) target.Add(Stamp(record, target));
        foreach (var next in offsets) _positions[(service!.Group, new LogPartition(service.Commands, next.Partition))] = next.Offset;
        Monitor.PulseAll(Gate);
    }

    private bool IsReplyWithoutTarget(LogPartition target) =>
        target.Topic.StartsWith(ServiceTopics.RepliesPrefix, StringComparison.Ordinal) && !(target.Partition < Partitions(target.Topic));

    private LogRecord Stamp(OutputRecord record, List<LogRecord> target)
    {
        var timestamp = record.Timestamp;
        if (_topics[record.Target.Topic].LogAppendTime)
        {
            timestamp = _time.GetUtcNow();
            if (target.Count > 0 && target[^1].Timestamp > timestamp) timestamp = target[^1].Timestamp;
        }

        return new LogRecord
        {
            Source = record.Target,
            Offset = target.Count,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(timestamp.ToUnixTimeMilliseconds()),
            Key = record.Key,
            Value = record.Value,
            Headers = record.Headers,
        };
    }
}

/// <summary>A topic: for each partition the records in order.</summary>
internal sealed class InMemoryTopic(int partitions, bool logAppendTime)
{
    private readonly List<LogRecord>[] _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new List<LogRecord>())];

    public int Partitions => _partitions.Length;

    public bool LogAppendTime => logAppendTime;

    public List<LogRecord> this[int partition] => _partitions[partition];
}
