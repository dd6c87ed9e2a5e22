using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// What the cluster knows of topics and offsets. A consumer's connection is used, for a producer's look-up may create the topic that it
/// asks for. It reads uncommitted: with read-committed the end of a partition would be its last stable offset.
/// </summary>
internal sealed class KafkaMetadata : IDisposable
{
    private readonly KafkaClients _clients;
    private readonly Lazy<IConsumer<byte[], byte[]>> _consumer;
    private readonly Lazy<IAdminClient> _admin;

    /// <summary>Connects when it is first asked.</summary>
    public KafkaMetadata(KafkaClients clients)
    {
        _clients = clients;
        _consumer = new(() => clients.Reader("bux-metadata", IsolationLevel.ReadUncommitted).Build());
        _admin = new(() => new DependentAdminClientBuilder(_consumer.Value.Handle).Build());
    }

    /// <summary>The administration of the same connection.</summary>
    public IAdminClient Admin => _admin.Value;

    private TimeSpan Patience => _clients.Options.RequestTimeout;

    /// <summary>The number of a topic's partitions, or null when there is no such topic.</summary>
    /// <exception cref="LogUnavailableException">The cluster does not answer, or refuses.</exception>
    public int? Partitions(string topic, TimeSpan? patience = null, CancellationToken stopping = default)
        => Describe(topic, patience, stopping)?.Partitions.Count;

    /// <summary>The brokers of the cluster.</summary>
    public int Brokers() => Ask("The cluster's metadata", Admin.GetMetadata, new Deadline(Patience)).Brokers.Count;

    /// <summary>A topic's metadata, or null when there is no such topic.</summary>
    public TopicMetadata? Describe(string topic, TimeSpan? patience = null, CancellationToken stopping = default)
    {
        var deadline = new Deadline(patience ?? Patience, stopping);
        while (true)
        {
            var found = Ask($"The metadata of {topic}", time => Admin.GetMetadata(topic, time), deadline).Topics.Single();
            switch (found.Error.Code)
            {
                case ErrorCode.NoError:
                    return found;
                case ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.TopicException:
                    return null;
                case ErrorCode.TopicAuthorizationFailed:
                    throw KafkaFaults.Unavailable($"The metadata of {topic} cannot be read", new KafkaException(found.Error));
                case var _ when deadline.Passed:
                    throw KafkaFaults.Unavailable($"The metadata of {topic} cannot be read", new KafkaException(found.Error));
            }

            Thread.Sleep(TimeSpan.FromMilliseconds(50)); // an election of leaders under way
        }
    }

    /// <summary>The oldest offset, and the one after the newest record, those of open transactions included.</summary>
    public WatermarkOffsets Watermarks(LogPartition partition, CancellationToken stopping)
        => Ask($"The end of {partition}", time => _consumer.Value.QueryWatermarkOffsets(partition.ToKafka(), time), new Deadline(Patience, stopping));

    /// <summary>The offset of the first record whose time is not before this one; negative when there is none.</summary>
    public long OffsetAt(LogPartition partition, DateTimeOffset time, CancellationToken stopping)
    {
        var searched = new TopicPartitionTimestamp(partition.ToKafka(), new Timestamp(time));
        return Ask($"The offset of {partition} at {time:O}", wait => _consumer.Value.OffsetsForTimes([searched], wait), new Deadline(Patience, stopping))[0]
            .Offset.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_admin.IsValueCreated) _admin.Value.Dispose();
        if (_consumer.IsValueCreated) _consumer.Value.Dispose();
    }

    /// <summary>Brokers elect and restart: what fails for a moment is asked again.</summary>
    private T Ask<T>(string what, Func<TimeSpan, T> question, Deadline deadline)
    {
        while (true)
        {
            try
            {
                return question(deadline.Slice);
            }
            catch (KafkaException) when (!deadline.Passed)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(50));
            }
            catch (KafkaException error)
            {
                throw KafkaFaults.Unavailable($"{what} was not told by Kafka at {_clients.Options.BootstrapServers}", error);
            }
        }
    }
}
