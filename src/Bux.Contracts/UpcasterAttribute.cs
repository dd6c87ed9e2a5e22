namespace Bux;

/// <summary>
/// Marks a static method that turns an event of an older version into what it is today: <c>static EventV6 Up(EventV5 e)</c>. Stored events
/// stay as they are; wherever one is read (folds, projections, history, tests) the whole chain of upcasters is run first, so that nothing
/// else knows of older versions.
/// </summary>
/// <remarks>
/// The method takes one event that its own assembly declares, and returns an event of the same service, or an <see cref="Upcast{TEvent}"/>
/// when it gives several events or none. It is pure, as a mutator is: the same document gives the same events for ever. An event with an
/// upcaster is retired: it is neither emitted nor folded nor projected any more. Every version of an event below the highest needs one.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UpcasterAttribute : Attribute;
