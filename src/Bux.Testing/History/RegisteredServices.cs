using Bux.Seam;

namespace Bux.Testing;

/// <summary>Takes down what generated methods register, and runs nothing of it.</summary>
internal sealed class RegisteredServices : IBuxBuilder
{
    public List<ContractCatalogue> Catalogues { get; } = [];

    public List<IGoldenFold> Folds { get; } = [];

    public void AddContracts(ContractCatalogue catalogue)
    {
        if (!Catalogues.Contains(catalogue)) Catalogues.Add(catalogue);
    }

    public void AddService<TState>(ServiceRegistration<TState> service) => Folds.Add(new GoldenFold<TState>(service.State));

    public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
    {
    }
}
