using Confluent.Kafka;

namespace Bux.Kafka.Broker;

/// <summary>A broker that tests may use. Disposing ends it, when it was started for them.</summary>
public abstract class TestBroker : IAsyncDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    /// <summary>The addresses to connect to.</summary>
    public abstract string Bootstrap { get; }

    /// <summary>Which broker this is, and why it was taken.</summary>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Whether the broker answers within this time.</summary>
    public static bool Answers(string bootstrap, TimeSpan patience, Func<bool>? alive = null)
    {
        var begun = DateTime.UtcNow;
        var config = new AdminClientConfig { BootstrapServers = bootstrap };
        using var admin = new AdminClientBuilder(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        while (DateTime.UtcNow - begun < patience && (alive?.Invoke() ?? true))
        {
            try
            {
                if (admin.GetMetadata(Slice).Brokers.Count > 0) return true;
            }
            catch (KafkaException)
            {
                // Not yet.
            }
        }

        return false;
    }
}
