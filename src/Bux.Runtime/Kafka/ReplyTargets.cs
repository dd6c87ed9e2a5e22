using System.Collections.Concurrent;
using System.Diagnostics;
using Bux.Log;

namespace Bux.Kafka;

/// <summary>
/// Which reply partitions exist. One that does not would block the whole transaction, so its replies are dropped and counted: its client
/// is gone, and its command is still handled.
/// </summary>
internal sealed class ReplyTargets(KafkaMetadata metadata)
{
    private const int MostTopics = 10_000; // addresses come from outside: they must not fill the memory
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Missing = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Known> _topics = new(StringComparer.Ordinal);
    private long _dropped;

    /// <summary>The replies dropped so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The records without the replies that nobody can get; null when the cluster does not say which these are.</summary>
    public IReadOnlyList<OutputRecord>? Deliverable(IReadOnlyList<OutputRecord> records)
    {
        List<OutputRecord>? kept = null;
        for (var i = 0; i < records.Count; i++)
        {
            var exists = IsReply(records[i].Target) ? Exists(records[i].Target) : true;
            if (exists is null) return null;
            if (exists is false) kept ??= [.. records.Take(i)];
            else kept?.Add(records[i]);
        }

        return kept ?? records;
    }

    /// <summary>Counts replies whose batch is committed without them.</summary>
    public void CountDropped(int replies) => Interlocked.Add(ref _dropped, replies);

    /// <summary>Forgets the targets of these records, so that they are looked up again.</summary>
    public void Forget(IReadOnlyList<OutputRecord> records)
    {
        foreach (var record in records)
        {
            if (IsReply(record.Target)) _topics.TryRemove(record.Target.Topic, out _);
        }
    }

    private static bool IsReply(LogPartition target) => target.Topic.StartsWith(ServiceTopics.RepliesPrefix, StringComparison.Ordinal);

    private bool? Exists(LogPartition target)
    {
        if (_topics.TryGetValue(target.Topic, out var known))
        {
            var age = Stopwatch.GetElapsedTime(known.Looked);
            if (target.Partition >= 0 && target.Partition < known.Partitions)
            {
                if (age > Fresh && known.Claim()) _ = Task.Run(() => Look(target.Topic)); // meanwhile the old answer will do
                return true;
            }

            if (age < Missing) return false;
        }

        return Look(target.Topic) is { } partitions ? target.Partition >= 0 && target.Partition < partitions : null;
    }

    private int? Look(string topic)
    {
        try
        {
            var partitions = metadata.Partitions(topic, Patience) ?? 0;
            if (_topics.Count >= MostTopics) _topics.Clear();
            _topics[topic] = new Known(partitions, Stopwatch.GetTimestamp());
            return partitions;
        }
        catch (LogUnavailableException)
        {
            return null;
        }
    }

    /// <summary>The number of a topic's partitions, 0 when there is none, and when it was looked up.</summary>
    private sealed class Known(int partitions, long looked)
    {
        private int _claimed;

        public int Partitions { get; } = partitions;

        public long Looked { get; } = looked;

        public bool Claim() => Interlocked.Exchange(ref _claimed, 1) == 0;
    }
}
