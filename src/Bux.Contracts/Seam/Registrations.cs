namespace Bux.Seam;

/// <summary>What generated code registers with; implemented by the runtime.</summary>
public interface IBuxBuilder
{
    /// <summary>Makes an assembly's commands, events and rejections known. Adding the same catalogue again does nothing.</summary>
    void AddContracts(ContractCatalogue catalogue);

    /// <summary>Hosts a command service.</summary>
    void AddService<TState>(ServiceRegistration<TState> service);

    /// <summary>Hosts a projection.</summary>
    void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class;
}

/// <summary>A command service: its state and its use cases.</summary>
/// <typeparam name="TState">The entity's state.</typeparam>
/// <param name="state">How events evolve the state.</param>
/// <param name="dependencies">
/// Each constructor parameter of each use case, so that the runtime can refuse scoped ones by name before any command runs.
/// </param>
/// <param name="routes">Makes the use cases, once, from the container's root, and the routes to them.</param>
public sealed class ServiceRegistration<TState>(
    StateModel<TState> state,
    IReadOnlyList<UseCaseDependency> dependencies,
    Func<IServiceProvider, IReadOnlyList<CommandRoute<TState>>> routes)
{
    /// <summary>How events evolve the state.</summary>
    public StateModel<TState> State { get; } = state;

    /// <summary>Each constructor parameter of each use case.</summary>
    public IReadOnlyList<UseCaseDependency> Dependencies { get; } = dependencies;

    /// <summary>Makes the use cases and the routes to them.</summary>
    public Func<IServiceProvider, IReadOnlyList<CommandRoute<TState>>> Routes { get; } = routes;
}

/// <summary>A constructor parameter of a use case.</summary>
/// <param name="UseCase">The use case.</param>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Service">The type that the container must give.</param>
public readonly record struct UseCaseDependency(Type UseCase, string Parameter, Type Service);

/// <summary>Resolves constructor parameters for generated code.</summary>
public static class Dependency
{
    /// <summary>The service that a constructor parameter asks for.</summary>
    /// <exception cref="InvalidOperationException">The container has none.</exception>
    public static T Of<T>(IServiceProvider services, string useCase, string parameter) where T : notnull =>
        services.GetService(typeof(T)) is T service
            ? service
            : throw new InvalidOperationException(
                $"{useCase} needs {typeof(T).FullName} for its constructor parameter '{parameter}', and the container has none. Register it as a singleton before AddBux.");
}

/// <summary>A projection: its rows and how events change them.</summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
/// <param name="name">The projection's name.</param>
/// <param name="events">The events that it takes; all others are passed over.</param>
public sealed class ProjectionModel<TRow>(string name, IReadOnlyList<ProjectedEvent<TRow>> events)
    where TRow : class
{
    /// <summary>The projection's name.</summary>
    public string Name { get; } = name;

    /// <summary>The events that it takes.</summary>
    public IReadOnlyList<ProjectedEvent<TRow>> Events { get; } = events;
}

/// <summary>How one event changes a row. Pure.</summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
/// <param name="contract">The event.</param>
/// <param name="key">The key of the row that it changes.</param>
/// <param name="rowRequired">Whether the row must exist.</param>
/// <param name="apply">From the row before (or null) to the row after (or null to remove it).</param>
public sealed class ProjectedEvent<TRow>(
    EventContract contract,
    Func<object, EventContext, string> key,
    bool rowRequired,
    Func<object, TRow?, EventContext, TRow?> apply)
    where TRow : class
{
    /// <summary>The event.</summary>
    public EventContract Contract { get; } = contract;

    /// <summary>The key of the row that it changes.</summary>
    public Func<object, EventContext, string> Key { get; } = key;

    /// <summary>Whether the row must exist.</summary>
    public bool RowRequired { get; } = rowRequired;

    /// <summary>From the row before to the row after.</summary>
    public Func<object, TRow?, EventContext, TRow?> Apply { get; } = apply;
}
