namespace Bux.Kafka.Broker;

/// <summary>A broker that somebody else runs.</summary>
internal sealed class RunningBroker(string bootstrap) : TestBroker
{
    /// <inheritdoc/>
    public override string Bootstrap => bootstrap;

    /// <inheritdoc/>
    public override string Description => $"the broker at {bootstrap}, named by {BrokerSearch.BootstrapVariable}";

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
