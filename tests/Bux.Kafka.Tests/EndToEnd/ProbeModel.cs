using Bux.Probe;
using Bux.Seam;

namespace Bux.Kafka.EndToEnd;

/// <summary>Hands out what the generator has made for the probe service.</summary>
internal sealed class ProbeModel : IBuxBuilder
{
    private StateModel<Probe.Probe>? _state;

    public static StateModel<Probe.Probe> State
    {
        get
        {
            var model = new ProbeModel();
            model.AddProbe();
            return model._state!;
        }
    }

    public void AddContracts(ContractCatalogue catalogue)
    {
    }

    public void AddService<TState>(ServiceRegistration<TState> service) => _state = (StateModel<Probe.Probe>)(object)service.State;

    public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class
    {
    }
}
