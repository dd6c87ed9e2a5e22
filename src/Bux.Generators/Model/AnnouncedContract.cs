namespace Bux.Generators.Model;

/// <summary>A contract as its assembly announces it to those that reference it.</summary>
/// <param name="Service">The service that it belongs to; empty for a rejection.</param>
/// <param name="Version">An event's version; 0 for everything else.</param>
/// <param name="Hash">The short hash of its shape.</param>
/// <param name="Type">The C# type, or null for an obsolete one, which an attribute of an assembly must not mention.</param>
internal sealed record AnnouncedContract(ContractKind Kind, string Service, string Name, int Version, string Hash, string? Type);

/// <summary>The kinds of contracts, in the order of the lock.</summary>
internal enum ContractKind
{
    Command,
    Event,
    Rejection,
    State,
}
