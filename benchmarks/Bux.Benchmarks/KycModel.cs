using Bux.Seam;
using Kyc.BrokerAccounts;

namespace Bux.Benchmarks;

/// <summary>Hands out what the generator has made for the KYC service.</summary>
internal sealed class KycModel : IBuxBuilder, IServiceProvider
{
    private KycModel()
    {
    }

    public static KycModel Instance { get; } = Create();

    public List<ContractCatalogue> Catalogues { get; } = [];

    public ServiceRegistration<BrokerAccount> Service { get; private set; } = null!;

    public void AddContracts(ContractCatalogue catalogue) => Catalogues.Add(catalogue);

    public void AddService<TState>(ServiceRegistration<TState> service) => Service = (ServiceRegistration<BrokerAccount>)(object)service;

    public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
    {
    }

    public object? GetService(Type serviceType) => null;

    private static KycModel Create()
    {
        var model = new KycModel();
        model.AddBrokerAccounts();
        return model;
    }
}
