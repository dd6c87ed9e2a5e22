namespace Bux;

/// <summary>
/// Declares a command: a wish to change one entity. The type also implements <see cref="ICommand{TResponse}"/> or
/// <see cref="ICommand"/> and marks the entity's key with <see cref="EntityKeyAttribute"/>.
/// </summary>
/// <param name="name">
/// The name on the wire. When absent it is the type's name in kebab-case without the suffix <c>Command</c>:
/// <c>SubmitKycUpdateProposal</c> is <c>submit-kyc-update-proposal</c>. Unique within a service.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class CommandAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire, or null for the derived one.</summary>
    public string? Name { get; } = name;

    /// <summary>The service that handles it; needed only when it differs from the assembly's <see cref="ServiceContractsAttribute"/>.</summary>
    public string? Service { get; init; }
}

/// <summary>
/// Declares a domain event: a fact about one entity, immutable and kept for ever. A changed shape is a new type with a new version.
/// </summary>
/// <param name="version">The version of the event's shape, at least 1. Name and version together are unique within a service.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DomainEventAttribute(int version) : Attribute
{
    /// <summary>The version of the event's shape.</summary>
    public int Version { get; } = version;

    /// <summary>
    /// The name on the wire. When absent it is the type's name in kebab-case without the suffixes <c>V5</c> and <c>Event</c>:
    /// <c>PersonalDetailsChangedEventV3</c> is <c>personal-details-changed</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The service that emits it; needed only when it differs from the assembly's <see cref="ServiceContractsAttribute"/>.</summary>
    public string? Service { get; init; }
}

/// <summary>
/// Marks the member of a command that holds the entity's key: a non-empty string, or a <see cref="Guid"/>, an enum, an integer or a
/// strongly typed id around one of them. Commands with the same key are handled in the order of the log.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EntityKeyAttribute : Attribute;

/// <summary>
/// Declares a use case: a class, static or not, with one or more methods <c>Handle</c> that take a command, usually the entity's state,
/// and a <see cref="UseCaseContext{TState}"/>, and return the command's <see cref="Reply{T}"/> (or the response, or a <c>void</c> for
/// <see cref="ICommand"/>). An instance class is a singleton whose constructor dependencies come from the container.
/// </summary>
/// <remarks>
/// The state parameter's nullability is what the use case expects: <c>T</c> = the entity must exist, else the caller gets the standard
/// rejection <c>entity-not-found</c>; <c>T?</c> = either; none = it must not exist, else <c>entity-already-exists</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UseCaseAttribute : Attribute;

/// <summary>
/// Declares a static class that evolves a state: <c>Create(event)</c> makes the first state, <c>Apply(state, event)</c> the next.
/// Both are pure: same input, same result, and they change nothing. <see cref="NoStateChangeAttribute{TEvent}"/> names the events that
/// leave the state as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StateMutatorAttribute : Attribute;

/// <summary>Declares the state of a command service's entities. One command service has one entity type.</summary>
/// <param name="service">The service's name on the wire, kebab-case; it names the service's topics.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StateAttribute(string service) : Attribute
{
    /// <summary>The service's name on the wire.</summary>
    public string Service { get; } = service;
}

/// <summary>
/// Says which command service the commands and events of this assembly belong to, so that clients and query services know their topics
/// without a reference to the service.
/// </summary>
/// <param name="service">The service's name on the wire, as in <see cref="StateAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ServiceContractsAttribute(string service) : Attribute
{
    /// <summary>The service's name on the wire.</summary>
    public string Service { get; } = service;
}

/// <summary>States what a use case expects of the entity where nullability cannot say it (nullable-oblivious code, struct states).</summary>
/// <param name="expectation">What must hold before the use case runs.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExpectsAttribute(Expectation expectation) : Attribute
{
    /// <summary>What must hold before the use case runs.</summary>
    public Expectation Expectation { get; } = expectation;
}

/// <summary>What a use case expects of the entity.</summary>
public enum Expectation
{
    /// <summary>The entity exists; otherwise the caller gets the rejection <c>entity-not-found</c>.</summary>
    Existing,

    /// <summary>The entity does not exist yet; otherwise the caller gets the rejection <c>entity-already-exists</c>.</summary>
    Missing,

    /// <summary>Either.</summary>
    Any,
}

/// <summary>
/// Declares a projection: a class with static methods <c>On</c>, one per event, that fold events into rows of one read-model type.
/// </summary>
/// <remarks>
/// <c>static Row? On(Event e, Row? row, EventContext context)</c>: row and context may be left out; returning null removes the row.
/// A row's key is the entity's, unless <c>static string Key(Event e, EventContext context)</c> says otherwise. A row parameter that is
/// not nullable expects the row to exist. Each committed event is applied once, in order, its position stored beside the rows.
/// </remarks>
/// <param name="name">The projection's name; it identifies rows and position in the store.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProjectionAttribute(string name) : Attribute
{
    /// <summary>The projection's name.</summary>
    public string Name { get; } = name;
}
