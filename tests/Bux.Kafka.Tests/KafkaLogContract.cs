using Bux.Log;

namespace Bux.Kafka;

/// <summary>Kafka keeps what every log promises.</summary>
public sealed class KafkaLogContract(BrokerFixture broker) : LogContract
{
    /// <inheritdoc/>
    protected override ValueTask<ILogStore> CreateStoreAsync() => new(new KafkaLogStore(new KafkaOptions
    {
        BootstrapServers = broker.Bootstrap,
        SessionTimeout = TimeSpan.FromSeconds(6),
        Replication = 1, // the broker of the tests is alone
        MinimumInSyncReplicas = 1,
    }));
}
