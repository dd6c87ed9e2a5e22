using System.Diagnostics;
using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// A member of the service's group: it says which partitions it owns, and delivers those that were started. A partition that is owned but
/// not started is not assigned to the consumer at all, so nothing has to be paused or sought (librdkafka#3959, #2190, #5591 lose offsets
/// or partitions there).
/// </summary>
internal sealed class GroupMember : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly string _topic;
    private readonly KafkaOptions _options;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly Dictionary<int, Ownership> _owned = [];
    private readonly List<PartitionChange> _changes = [];
    private readonly List<LogRecord> _gathered = [];
    private volatile Exception? _failure;
    private long _troubled;
    private long _epoch;
    private bool _moved;

    /// <summary>Joins the group.</summary>
    public GroupMember(KafkaClients clients, ServiceTopics topics)
    {
        _topic = topics.Commands;
        _options = clients.Options;
        _consumer = clients.Member(topics.Group)
            .SetErrorHandler((_, error) => Note(error))
            .SetPartitionsAssignedHandler((consumer, partitions) => Guard(() => Assigned(consumer, partitions), partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Guard(() => Revoked(partitions), partitions))
            .SetPartitionsLostHandler((_, partitions) => Guard(() => Revoked(partitions), partitions))
            .Build();
        _consumer.Subscribe(_topic);
    }

    /// <summary>The membership under which the partitions are owned; captured when they were assigned, never later.</summary>
    public IConsumerGroupMetadata? Membership { get; private set; }

    /// <summary>Waits a little for commands, and gathers those that are there.</summary>
    /// <exception cref="LogUnavailableException">The member cannot go on.</exception>
    public InputBatch Read(CancellationToken stopping)
    {
        ThrowIfFailed();
        if (_moved) Assign();
        _gathered.Clear();
        if (!stopping.IsCancellationRequested && Consume(Wait) is { } first) Gather(first, stopping);
        ThrowIfFailed();
        var batch = new InputBatch(_epoch, [.. _changes], [.. _gathered]);
        _changes.Clear();
        return batch;
    }

    /// <summary>Lets a partition deliver from this offset on.</summary>
    public void Start(int partition, long offset)
    {
        if (!_owned.TryGetValue(partition, out var ownership)) return;
        ownership.Next = offset;
        _moved = true;
    }

    /// <summary>Whether the partition has been owned without a break since this epoch.</summary>
    public bool Owns(int partition, long epoch) => _owned.TryGetValue(partition, out var ownership) && ownership.Epoch <= epoch;

    /// <summary>The offset from which the partition was last started, or null.</summary>
    public long? Begun(int partition) => _owned.TryGetValue(partition, out var ownership) ? ownership.Begun : null;

    /// <summary>The group's committed positions, once no transaction is pending on them.</summary>
    public IEnumerable<TopicPartitionOffset> Committed(IEnumerable<int> partitions, TimeSpan timeout)
        => _consumer.Committed(partitions.Select(partition => new TopicPartition(_topic, partition)), timeout);

    /// <summary>Leaves the group, and hands the partitions back.</summary>
    public void Dispose()
    {
        // Closing waits for the brokers; the host's time to stop does not.
        var closing = Task.Run(() =>
        {
            try
            {
                _consumer.Close();
            }
            catch (KafkaException)
            {
                // The group notices by the session's timeout.
            }

            _consumer.Dispose();
        });
        closing.Wait(LongestClose);
    }

    /// <summary>
    /// Assigns what is started, each at its next offset: the eager protocol knows whole assignments only. Costs the running partitions what
    /// they had fetched ahead, so the starts of a round are taken together.
    /// </summary>
    private void Assign()
    {
        _moved = false;
        var started = _owned.Where(owned => owned.Value.Next is not null)
            .Select(owned => new TopicPartitionOffset(_topic, owned.Key, owned.Value.Next!.Value));
        try
        {
            _consumer.Assign(started);
        }
        catch (KafkaException error)
        {
            throw KafkaFaults.Unavailable($"Partitions of {_topic} cannot be started", error);
        }
    }

    private void Gather(ConsumeResult<byte[], byte[]> first, CancellationToken stopping)
    {
        var limits = _options.Limits;
        var begun = Stopwatch.GetTimestamp();
        long bytes = 0;
        for (var next = first; next is not null; next = Consume(TimeSpan.Zero))
        {
            Take(next);
            bytes += next.Length();
            if (_gathered.Count >= limits.Records || bytes >= limits.Bytes || stopping.IsCancellationRequested) return;
            if (Stopwatch.GetElapsedTime(begun) >= limits.Time) return;
        }
    }

    private void Take(ConsumeResult<byte[], byte[]> result)
    {
        if (!_owned.TryGetValue(result.Partition.Value, out var ownership) || !(result.Offset.Value >= ownership.Next)) return;
        ownership.Next = result.Offset.Value + 1;
        _gathered.Add(result.ToRecord());
    }

    private ConsumeResult<byte[], byte[]>? Consume(TimeSpan wait)
    {
        try
        {
            var result = _consumer.Consume(wait);
            if (result is not null) _troubled = 0;
            return result;
        }
        catch (ConsumeException error) when (!KafkaFaults.EndsConsumer(error.Error))
        {
            if (_troubled == 0) _troubled = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(_troubled) < _options.RequestTimeout) return null;
            throw KafkaFaults.Unavailable($"{_topic} cannot be read", error);
        }
        catch (KafkaException error)
        {
            throw KafkaFaults.Unavailable($"{_topic} cannot be read", error);
        }
    }

    private void Assigned(IConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions)
    {
        Membership = consumer.ConsumerGroupMetadata;
        _troubled = 0;
        _epoch++;
        _moved = false;
        foreach (var partition in partitions.Select(place => place.Partition.Value).Order())
        {
            _owned[partition] = new Ownership(_epoch);
            _changes.Add(new PartitionChange(PartitionChangeKind.Assigned, partition));
        }
    }

    private void Revoked(List<TopicPartitionOffset> partitions)
    {
        _epoch++;
        _moved = false;
        foreach (var partition in partitions.Select(place => place.Partition.Value).Order())
        {
            if (!_owned.Remove(partition)) continue;
            _gathered.RemoveAll(record => record.Source.Partition == partition);
            _changes.Add(new PartitionChange(PartitionChangeKind.Revoked, partition));
        }
    }

    /// <summary>
    /// An exception that escapes a handler makes the client drop its assignment behind our back. Nothing is returned to be assigned:
    /// <see cref="Start"/> does that.
    /// </summary>
    private IEnumerable<TopicPartitionOffset> Guard<T>(Action follow, List<T> partitions)
    {
        try
        {
            follow();
        }
        catch (Exception error)
        {
            _failure = new LogUnavailableException(
                $"A change of ownership of {partitions.Count} partitions of {_topic} failed: {error.Message}", error);
        }

        return [];
    }

    private void Note(Error error)
    {
        if (error.IsFatal) _failure = KafkaFaults.Unavailable($"The consumer of {_topic} failed", new KafkaException(error));
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure) throw new LogUnavailableException(failure.Message, failure);
    }

    /// <summary>Since when a partition is owned, and its next offset; null as long as it is not started.</summary>
    private sealed class Ownership(long epoch)
    {
        private long? _next;

        public long Epoch { get; } = epoch;

        public long? Begun { get; private set; }

        public long? Next
        {
            get => _next;
            set
            {
                Begun ??= value;
                _next = value;
            }
        }
    }
}
