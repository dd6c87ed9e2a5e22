namespace Bux.Projections;

/// <summary>What a projection does at an event whose name it knows, but not its version. It is never passed over in silence.</summary>
public enum UnknownVersions
{
    /// <summary>
    /// The projection stops before the event, says so in the log and in the host's reasons, and goes on when it is started again in a release
    /// that knows the version.
    /// </summary>
    Stop,

    /// <summary>
    /// The event is parked: the projection keeps in its store where it stands, goes on, and says in the log and in the host's warnings which
    /// rows lack something. A rebuild in a release that knows the version brings it in.
    /// </summary>
    Park,
}

/// <summary>An event that a projection could not read, and where it stands in the log.</summary>
/// <param name="At">The event.</param>
/// <param name="EntityKey">Its entity.</param>
/// <param name="EventName">Its name on the wire.</param>
/// <param name="EventVersion">The version that was not known.</param>
public sealed record ParkedEvent(Log.LogPosition At, string EntityKey, string EventName, int EventVersion);
