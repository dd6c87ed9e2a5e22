using System.Text;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>The lock of a project: every contract that it declares or once declared, and those of others that it uses.</summary>
/// <remarks>Blocks are sorted and stand apart, so that two branches which add contracts merge line by line.</remarks>
internal sealed record LockFile(EquatableArray<LockedContract> Contracts, EquatableArray<UsedContract> Uses)
{
    /// <summary>What the file is called, beside the project's own.</summary>
    public const string Name = "bux.contracts.lock";

    /// <summary>The line that says how to read the rest.</summary>
    public const string Format = "format 1";

    private const string Header = """
        # The contracts of this project as their documents are stored and sent. Keep this file in source control.
        # Written by: dotnet build -t:BuxAcceptContracts
        """;

    public static LockFile Empty { get; } = new(EquatableArray<LockedContract>.Empty, EquatableArray<UsedContract>.Empty);

    /// <summary>A lock with its blocks in order.</summary>
    public static LockFile Of(IEnumerable<LockedContract> contracts, IEnumerable<UsedContract> uses) => new(
        contracts.OrderBy(each => each.Kind).ThenBy(each => each.Service, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal)
            .ThenBy(each => each.Version).ToEquatableArray(),
        uses.OrderBy(each => each.Kind).ThenBy(each => each.Service, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal)
            .ThenBy(each => each.Version).ToEquatableArray());

    /// <summary>The contract of this identity, or null.</summary>
    public LockedContract? Find(string id) => Contracts.FirstOrDefault(each => each.Id == id);

    /// <summary>The same with one block in place of the one of its identity, or beside the others.</summary>
    public LockFile With(LockedContract contract) => Of(Contracts.Where(each => each.Id != contract.Id).Append(contract), Uses);

    /// <summary>The whole file, with line feeds.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header.Replace("\r", "")).Append('\n').Append(Format).Append('\n');
        foreach (var contract in Contracts) text.Append('\n').Append(contract.Text).Append('\n');
        if (Uses.Count > 0) text.Append('\n');
        foreach (var use in Uses) text.Append(use.Text).Append('\n');
        return text.ToString();
    }
}
