using Bux.Embedded;
using Bux.Log;

namespace Bux.InMemory;

/// <summary>Topics as lists: a record's offset is its index.</summary>
internal sealed class InMemoryRecords(TimeProvider time, BatchLimits limits, int largestOutputBytes) : IEmbeddedRecords
{
    private readonly Dictionary<string, (bool LogAppendTime, List<LogRecord>[] Partitions)> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, LogPartition Partition), long> _positions = [];
    private readonly Dictionary<string, PartitionGroup> _groups = new(StringComparer.Ordinal);

    public object Gate { get; } = new();

    public BatchLimits Limits => limits;

    public int LargestOutputBytes => largestOutputBytes;

    public long DroppedReplies { get; private set; }

    public void Create(TopicPlan plan) =>
        _topics[plan.Name] = (plan.LogAppendTime, [.. Enumerable.Range(0, plan.Partitions ?? 1).Select(_ => new List<LogRecord>())]);

    public PartitionGroup Group(ServiceTopics topics) =>
        _groups.TryGetValue(topics.Group, out var group) ? group : _groups[topics.Group] = new PartitionGroup(topics.Partitions);

    public int? Partitions(string topic) => _topics.TryGetValue(topic, out var known) ? known.Partitions.Length : null;

    public long Beginning(LogPartition partition) => 0;

    public long End(LogPartition partition) => Records(partition).Count;

    public IReadOnlyList<LogRecord> Fetch(LogPartition partition, long from, int most)
    {
        var records = Records(partition);
        return records.GetRange((int)from, (int)Math.Min(most, records.Count - from));
    }

    public long OffsetAt(LogPartition partition, DateTimeOffset time)
    {
        var index = Records(partition).FindIndex(record => record.Timestamp >= time);
        return index < 0 ? End(partition) : index;
    }

    public long? Position(string group, LogPartition partition) => _positions.TryGetValue((group, partition), out var position) ? position : null;

    public void Write(IReadOnlyList<OutputRecord> records, ServiceTopics? service, IReadOnlyList<NextOffset> offsets)
    {
        // All targets are looked up before anything is written.
        var sound = records.Where(record => service is null || !EmbeddedLimits.IsReplyWithoutTarget(record.Target, Partitions)).ToArray();
        var targets = sound.Select(record => Records(record.Target)).ToArray();
        for (var i = 0; i < sound.Length; i++) targets[i].Add(Stamp(sound[i], targets[i]));
        foreach (var next in offsets) _positions[(service!.Group, new LogPartition(service.Commands, next.Partition))] = next.Offset;
        DroppedReplies += records.Count - sound.Length;
        Monitor.PulseAll(Gate);
    }

    private List<LogRecord> Records(LogPartition partition) =>
        _topics.TryGetValue(partition.Topic, out var topic) && EmbeddedLimits.IsWithin(partition, topic.Partitions.Length)
            ? topic.Partitions[partition.Partition]
            : throw EmbeddedLimits.NoSuch(partition);

    private LogRecord Stamp(OutputRecord record, List<LogRecord> target) => new()
    {
        Source = record.Target,
        Offset = target.Count,
        Timestamp = EmbeddedLimits.Timestamp(record, _topics[record.Target.Topic].LogAppendTime ? time : null, target.Count == 0 ? null : target[^1].Timestamp),
        Key = record.Key,
        Value = record.Value,
        Headers = record.Headers,
    };
}
