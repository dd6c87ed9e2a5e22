using System.Diagnostics;
using Testcontainers.Kafka;

namespace Bux.Kafka.Broker;

/// <summary>A broker in a container of Docker.</summary>
internal sealed class BrokerContainer(KafkaContainer container) : TestBroker
{
    private const string Image = "confluentinc/cp-kafka:7.9.0";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override string Bootstrap { get; } = container.GetBootstrapAddress();

    /// <inheritdoc/>
    public override string Description => $"a container of {Image} at {Bootstrap}";

    /// <summary>Starts one, or says why Docker cannot.</summary>
    public static async Task<(BrokerContainer? Broker, string Reason)> TryStartAsync()
    {
        if (!await RespondsAsync().ConfigureAwait(false)) return (null, "it does not respond");
        var container = new KafkaBuilder(Image)
            .WithEnvironment("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .WithEnvironment("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
            .WithEnvironment("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .Build();
        await container.StartAsync().ConfigureAwait(false);
        return (new BrokerContainer(container), "");
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => container.DisposeAsync();

    private static async Task<bool> RespondsAsync()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", "version --format {{.Server.Version}}")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            using var patience = new CancellationTokenSource(Patience);
            await docker!.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return docker.ExitCode == 0;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return false;
        }
    }
}
