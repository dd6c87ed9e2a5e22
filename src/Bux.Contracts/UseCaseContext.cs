using Bux.Seam;

namespace Bux;

/// <summary>
/// What a use case may know and do besides deciding: emit events, and draw time and ids from the command itself, so that a re-run after
/// an aborted transaction decides the same. A <c>ref struct</c>: it cannot be kept, captured or carried over an <c>await</c>.
/// </summary>
/// <typeparam name="TState">The entity's state.</typeparam>
public readonly ref struct UseCaseContext<TState>
{
    private readonly EntityRun<TState> _run;

    /// <summary>For generated code and tests.</summary>
    /// <param name="run">The run of the command that this context belongs to.</param>
    public UseCaseContext(EntityRun<TState> run) => _run = run;

    /// <summary>The time at which the log took the command; never runs backwards within an entity, equal in every re-run.</summary>
    public DateTimeOffset Now => _run.Now;

    /// <summary>The command's id, which its repeats share.</summary>
    public Guid CommandId => _run.CommandId;

    /// <summary>The key of the entity that the command addresses.</summary>
    public string EntityKey => _run.Key;

    /// <summary>The entity's version: the number of its events, those emitted just now included.</summary>
    public long Version => _run.Version;

    /// <summary>A new id, derived from the command's id: the n-th call gives the same id in every re-run.</summary>
    public Guid NewId() => _run.NewId();

    /// <summary>Applies the event to the state at once; it is committed with the command, or not at all.</summary>
    /// <param name="domainEvent">An event of this service that the state's mutator knows.</param>
    /// <returns>The state after the event.</returns>
    /// <exception cref="EventNotFoldedException">The state has neither a <c>Create</c> or <c>Apply</c> that takes this event here nor a <c>[NoStateChange]</c> for it.</exception>
    public TState Emit<TEvent>(TEvent domainEvent) where TEvent : notnull => _run.Emit(domainEvent);
}
