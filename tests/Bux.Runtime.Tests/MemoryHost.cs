using Bux.Client;
using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Probe;
using Bux.Seam;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bux.Runtime;

/// <summary>The probe service on a log in memory that outlives the host.</summary>
internal sealed class MemoryHost : IAsyncDisposable
{
    private readonly IHost _host;

    private MemoryHost(IHost host) => _host = host;

    public ICommandClient Commands => _host.Services.GetRequiredService<ICommandClient>();

    public BuxStatus Status => _host.Services.GetRequiredService<BuxStatus>();

    public ServiceTopics Topics => _host.Services.GetRequiredService<BuxTopology>().Services.Single();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static Task<MemoryHost> StartAsync(InMemoryLogStore log, Action<BuxBuilder>? configure = null) => StartAsync(bux =>
    {
        if (configure is null) bux.AddProbe();
        else configure(bux);
        bux.Configure(options =>
        {
            options.ClientName = "test";
            options.CreateTopics = true;
            options.Partitions = 4;
        }).UseLog(_ => log);
    });

    /// <summary>The same service as another release of it, whose states have another fingerprint.</summary>
    public static void AddRelease(BuxBuilder bux, string fingerprint, IReadOnlyList<UseCaseDependency>? dependencies = null)
    {
        var captured = new Capture();
        captured.AddProbe();
        foreach (var catalogue in captured.Catalogues) bux.AddContracts(catalogue);
        bux.AddService(new ServiceRegistration<Probe.Probe>(new Release(captured.Service!.State, fingerprint), dependencies ?? [], captured.Service.Routes));
    }

    public static async Task<MemoryHost> StartAsync(Action<BuxBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBux(configure);
        var host = builder.Build();
        await host.StartAsync();
        return new MemoryHost(host);
    }

    public async Task UntilAsync(Func<bool> holds)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(30);
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < deadline, string.Join(Environment.NewLine, Status.Reasons));
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class Capture : IBuxBuilder
    {
        public List<ContractCatalogue> Catalogues { get; } = [];

        public ServiceRegistration<Probe.Probe>? Service { get; private set; }

        public void AddContracts(ContractCatalogue catalogue) => Catalogues.Add(catalogue);

        public void AddService<TState>(ServiceRegistration<TState> service) => Service = (ServiceRegistration<Probe.Probe>)(object)service;

        public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
        {
        }
    }

    private sealed class Release(StateModel<Probe.Probe> model, string fingerprint) : StateModel<Probe.Probe>
    {
        public override string Service => model.Service;

        public override string Fingerprint => fingerprint;

        public override JsonCodec<Probe.Probe> Codec => model.Codec;

        public override IReadOnlyList<EventContract> Events => model.Events;

        public override Probe.Probe Apply(bool exists, Probe.Probe? state, object domainEvent, out EventContract contract) =>
            model.Apply(exists, state, domainEvent, out contract);
    }
}
