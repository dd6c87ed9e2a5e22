using Bux.Client;
using Bux.Hosting;
using Bux.Log;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bux.Kafka.EndToEnd;

/// <summary>A client of the probe service, and the service itself when a test wants it in its own process.</summary>
internal sealed class ProbeHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ProbeHost(IHost host) => _host = host;

    public ICommandClient Commands => _host.Services.GetRequiredService<ICommandClient>();

    public ILogStore Log => _host.Services.GetRequiredService<ILogStore>();

    public BuxStatus Status => _host.Services.GetRequiredService<BuxStatus>();

    public ServiceTopics Topics => _host.Services.GetRequiredService<BuxTopology>().Services.Single();

    /// <summary>Starts the service with a client beside it.</summary>
    public static Task<ProbeHost> StartAsync(
        string bootstrap, int workers = 1, TimeSpan? timeout = null, Action<KafkaOptions>? configure = null) => StartAsync(bux => bux
        .AddProbe()
        .Configure(options =>
        {
            options.ClientName = "probe-test";
            options.CreateTopics = true;
            options.Workers = workers;
            options.ReplyTimeout = timeout ?? TimeSpan.FromSeconds(30);
        })
        .UseKafka(kafka =>
        {
            kafka.BootstrapServers = bootstrap;
            kafka.SessionTimeout = TimeSpan.FromSeconds(6);
            kafka.TransactionTimeout = TimeSpan.FromSeconds(5);
            configure?.Invoke(kafka);
        }));

    /// <summary>Starts a client alone.</summary>
    public static Task<ProbeHost> StartClientAsync(string bootstrap, TimeSpan timeout) => StartAsync(bux => bux
        .AddBuxProbeService()
        .Configure(options =>
        {
            options.ClientName = "probe-client";
            options.CreateTopics = true;
            options.ReplyTimeout = timeout;
        })
        .UseKafka(kafka => kafka.BootstrapServers = bootstrap));

    /// <summary>Sends until an answer comes, always with the same id: what a careful caller does.</summary>
    public async Task<Reply<TResponse>> SendUntilAnsweredAsync<TResponse>(ICommand<TResponse> command)
    {
        var id = Guid.CreateVersion7();
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(3);
        while (true)
        {
            try
            {
                return await Commands.SendAsync(command, new SendOptions { CommandId = id });
            }
            catch (CommandTimeoutException) when (DateTime.UtcNow < deadline)
            {
                // Unknown, not refused: the same command again.
            }
        }
    }

    /// <summary>Stops within the host's shutdown time, which is 30 seconds unless set, or throws. May be called again.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    private static async Task<ProbeHost> StartAsync(Action<BuxBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddBux(configure);
        var host = builder.Build();
        await host.StartAsync();
        return new ProbeHost(host);
    }
}
