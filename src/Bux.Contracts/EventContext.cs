namespace Bux;

/// <summary>Where a committed event stands, for projections.</summary>
/// <param name="Service">The service that emitted it.</param>
/// <param name="EntityKey">The key of its entity.</param>
/// <param name="Version">The version that it made: the event's number within its entity, from 1, without gaps.</param>
/// <param name="Timestamp">The time of the command that caused it.</param>
/// <param name="CommandId">The id of the command that caused it.</param>
/// <param name="EventId">Its own id, equal in every re-run of its command.</param>
/// <param name="EventName">Its name on the wire; after upcasting that of the current event.</param>
/// <param name="EventVersion">The version of its shape; after upcasting that of the current event.</param>
/// <param name="Part">Its number among the parts that upcasters make of one stored event, from 0; all have the same <c>Version</c>.</param>
public readonly record struct EventContext(
    string Service,
    string EntityKey,
    long Version,
    DateTimeOffset Timestamp,
    Guid CommandId,
    Guid EventId,
    string EventName,
    int EventVersion,
    int Part = 0);
