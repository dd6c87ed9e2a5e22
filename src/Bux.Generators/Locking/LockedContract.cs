using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>A contract as the lock knows it: what it is called on the wire, and the shape of its documents.</summary>
/// <param name="Service">The service that it belongs to; empty for a rejection, and for a state, which is called as its service is.</param>
/// <param name="Version">An event's version; 0 for everything else.</param>
/// <param name="Retired">Whether it stays for its stored documents alone: a newer version took its place, or nothing declares it any more.</param>
/// <param name="Lines">The shape, in the order of <see cref="ShapeLine"/>.</param>
internal sealed record LockedContract(
    ContractKind Kind, string Service, string Name, int Version, bool Retired, EquatableArray<ShapeLine> Lines)
{
    /// <summary>What identifies the contract, as it stands above its block: <c>event broker-accounts/account-closed v2</c>.</summary>
    public string Id => IdOf(Kind, Service, Name, Version);

    /// <summary>The block in the lock, without a line break at its end.</summary>
    public string Text => string.Join("\n", new[] { Retired ? Id + " retired" : Id }.Concat(Lines.Select(line => "  " + line)));

    /// <summary>The short hash of the shape.</summary>
    public string Hash => ShapeHash.Of(Lines);

    /// <summary>What identifies a contract.</summary>
    public static string IdOf(ContractKind kind, string service, string name, int version) =>
        kind.ToString().ToLowerInvariant() + " "
        + (service.Length > 0 ? service + "/" : "") + name
        + (kind == ContractKind.Event ? " v" + version : "");
}

/// <summary>A contract of a referenced assembly that this one uses, and the shape that it had when this one was accepted.</summary>
internal sealed record UsedContract(ContractKind Kind, string Service, string Name, int Version, string Hash)
{
    /// <summary>What identifies the contract.</summary>
    public string Id => LockedContract.IdOf(Kind, Service, Name, Version);

    /// <summary>The line in the lock.</summary>
    public string Text => $"uses {Id} {Hash}";
}
