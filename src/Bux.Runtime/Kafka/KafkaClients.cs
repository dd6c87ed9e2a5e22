using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Bux.Kafka;

/// <summary>The settings of each kind of client, and where their messages go.</summary>
internal sealed partial class KafkaClients(KafkaOptions options, ILogger logger)
{
    // Below every limit of a topic, so that a batch of legal records is never refused for its own size.
    private int BatchBytes => Math.Min(1_000_000, options.MaximumRecordBytes);

    /// <summary>The options that the clients are made from.</summary>
    public KafkaOptions Options => options;

    /// <summary>A worker's member of the group. It starts nothing by itself: every position comes from the engine.</summary>
    public ConsumerBuilder<byte[], byte[]> Member(string group) => Consumer(new ConsumerConfig(Common())
    {
        GroupId = group,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        IsolationLevel = IsolationLevel.ReadCommitted,
        AutoOffsetReset = AutoOffsetReset.Error,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.Range,
        SessionTimeoutMs = Milliseconds(options.SessionTimeout),
        HeartbeatIntervalMs = Math.Max(100, Milliseconds(options.SessionTimeout) / 5),
        FetchQueueBackoffMs = 20, // the default of a second stalls a worker that is faster than the prefetch
    });

    /// <summary>A consumer that belongs to no group's assignment: it looks up, or reads what it was told to.</summary>
    public ConsumerBuilder<byte[], byte[]> Reader(string group, IsolationLevel isolation) => Consumer(new ConsumerConfig(Common())
    {
        GroupId = group,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        IsolationLevel = isolation,
        AutoOffsetReset = AutoOffsetReset.Error,
        EnablePartitionEof = true,
        SessionTimeoutMs = Milliseconds(options.SessionTimeout), // unused, but checked against settings that users may make
        FetchQueueBackoffMs = 20,
        FetchWaitMaxMs = 100,
    });

    /// <summary>The producer of a worker.</summary>
    public IProducer<byte[], byte[]> Transactional(string id) => Producer(new ProducerConfig(Common())
    {
        TransactionalId = id,
        TransactionTimeoutMs = Milliseconds(options.TransactionTimeout),
        MessageTimeoutMs = Milliseconds(options.TransactionTimeout) * 2 / 3, // a delivery fails before its transaction times out
        TopicMetadataPropagationMaxMs = 5_000, // targets are known to exist before they are produced to
        EnableBackgroundPoll = false, // with a poll thread of its own, every flush waits 10 ms for nothing
        EnableDeliveryReports = true, // without them a flush is not woken either
        DeliveryReportFields = "none",
        RetryBackoffMs = 5,
        MessageMaxBytes = options.LargestOutputBytes,
        BatchSize = BatchBytes,
        QueueBufferingMaxKbytes = 1024 * 1024,
    });

    /// <summary>The producer of single records.</summary>
    public IProducer<byte[], byte[]> Idempotent() => Producer(new ProducerConfig(Common())
    {
        EnableIdempotence = true,
        Acks = Acks.All,
        LingerMs = 0.1,
        MessageTimeoutMs = Milliseconds(options.RequestTimeout),
        DeliveryReportFields = "none",
        RetryBackoffMs = 10,
        MessageMaxBytes = options.LargestOutputBytes,
        BatchSize = BatchBytes,
    });

    /// <summary>A time in whole milliseconds, as librdkafka counts.</summary>
    public static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 1, int.MaxValue);

    private ClientConfig Common()
    {
        var config = new ClientConfig { BootstrapServers = options.BootstrapServers, ClientId = "bux" };
        options.Configure?.Invoke(config);
        return config;
    }

    private ConsumerBuilder<byte[], byte[]> Consumer(ConsumerConfig config)
        => new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler((_, message) => Tell(message));

    private IProducer<byte[], byte[]> Producer(ProducerConfig config)
        => new ProducerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) => Tell(message))
            .Build();

    private void Tell(LogMessage message)
    {
        var level = message.Level switch
        {
            <= SyslogLevel.Critical => LogLevel.Critical,
            SyslogLevel.Error => LogLevel.Error,
            SyslogLevel.Warning => LogLevel.Warning,
            SyslogLevel.Notice or SyslogLevel.Info => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        Librdkafka(level, message.Name, message.Facility, message.Message);
    }

    [LoggerMessage(Message = "{Client} {Facility}: {Text}")]
    private partial void Librdkafka(LogLevel level, string client, string facility, string text);
}
