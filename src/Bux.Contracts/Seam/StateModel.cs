namespace Bux.Seam;

/// <summary>A service's state and how its events evolve it; implemented by generated code. Stateless.</summary>
/// <typeparam name="TState">The state.</typeparam>
public abstract class StateModel<TState>
{
    /// <summary>The service's name on the wire.</summary>
    public abstract string Service { get; }

    /// <summary>
    /// A hash of the state's shape and of the mutators: states written under another fingerprint are not read, but folded anew.
    /// Lower-case letters and digits.
    /// </summary>
    public abstract string Fingerprint { get; }

    /// <summary>The state's codec.</summary>
    public abstract JsonCodec<TState> Codec { get; }

    /// <summary>The events that the state's mutator takes.</summary>
    public abstract IReadOnlyList<EventContract> Events { get; }

    /// <summary>Applies one event.</summary>
    /// <param name="exists">Whether there is a state before the event.</param>
    /// <param name="state">The state before the event; meaningless when there is none.</param>
    /// <param name="domainEvent">The event.</param>
    /// <param name="contract">The event's contract.</param>
    /// <returns>The state after the event.</returns>
    /// <exception cref="EventNotFoldedException">No <c>Create</c> or <c>Apply</c> takes this event here.</exception>
    public abstract TState Apply(bool exists, TState? state, object domainEvent, out EventContract contract);
}
