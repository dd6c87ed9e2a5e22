using Bux.Engine;
using Bux.Log;
using Confluent.Kafka;
using Xunit;

namespace Bux.Kafka;

/// <summary>Reads and look-ups beside open and aborted transactions of others.</summary>
public sealed class ReaderTests(BrokerFixture broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_replay_waits_for_an_open_transaction_below_a_committed_record() // KAFKA-10167
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        var state = new LogPartition(service.Topics.State, 0);
        using var foreign = Transactional(service, "foreign");
        foreign.BeginTransaction();
        Produce(foreign, state, "pending");
        using var owner = Transactional(service, "owner");
        owner.BeginTransaction();
        Produce(owner, state, "committed");
        owner.CommitTransaction(Patience);

        Assert.InRange(service.Reader.End(state), 2, 3); // the marker follows by itself
        var replay = Task.Run(() => new LogReplay(service.Reader, state, 0, Patience).Records(default).Select(Service.Text).ToList());
        Assert.NotSame(replay, await Task.WhenAny(replay, Task.Delay(500))); // it must not end below the committed record
        foreign.AbortTransaction(Patience);

        Assert.Equal(["committed"], await replay);
    }

    [Fact]
    public async Task The_position_of_a_cursor_passes_over_aborted_records()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        var state = new LogPartition(service.Topics.State, 0);
        using var foreign = Transactional(service, "foreign");
        foreign.BeginTransaction();
        Produce(foreign, state, "aborted");
        foreign.AbortTransaction(Patience);
        using var cursor = service.Reader.Open([new LogPosition(state, 0)]);

        Service.Until(() =>
        {
            Assert.Empty(cursor.Read(TimeSpan.FromMilliseconds(100)));
            return cursor.Position(state) == service.Reader.End(state);
        });

        Assert.Equal(2, cursor.Position(state)); // the record and its marker
    }

    [Fact]
    public async Task The_committed_position_waits_for_a_pending_transaction()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        using var foreign = Transactional(service, "foreign");
        using var stranger = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap, GroupId = service.Topics.Group,
        }).Build();
        Assert.Null(service.Committed());
        foreign.BeginTransaction();
        foreign.SendOffsetsToTransaction([new TopicPartitionOffset(service.Topics.Commands, 0, 5)], stranger.ConsumerGroupMetadata, Patience);

        var committed = Task.Run(() => service.Committed());
        Assert.NotSame(committed, await Task.WhenAny(committed, Task.Delay(500))); // it must not answer while the position is pending
        foreign.CommitTransaction(Patience);

        Assert.Equal(5, await committed);
    }

    [Fact]
    public async Task A_pending_position_is_not_waited_for_once_its_partition_is_given_away()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, configure: options => options.RequestTimeout = TimeSpan.FromMinutes(2));
        using var foreign = Transactional(service, "foreign");
        using var stranger = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap, GroupId = service.Topics.Group,
        }).Build();
        foreign.BeginTransaction();
        foreign.SendOffsetsToTransaction([new TopicPartitionOffset(service.Topics.Commands, 0, 5)], stranger.ConsumerGroupMetadata, Patience);
        using var givenAway = new CancellationTokenSource();
        var committed = Task.Run(() => service.Reader.Committed(service.Topics.Group, new LogPartition(service.Topics.Commands, 0), givenAway.Token));
        Assert.NotSame(committed, await Task.WhenAny(committed, Task.Delay(500)));

        await givenAway.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committed.WaitAsync(Patience));
        foreign.AbortTransaction(Patience);
    }

    [Fact]
    public async Task Look_ups_tell_partitions_ends_and_times()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 3);
        var events = new LogPartition(service.Topics.Events, 1);
        using var writer = service.Store.OpenWriter();
        for (var second = 0; second < 3; second++)
        {
            var record = service.Event(1, $"{second}") with { Timestamp = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + second) };
            await writer.WriteAsync(record, TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, service.Reader.Partitions(service.Topics.Events));
        Assert.Null(service.Reader.Partitions("replies.nobody"));
        Assert.Equal(0, service.Reader.Beginning(events));
        Assert.Equal(3, service.Reader.End(events));
        Assert.Equal(1, service.Reader.OffsetAt(events, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_001)));
        Assert.Equal(3, service.Reader.OffsetAt(events, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)));
    }

    [Fact]
    public async Task A_record_arrives_with_its_headers_its_time_and_its_nulls()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        var events = new LogPartition(service.Topics.Events, 0);
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        using var writer = service.Store.OpenWriter();
        await writer.WriteAsync(new OutputRecord(events, time, null, null, [new("bux", [1]), new("none", null), new("bux", [2])]), default);

        using var cursor = service.Reader.Open([new LogPosition(events, 0)]);
        IReadOnlyList<LogRecord> read = [];
        Service.Until(() => (read = cursor.Read(TimeSpan.FromMilliseconds(100))).Count > 0);

        var record = Assert.Single(read);
        Assert.Equal(time, record.Timestamp);
        Assert.Null(record.Key);
        Assert.Null(record.Value);
        Assert.Equal(["bux", "none", "bux"], record.Headers.Select(header => header.Name));
        Assert.Equal([2], record.Header("bux"));
        Assert.Null(record.Header("none"));
    }

    [Fact]
    public async Task The_writer_names_the_sizes_of_a_record_that_is_too_large()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        using var writer = service.Store.OpenWriter();
        var commands = new LogPartition(service.Topics.Commands, 0);

        var bytes = service.Options.MaximumRecordBytes + 1_000; // the host takes it, the topic does not
        var broad = await Assert.ThrowsAsync<RecordTooLargeException>(() => writer.WriteAsync(Service.Record(commands, new string('x', bytes)), default));
        var huge = await Assert.ThrowsAsync<RecordTooLargeException>(() => writer.WriteAsync(Service.Record(commands, new string('x', 5 * bytes)), default));

        Assert.Contains("1,049,673 bytes", broad.Message, StringComparison.Ordinal);
        Assert.Contains("max.message.bytes", huge.Message, StringComparison.Ordinal);
        await writer.WriteAsync(Service.Record(commands, "small"), default);
        Assert.Equal(["small"], service.Values(commands));
    }

    [Fact]
    public async Task An_unreachable_cluster_is_named()
    {
        _ = broker.Bootstrap;
        var options = new KafkaOptions { BootstrapServers = "127.0.0.1:1", RequestTimeout = TimeSpan.FromSeconds(1), TransactionTimeout = TimeSpan.FromSeconds(1) };
        await using var store = new KafkaLogStore(options);
        using var reader = store.OpenReader();
        using var writer = store.OpenWriter();

        Assert.Contains("127.0.0.1:1", Assert.Throws<LogUnavailableException>(() => reader.End(new LogPartition("t", 0))).Message, StringComparison.Ordinal);
        Assert.Throws<LogUnavailableException>(() => reader.Committed("g", new LogPartition("t", 0)));
        Assert.Throws<LogUnavailableException>(() => store.OpenCommands(new ServiceTopics("s", "f", 1), 0));
        await Assert.ThrowsAsync<LogUnavailableException>(() => store.PrepareAsync([new TopicPlan("t", 1, true)], true, default));
        await Assert.ThrowsAsync<LogUnavailableException>(() => writer.WriteAsync(Service.Record(new LogPartition("t", 0), "v"), default));
    }

    [Fact]
    public async Task An_unreachable_cluster_is_not_waited_for_once_the_host_stops()
    {
        _ = broker.Bootstrap;
        var patience = TimeSpan.FromMinutes(2);
        var options = new KafkaOptions { BootstrapServers = "127.0.0.1:1", RequestTimeout = patience, TransactionTimeout = patience };
        await using var store = new KafkaLogStore(options);
        using var stop = new CancellationTokenSource();
        using var reader = store.OpenReader(stop.Token);
        Action[] calls =
        [
            () => reader.End(new LogPartition("t", 0)),
            () => reader.Partitions("t"),
            () => reader.Committed("g", new LogPartition("t", 0)),
            () => store.OpenCommands(new ServiceTopics("s", "f", 1), 0, stop.Token),
        ];
        var waiting = calls.Select(call => Task.Factory.StartNew(call, TaskCreationOptions.LongRunning)).ToArray();
        var early = Task.WhenAny(waiting);
        Assert.NotSame(early, await Task.WhenAny(early, Task.Delay(TimeSpan.FromSeconds(3))));

        await stop.CancelAsync();

        foreach (var call in waiting) await Assert.ThrowsAsync<LogUnavailableException>(() => call.WaitAsync(Patience));
    }

    private IProducer<byte[], byte[]> Transactional(Service service, string name)
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = broker.Bootstrap, TransactionalId = $"{service.Topics.Service}-{name}",
        }).Build();
        producer.InitTransactions(Patience);
        return producer;
    }

    private static void Produce(IProducer<byte[], byte[]> producer, LogPartition target, string value)
    {
        producer.Produce(target.ToKafka(), Service.Record(target, value).ToMessage());
        Assert.Equal(0, producer.Flush(Patience));
    }
}
