using System.Collections.Generic;
using System.Linq;
using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the contract of each command, event and rejection, and the assembly's catalogue of them.</summary>
internal static class ContractEmitter
{
    public static string Emit(ContractModel contract, string service)
    {
        var source = SourceWriter.File();
        source.Namespace(contract.Namespace, "System.ComponentModel", "Bux.Seam");
        source.Lines($"/// <summary>{Summary(contract)}</summary>");
        source.Lines("[EditorBrowsable(EditorBrowsableState.Never)]");
        source.Block($"public static class {contract.ClassName}", () =>
        {
            source.Lines("/// <summary>The contract.</summary>");
            source.Lines($"public static readonly {TypeOf(contract)} Instance = new(").Indented(() => EmitArguments(source, contract, service));
        });
        return source.ToString();
    }

    public static string EmitCatalogue(AssemblyModel assembly, IReadOnlyList<ContractModel> contracts)
    {
        var source = SourceWriter.File();
        source.Lines($"[assembly: global::Bux.Seam.BuxCatalogue(typeof(global::{assembly.Namespace}.Contracts))]").Lines("");
        source.Namespace(assembly.Namespace, "System.ComponentModel", "Bux.Seam");
        source.Lines($"/// <summary>The commands, domain events and rejections of {assembly.Name}.</summary>");
        source.Lines("[EditorBrowsable(EditorBrowsableState.Never)]");
        source.Block("public static class Contracts", () =>
        {
            source.Lines("/// <summary>The catalogue that referencing projects compose.</summary>");
            source.Lines("public static ContractCatalogue Catalogue { get; } = new(").Indented(() =>
            {
                source.Lines($"\"{assembly.Name}\",");
                EmitList(source, contracts, ContractKind.Command, ",");
                EmitList(source, contracts, ContractKind.Event, ",");
                EmitList(source, contracts, ContractKind.Rejection, ");");
            });
        });
        return source.ToString();
    }

    private static void EmitArguments(SourceWriter source, ContractModel contract, string service)
    {
        switch (contract.Kind)
        {
            case ContractKind.Command:
                source.Lines($"service: \"{service}\",").Lines($"name: \"{contract.WireName}\",")
                    .Lines($"body: {contract.BodyCodec}.Instance,").Lines($"response: {contract.ResponseCodec}.Instance,")
                    .Lines($"key: static command => {contract.KeyExpression});");
                break;
            case ContractKind.Event:
                source.Lines($"service: \"{service}\",").Lines($"name: \"{contract.WireName}\",").Lines($"version: {contract.Version},")
                    .Lines($"body: {contract.BodyCodec}.Instance);");
                break;
            default:
                source.Lines($"code: \"{contract.WireName}\",").Lines($"body: {contract.BodyCodec}.Instance);");
                break;
        }
    }

    private static void EmitList(SourceWriter source, IReadOnlyList<ContractModel> contracts, ContractKind kind, string end)
    {
        var own = contracts.Where(contract => contract.Kind == kind).ToArray();
        if (own.Length == 0)
        {
            source.Lines("[]" + end);
            return;
        }

        source.Lines("[").Indented(() =>
        {
            foreach (var contract in own) source.Lines($"{contract.FullName}.Instance,");
        }).Lines("]" + end);
    }

    private static string TypeOf(ContractModel contract) => contract.Kind switch
    {
        ContractKind.Command => $"CommandContract<{contract.Type.Name}, {contract.Response!.Name}>",
        ContractKind.Event => $"EventContract<{contract.Type.Name}>",
        _ => $"RejectionContract<{contract.Type.Name}>",
    };

    private static string Summary(ContractModel contract) => contract.Kind switch
    {
        ContractKind.Command => $"The command <c>{contract.WireName}</c>.",
        ContractKind.Event => $"The domain event <c>{contract.WireName}</c>, version {contract.Version}.",
        _ => $"The rejection <c>{contract.WireName}</c>.",
    };
}
