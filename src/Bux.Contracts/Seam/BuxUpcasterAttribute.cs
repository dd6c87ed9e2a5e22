namespace Bux.Seam;

/// <summary>
/// Announces an upcaster of an assembly, so that the generators of projects that reference it know which events are retired, and that the
/// fold of a service changes with it.
/// </summary>
/// <param name="service">The service whose event it is.</param>
/// <param name="retired">The event that it takes: its full name in C#, because code that mentions the type itself may have to be obsolete.</param>
/// <param name="hash">A hash of the event's shape and the method's text.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class BuxUpcasterAttribute(string service, string retired, string hash) : Attribute
{
    /// <summary>The service whose event it is.</summary>
    public string Service { get; } = service;

    /// <summary>The event that it takes.</summary>
    public string Retired { get; } = retired;

    /// <summary>A hash of the event's shape and the method's text.</summary>
    public string Hash { get; } = hash;
}
