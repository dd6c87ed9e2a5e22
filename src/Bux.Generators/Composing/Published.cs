using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Schemas;

namespace Bux.Generators.Composing;

/// <summary>What others get to read of an assembly's contracts. Unsound declarations are left out.</summary>
internal static class Published
{
    public static SchemaSheet Of(AssemblyDeclarations all, SchemaSettings settings)
    {
        var contracts = Declared(all).GroupBy(each => each.Id, StringComparer.Ordinal).Select(group => group.First())
            .OrderBy(each => each.Id, StringComparer.Ordinal).ToArray();
        return SchemaSheet.Of([.. contracts.Select(each => each with { Retired = each.Retired || IsReplaced(each, contracts) })], settings);
    }

    private static IEnumerable<LockedContract> Declared(AssemblyDeclarations all)
    {
        var retired = Evolution.Retired(all);
        foreach (var each in all.Commands.Where(each => each.Sound))
        {
            if (all.ServiceOf(each.Model.Service) is { } service) yield return ContractShape.Of(each.Model, service);
        }

        foreach (var each in all.Events.Where(each => each.Sound))
        {
            if (all.ServiceOf(each.Model.Service) is { } service) yield return ContractShape.Of(each.Model, service) with { Retired = retired.Contains(each.Model.Names.Type) };
        }

        foreach (var each in all.Rejections.Where(each => each.Sound)) yield return ContractShape.Of(each.Model);
        if (all.State is { Sound: true, Model: var state }) yield return ContractShape.Of(state);
    }

    private static bool IsReplaced(LockedContract contract, IEnumerable<LockedContract> all) => contract.Kind == ContractKind.Event
        && all.Any(other => other.Kind == ContractKind.Event && other.Service == contract.Service && other.Name == contract.Name && other.Version > contract.Version);
}
