namespace Bux;

/// <summary>
/// Says, on a class with <see cref="StateMutatorAttribute"/>, that an event is recorded but leaves the state as it is. The event is an
/// event of the service like any other: it takes a version of its entity, is stored for ever and reaches every projection.
/// </summary>
/// <remarks>
/// An entity cannot begin with such an event, because it makes no state: emitted where there is no entity it throws
/// <see cref="Seam.EventNotFoldedException"/>. The event has neither <c>Create</c> nor <c>Apply</c>; to let it change the state later,
/// replace the attribute by an <c>Apply</c>, and the states are folded anew from the events.
/// </remarks>
/// <typeparam name="TEvent">The event, a type with <see cref="DomainEventAttribute"/> of the state's service.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class NoStateChangeAttribute<TEvent> : Attribute
    where TEvent : notnull;
