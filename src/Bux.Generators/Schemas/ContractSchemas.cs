using Bux.Generators.Locking;
using Bux.Generators.Model;

namespace Bux.Generators.Schemas;

/// <summary>The JSON Schemas of contracts, each a document with an <c>$id</c> that stays as long as name and version do.</summary>
internal static class ContractSchemas
{
    private const string Extension = ".schema.json";

    /// <summary>The documents of a contract: one, and for a command that of its response.</summary>
    public static IEnumerable<SchemaFile> Of(LockedContract contract)
    {
        yield return File(contract, WirePath.Root, Path(contract), Id(contract), Title(contract));
        if (contract.Kind != ContractKind.Command) yield break;
        yield return File(contract, WirePath.Response, Path(contract) + ".response", Id(contract) + ":response", Title(contract) + " response");
    }

    /// <summary>The schema alone, as it may stand in a document.</summary>
    public static Json.Object Schema(LockedContract contract, string root, SchemaDialect dialect)
    {
        var lines = contract.Kind == ContractKind.Rejection ? CodeAndMessage(contract).Concat(contract.Lines) : contract.Lines;
        var schema = ShapeSchema.Of([.. lines], root, dialect);
        if (contract.Retired) schema["deprecated"] = true;
        return schema;
    }

    /// <summary>What a person calls a contract: <c>account-closed v2</c>.</summary>
    public static string Title(LockedContract contract) => contract.Kind switch
    {
        ContractKind.Event => $"{contract.Name} v{contract.Version}",
        ContractKind.State => contract.Name + " state",
        _ => contract.Name,
    };

    private static SchemaFile File(LockedContract contract, string root, string path, string id, string title)
    {
        var head = new Json.Object { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$id"] = id, ["title"] = title };
        return new SchemaFile(path + Extension, head.With(Schema(contract, root, SchemaDialect.Current)).ToDocument());
    }

    private static string Path(LockedContract contract) => contract.Kind switch
    {
        ContractKind.Command => $"{contract.Service}/commands/{contract.Name}",
        ContractKind.Event => $"{contract.Service}/events/{contract.Name}.v{contract.Version}",
        ContractKind.State => $"{contract.Name}/state",
        _ => $"rejections/{contract.Name}",
    };

    private static string Id(LockedContract contract) => contract.Kind switch
    {
        ContractKind.Command => $"urn:bux:{contract.Service}:command:{contract.Name}",
        ContractKind.Event => $"urn:bux:{contract.Service}:event:{contract.Name}:v{contract.Version}",
        ContractKind.State => $"urn:bux:{contract.Name}:state",
        _ => $"urn:bux:rejection:{contract.Name}",
    };

    /// <summary>What stands before a rejection's own members; the lock does not say it of each.</summary>
    private static ShapeLine[] CodeAndMessage(LockedContract contract) =>
        [new("code", false, "enum " + contract.Name, false, null), new("message", false, "string", false, null)];
}
