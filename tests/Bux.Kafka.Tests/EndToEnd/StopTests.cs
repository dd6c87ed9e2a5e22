using System.Diagnostics;
using Bux.Client;
using Bux.Log;
using Bux.Probe;
using Confluent.Kafka;
using Xunit;

namespace Bux.Kafka.EndToEnd;

/// <summary>
/// A host stops in time whatever its log does. Regression: calls that wait for the brokers knew nothing of the stop, so a host whose
/// positions were pending, or whose broker was gone, outlived its shutdown time.
/// </summary>
[Collection("probe")]
public sealed class StopTests(BrokerFixture broker)
{
    /// <summary>What docs/guarantees.md promises.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(20);

    /// <summary>Every wait of the log would be longer than the time to stop.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_host_stops_in_time_while_a_transaction_is_pending_on_its_positions()
    {
        await using var host = await StartAsync(broker.Bootstrap);
        await UntilAsync(() => host.Status.IsReady);
        await host.StopAsync();
        using var foreign = Pending(host.Topics);
        await using var next = await StartAsync(broker.Bootstrap);
        await UntilAsync(() => Restoring(next) == next.Topics.Partitions);

        await StopsInTimeAsync(next);

        foreign.AbortTransaction(InTime);
    }

    [Fact]
    public async Task A_host_stops_in_time_while_its_broker_is_gone()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        await using var host = await StartAsync(own.Bootstrap);
        await UntilAsync(() => host.Status.IsReady);
        var callers = Enumerable.Range(0, 12).Select(number => CallAsync(host, $"stop-{number}")).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(1)); // commits follow each other: one is under way at any time
        own.Kill();

        await StopsInTimeAsync(host);

        // Whoever was waiting has been told that the outcome is unknown.
        await Task.WhenAll(callers).WaitAsync(InTime);
    }

    private static Task<ProbeHost> StartAsync(string bootstrap) => ProbeHost.StartAsync(
        bootstrap, workers: 2, timeout: Long, configure: kafka => (kafka.TransactionTimeout, kafka.RequestTimeout) = (Long, Long));

    /// <summary>A transaction of nobody that the service knows, with positions of all its partitions.</summary>
    private IProducer<byte[], byte[]> Pending(ServiceTopics topics)
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = broker.Bootstrap, TransactionalId = $"foreign-{Guid.NewGuid():N}", TransactionTimeoutMs = 600_000,
        }).Build();
        using var stranger = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = broker.Bootstrap, GroupId = topics.Group }).Build();
        producer.InitTransactions(InTime);
        producer.BeginTransaction();
        var positions = Enumerable.Range(0, topics.Partitions).Select(partition => new TopicPartitionOffset(topics.Commands, partition, 0));
        producer.SendOffsetsToTransaction(positions, stranger.ConsumerGroupMetadata, InTime);
        return producer;
    }

    private static int Restoring(ProbeHost host) => host.Status.Reasons.Count(reason => reason.Contains("is being restored", StringComparison.Ordinal));

    private static async Task CallAsync(ProbeHost host, string key)
    {
        try
        {
            while (true) await host.Commands.SendAsync(new StartProbe(key));
        }
        catch (CommandTimeoutException)
        {
            // The outcome is unknown: what a caller is told whose host stops.
        }
        catch (ObjectDisposedException)
        {
            // Called after the stop.
        }
    }

    private static async Task StopsInTimeAsync(ProbeHost host)
    {
        var begun = Stopwatch.StartNew();
        await host.StopAsync();
        Assert.True(begun.Elapsed < InTime, $"The host took {begun.Elapsed.TotalSeconds:0.0} s to stop.");
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "The condition did not come true in time.");
            await Task.Delay(50);
        }
    }
}
