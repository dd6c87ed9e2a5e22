namespace Bux.Seam;

/// <summary>
/// Announces one contract of an assembly, so that an assembly which uses it can tell at compile time whether it still has the shape that it
/// was built for. The generator writes it.
/// </summary>
/// <param name="kind"><c>command</c>, <c>event</c> or <c>rejection</c>.</param>
/// <param name="service">The service that it belongs to; empty for a rejection.</param>
/// <param name="name">Its name on the wire.</param>
/// <param name="version">An event's version; 0 for everything else.</param>
/// <param name="hash">A short hash of its shape on the wire.</param>
/// <param name="contract">Its CLR type, or null for an obsolete one.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class BuxContractAttribute(string kind, string service, string name, int version, string hash, Type? contract) : Attribute
{
    /// <summary><c>command</c>, <c>event</c> or <c>rejection</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The service that it belongs to; empty for a rejection.</summary>
    public string Service { get; } = service;

    /// <summary>Its name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>An event's version; 0 for everything else.</summary>
    public int Version { get; } = version;

    /// <summary>A short hash of its shape on the wire.</summary>
    public string Hash { get; } = hash;

    /// <summary>Its CLR type, or null for an obsolete one.</summary>
    public Type? Contract { get; } = contract;
}
