using System.Collections.Concurrent;
using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>Reads committed records and the positions of groups.</summary>
internal sealed class KafkaReader(KafkaClients clients, KafkaMetadata metadata, CancellationToken stopping) : ILogReader
{
    private readonly ConcurrentDictionary<string, Lazy<IConsumer<byte[], byte[]>>> _groups = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int? Partitions(string topic) => metadata.Partitions(topic, null, stopping);

    /// <inheritdoc/>
    public long? Committed(string group, LogPartition partition, CancellationToken cancellation = default)
    {
        // Longer than a transaction lasts: one that nobody ends is aborted by the broker meanwhile.
        var deadline = new Deadline(clients.Options.TransactionTimeout + clients.Options.RequestTimeout, stopping);
        var consumer = _groups.GetOrAdd(group, Observer).Value;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var offset = consumer.Committed([partition.ToKafka()], deadline.Slice)[0].Offset;
                return offset.Value >= 0 ? offset.Value : null;
            }
            catch (KafkaException) when (!deadline.Passed)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(20));
            }
            catch (KafkaException error)
            {
                throw new LogUnavailableException(
                    $"The position of group {group} in {partition} was not told: {KafkaFaults.Text(error.Error)}. If the cluster answers, "
                    + "a transaction stays pending on it, which no reader may pass. Find it with kafka-transactions.sh --bootstrap-server "
                    + $"{clients.Options.BootstrapServers} describe-producers --topic __consumer_offsets --partition <n>, "
                    + "and abort it there.",
                    error);
            }
        }
    }

    /// <inheritdoc/>
    public long Beginning(LogPartition partition) => metadata.Watermarks(partition, stopping).Low.Value;

    /// <inheritdoc/>
    public long End(LogPartition partition) => metadata.Watermarks(partition, stopping).High.Value;

    /// <inheritdoc/>
    public long OffsetAt(LogPartition partition, DateTimeOffset time)
        => metadata.OffsetAt(partition, time, stopping) is >= 0 and var offset ? offset : End(partition);

    /// <inheritdoc/>
    public ILogCursor Open(IReadOnlyList<LogPosition> from) => new KafkaCursor(clients, from);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var consumer in _groups.Values) consumer.Value.Dispose();
    }

    /// <summary>Asks in the group's name and never joins. Read-committed makes the broker wait for pending transactions.</summary>
    private Lazy<IConsumer<byte[], byte[]>> Observer(string group)
        => new(() => clients.Reader(group, IsolationLevel.ReadCommitted).Build());
}
