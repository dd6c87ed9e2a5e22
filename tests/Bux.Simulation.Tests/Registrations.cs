using Bux.Seam;

namespace Bux.Simulation;

/// <summary>Takes what the generator has made for the ledger.</summary>
internal sealed class Registrations : IBuxBuilder
{
    public List<ContractCatalogue> Catalogues { get; } = [];

    public ServiceRegistration<Ledger>? Service { get; private set; }

    public void AddContracts(ContractCatalogue catalogue) => Catalogues.Add(catalogue);

    public void AddService<TState>(ServiceRegistration<TState> service) => Service = (ServiceRegistration<Ledger>)(object)service;

    public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
    {
    }
}
