namespace Bux.Kafka.Broker;

/// <summary>What the search for a broker came to: a broker, or the reason why there is none.</summary>
/// <param name="Broker">The broker, or null.</param>
/// <param name="Reason">Which broker was taken; otherwise what was tried, and how to provide one.</param>
public sealed record FoundBroker(TestBroker? Broker, string Reason);

/// <summary>Finds a broker to test with: one that runs, a distribution to start, or Docker.</summary>
public static class BrokerSearch
{
    /// <summary>The variable that names a broker that runs already.</summary>
    public const string BootstrapVariable = "BUX_KAFKA_BOOTSTRAP";

    /// <summary>The variable that names the folder of a Kafka distribution.</summary>
    public const string HomeVariable = "BUX_KAFKA_HOME";

    /// <summary>The distribution to start brokers from, or null.</summary>
    public static string? Home => Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home ? home : null;

    /// <summary>Finds one broker, or says why there is none.</summary>
    public static async Task<FoundBroker> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(BootstrapVariable) is { Length: > 0 } bootstrap)
        {
            return TestBroker.Answers(bootstrap, TimeSpan.FromSeconds(20))
                ? Taken(new RunningBroker(bootstrap))
                : new FoundBroker(null, $"{BootstrapVariable} names {bootstrap}, where no broker answers.");
        }

        if (Home is { } home) return Taken(await BrokerProcess.StartAsync(home).ConfigureAwait(false));
        var (container, reason) = await BrokerContainer.TryStartAsync().ConfigureAwait(false);
        return container is not null
            ? Taken(container)
            : new FoundBroker(null, $"No broker: set {BootstrapVariable} to one that runs, or {HomeVariable} to a Kafka distribution, or run Docker ({reason}).");
    }

    private static FoundBroker Taken(TestBroker broker) => new(broker, broker.Description);
}
