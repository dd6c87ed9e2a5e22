using Bux.Kafka.Broker;
using Xunit;

[assembly: AssemblyFixture(typeof(Bux.Kafka.BrokerFixture))]

namespace Bux.Kafka;

/// <summary>The one broker of a test run.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private FoundBroker? _found;

    /// <summary>Finds the broker, and says which one.</summary>
    public async ValueTask InitializeAsync()
    {
        _found = await BrokerSearch.FindAsync();
        Console.WriteLine($"Kafka tests: {_found.Reason}");
    }

    /// <summary>The broker's address; without a broker the test is skipped, and in CI it fails.</summary>
    public string Bootstrap
    {
        get
        {
            if (_found!.Broker is { } broker) return broker.Bootstrap;
            Missing(_found.Reason);
            return "";
        }
    }

    /// <summary>A broker that a test may kill; skipped where none can be started.</summary>
    public static async Task<BrokerProcess> StartOwnAsync()
    {
        if (BrokerSearch.Home is null) Missing($"This test kills its broker: set {BrokerSearch.HomeVariable} to a Kafka distribution.");
        return await BrokerProcess.StartAsync(BrokerSearch.Home!);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _found?.Broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Reports what is missing: the test is skipped, and in CI it fails.</summary>
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
