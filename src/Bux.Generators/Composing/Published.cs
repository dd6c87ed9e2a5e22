using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Schemas;

namespace Bux.Generators.Composing;

/// <summary>What others get to read of an assembly's contracts.</summary>
internal static class Published
{
    public static SchemaSheet Of(AssemblyDeclarations all, SchemaSettings settings)
    {
        var contracts = Contracts.Declared(all).GroupBy(each => each.Id, StringComparer.Ordinal).Select(group => group.First())
            .OrderBy(each => each.Id, StringComparer.Ordinal).ToArray();
        var retired = new HashSet<string>(Retired(all), StringComparer.Ordinal);
        return SchemaSheet.Of([.. contracts.Select(each => each with { Retired = retired.Contains(each.Id) || IsReplaced(each, contracts) })], settings);
    }

    private static IEnumerable<string> Retired(AssemblyDeclarations all)
    {
        var types = Evolution.Retired(all);
        return all.Events.Select(each => each.Model).Where(each => types.Contains(each.Names.Type))
            .Select(each => LockedContract.IdOf(ContractKind.Event, all.ServiceOf(each.Service) ?? "", each.WireName, each.Version));
    }

    private static bool IsReplaced(LockedContract contract, IEnumerable<LockedContract> all) => contract.Kind == ContractKind.Event
        && all.Any(other => other.Kind == ContractKind.Event && other.Service == contract.Service && other.Name == contract.Name && other.Version > contract.Version);
}
