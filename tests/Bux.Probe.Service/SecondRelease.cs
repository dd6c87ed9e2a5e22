using Bux.Seam;

namespace Bux.Probe;

/// <summary>The probe's next release: it decides alike and folds differently, so its states have a fingerprint of their own.</summary>
public sealed class SecondRelease(StateModel<Probe> first, TimeSpan eachEvent) : StateModel<Probe>
{
    /// <inheritdoc/>
    public override string Service => first.Service;

    /// <inheritdoc/>
    public override string Fingerprint => "second";

    /// <inheritdoc/>
    public override JsonCodec<Probe> Codec => first.Codec;

    /// <inheritdoc/>
    public override IReadOnlyList<EventContract> Events => first.Events;

    /// <summary>Adds the release instead of the first one.</summary>
    public static void AddTo(IBuxBuilder bux, TimeSpan eachEvent) => new Exchange(bux, eachEvent).AddProbe();

    /// <inheritdoc/>
    public override Probe Apply(bool exists, Probe? state, object domainEvent, out EventContract contract)
    {
        if (eachEvent > TimeSpan.Zero) Thread.Sleep(eachEvent);
        var applied = first.Apply(exists, state, domainEvent, out contract);
        return exists ? applied : applied with { NoteLength = -1 };
    }

    private sealed class Exchange(IBuxBuilder bux, TimeSpan eachEvent) : IBuxBuilder
    {
        public void AddContracts(ContractCatalogue catalogue) => bux.AddContracts(catalogue);

        public void AddService<TState>(ServiceRegistration<TState> service)
        {
            var first = (ServiceRegistration<Probe>)(object)service;
            bux.AddService(new ServiceRegistration<Probe>(new SecondRelease(first.State, eachEvent), [], first.Routes));
        }

        public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class => bux.AddProjection(projection);
    }
}
