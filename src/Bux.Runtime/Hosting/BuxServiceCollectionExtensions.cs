using Bux.Client;
using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Bux to a container.</summary>
public static class BuxServiceCollectionExtensions
{
    /// <summary>
    /// Adds command services, projections and a command client, run by one hosted service. The host's start waits until the log is
    /// reachable and its topics are as they must be, and fails with what to mend otherwise.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// It was called twice, a use case has a scoped dependency, or two types have the same name on the wire.
    /// </exception>
    public static IServiceCollection AddBux(this IServiceCollection services, Action<BuxBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(BuxBuilder)))
        {
            throw new InvalidOperationException("AddBux was called twice. Call it once, and add all services and projections there.");
        }

        var builder = new BuxBuilder(services);
        configure(builder);
        services.AddSingleton(builder);
        services.AddSingleton(new ContractRegistry(builder.Catalogues));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILogStore>(_ => throw new InvalidOperationException(
            "AddBux has no log. Say UseKafka(…), UseEmbedded(…) of Bux.Sqlite, or UseInMemory()."));
        services.AddSingleton(provider => new CommandClient(
            provider.GetRequiredService<ILogStore>(),
            provider.GetRequiredService<ContractRegistry>(),
            new ClientOptions
            {
                Name = BuxHost.ClientName(builder.Options, provider.GetService<IHostEnvironment>()),
                ReplyPartition = builder.Options.ClientInstance % builder.Options.ReplyPartitions,
                Timeout = builder.Options.ReplyTimeout,
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CommandClient>>()));
        services.AddSingleton<ICommandClient>(provider => provider.GetRequiredService<CommandClient>());
        services.AddSingleton<BuxStatus>();
        services.AddSingleton(new BuxTopology([.. builder.HostedServices.Select(builder.TopicsOf)]));
        services.AddHostedService(provider => new BuxHost(provider, builder, services));
        return services;
    }
}
