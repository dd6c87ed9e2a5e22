using Bux.Engine;
using Bux.InMemory;
using Bux.Kafka;
using Bux.Log;
using Bux.Projections;
using Bux.Seam;
using Bux.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>
/// Puts a host together: the services, projections and contracts that generated methods add (<c>AddBrokerAccounts()</c>), and the log that
/// carries them (<see cref="UseKafka"/>, <see cref="UseInMemory"/>, or another package's).
/// </summary>
public sealed class BuxBuilder : IBuxBuilder
{
    private readonly List<ContractCatalogue> _catalogues = [];
    private readonly List<UseCaseDependency> _dependencies = [];

    internal BuxBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The settings.</summary>
    public BuxOptions Options { get; } = new();

    internal IReadOnlyCollection<ContractCatalogue> Catalogues => _catalogues;

    internal IReadOnlyCollection<UseCaseDependency> Dependencies => _dependencies;

    internal List<HostedService> HostedServices { get; } = [];

    internal List<string> Projections { get; } = [];

    internal ServiceTopics TopicsOf(HostedService hosted) => new(hosted.Name, hosted.Fingerprint, Options.Partitions);

    /// <summary>Changes settings.</summary>
    public BuxBuilder Configure(Action<BuxOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Options);
        return this;
    }

    /// <summary>Carries everything on Apache Kafka. Batch limits and the largest command are this builder's <see cref="Options"/>.</summary>
    public BuxBuilder UseKafka(Action<KafkaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return UseLog(services =>
        {
            var kafka = new KafkaOptions { Limits = Options.Limits, MaximumRecordBytes = Options.MaximumCommandBytes };
            configure(kafka);
            return new KafkaLogStore(kafka, services.GetRequiredService<ILogger<KafkaLogStore>>());
        });
    }

    /// <summary>Carries everything in the memory of this process: for tests and first steps; nothing outlives the process.</summary>
    public BuxBuilder UseInMemory()
    {
        Options.CreateTopics ??= true; // Nobody else could make them.
        return UseLog(services => new InMemoryLogStore(services.GetService<TimeProvider>(), Options.Limits, Options.MaximumCommandBytes));
    }

    /// <summary>Carries everything on a log of your own; the last one wins.</summary>
    public BuxBuilder UseLog(Func<IServiceProvider, ILogStore> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        Services.Replace(ServiceDescriptor.Singleton(open));
        return this;
    }

    /// <summary>
    /// Keeps a service's states in a repository of your own instead of <see cref="TopicBackedStateRepository{TState}"/>. It is made anew for
    /// each worker and each of its restarts.
    /// </summary>
    public BuxBuilder UseStateRepository<TState>(Func<IServiceProvider, IStateRepository<TState>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(new StateRepositoryFactory<TState>(create)));
        return this;
    }

    /// <inheritdoc/>
    public void AddContracts(ContractCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!_catalogues.Contains(catalogue)) _catalogues.Add(catalogue);
    }

    /// <inheritdoc/>
    public void AddService<TState>(ServiceRegistration<TState> service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (HostedServices.Exists(hosted => hosted.Name == service.State.Service)) return;
        _dependencies.AddRange(service.Dependencies);
        Services.TryAddSingleton(new StateRepositoryFactory<TState>(_ => new TopicBackedStateRepository<TState>()));
        HostedServices.Add(new HostedService(
            service.State.Service,
            service.State.Fingerprint,
            (services, topics, options) => new ServiceWorkers<TState>(service, topics, options, services)));
    }

    /// <inheritdoc/>
    public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (Projections.Contains(projection.Name)) return;
        Projections.Add(projection.Name);
        Services.TryAddSingleton<IProjectionStore<TRow>, InMemoryProjectionStore<TRow>>();
        Services.AddSingleton(services => new ProjectionRunner<TRow>(
            projection,
            services.GetRequiredService<ContractRegistry>().Events,
            services.GetRequiredService<IProjectionStore<TRow>>(),
            Options.UnknownVersions,
            services.GetRequiredService<ILogStore>(),
            warning => services.GetRequiredService<BuxStatus>().Warn($"projection {projection.Name}", warning),
            services.GetRequiredService<ILogger<ProjectionRunner<TRow>>>()));
        Services.AddSingleton<IReadModel<TRow>>(services => services.GetRequiredService<ProjectionRunner<TRow>>());
        Services.AddSingleton<IProjectionRunner>(services => services.GetRequiredService<ProjectionRunner<TRow>>());
    }
}

/// <summary>A command service that this host runs.</summary>
internal sealed record HostedService(
    string Name, string Fingerprint, Func<IServiceProvider, ServiceTopics, BuxOptions, IServiceWorkers> CreateWorkers);

/// <summary>Makes the state repository of a worker.</summary>
internal sealed record StateRepositoryFactory<TState>(Func<IServiceProvider, IStateRepository<TState>> Create);
