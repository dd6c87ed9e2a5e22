using Bux.Generators.Locking;
using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The contracts of an assembly as the lock and other assemblies know them. Unsound declarations are left out.</summary>
internal static class Contracts
{
    /// <summary>Every contract that the assembly declares.</summary>
    public static IEnumerable<LockedContract> Declared(AssemblyDeclarations all) => Commands(all).Select(each => each.Contract)
        .Concat(Events(all).Select(each => each.Contract))
        .Concat(Rejections(all).Select(each => each.Contract))
        .Concat(all.States.Where(each => each.Sound).Select(each => ContractShape.Of(each.Model)));

    /// <summary>What the assembly announces to those that reference it.</summary>
    public static IEnumerable<AnnouncedContract> Announced(AssemblyDeclarations all) => Commands(all).Concat(Events(all)).Concat(Rejections(all))
        .Select(each => new AnnouncedContract(
            each.Contract.Kind, each.Contract.Service, each.Contract.Name, each.Contract.Version, each.Contract.Hash, each.Names.Obsolete ? null : each.Names.Type))
        .OrderBy(each => each.Kind).ThenBy(each => each.Service, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Version);

    /// <summary>The contracts of referenced assemblies that mutators, use cases and projections take.</summary>
    public static IEnumerable<UsedContract> Used(AssemblyDeclarations all)
    {
        var announced = all.Announced.Where(each => each.Type is not null).GroupBy(each => each.Type!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return all.Mutators.SelectMany(each => each.Model.Folds.Select(fold => fold.Event))
            .Concat(all.UseCases.SelectMany(each => each.Model.Handlers.Select(handler => handler.Command)))
            .Concat(all.Projections.SelectMany(each => each.Model.Events.Select(on => on.Event)))
            .Where(each => each.Foreign is not null)
            .Select(each => announced.TryGetValue(each.Type, out var found) ? found : null)
            .Where(found => found is not null)
            .Select(found => new UsedContract(found!.Kind, found.Service, found.Name, found.Version, found.Hash))
            .Distinct();
    }

    private static IEnumerable<(LockedContract Contract, TypeNames Names)> Commands(AssemblyDeclarations all) => all.Commands
        .Where(each => each.Sound && all.ServiceOf(each.Model.Service) is not null)
        .Select(each => (ContractShape.Of(each.Model, all.ServiceOf(each.Model.Service)!), each.Model.Names));

    private static IEnumerable<(LockedContract Contract, TypeNames Names)> Events(AssemblyDeclarations all) => all.Events
        .Where(each => each.Sound && all.ServiceOf(each.Model.Service) is not null)
        .Select(each => (ContractShape.Of(each.Model, all.ServiceOf(each.Model.Service)!), each.Model.Names));

    private static IEnumerable<(LockedContract Contract, TypeNames Names)> Rejections(AssemblyDeclarations all) => all.Rejections
        .Where(each => each.Sound)
        .Select(each => (ContractShape.Of(each.Model), each.Model.Names));
}
