using Bux.Seam;

namespace Bux.Simulation;

/// <summary>Another release of the ledger: it decides alike and folds differently, so its states have a fingerprint of their own.</summary>
internal sealed class SimulatedRelease(StateModel<Ledger> model, string fingerprint, int movesBefore) : StateModel<Ledger>
{
    public override string Service => model.Service;

    public override string Fingerprint => fingerprint;

    public override JsonCodec<Ledger> Codec => model.Codec;

    public override IReadOnlyList<EventContract> Events => model.Events;

    public override Ledger Apply(bool exists, Ledger? state, object domainEvent, out EventContract contract)
    {
        var applied = model.Apply(exists, state, domainEvent, out contract);
        return exists ? applied : applied with { Moves = movesBefore };
    }
}
