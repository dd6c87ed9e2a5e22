using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The rules that need more than one declaration.</summary>
internal static class Judge
{
    /// <summary>Every finding of an assembly, each once, in a fixed order.</summary>
    public static IEnumerable<Finding> Findings(AssemblyDeclarations all) => Own(all)
        .Concat(Contracts(all))
        .Concat(Services(all))
        .Concat(Names(all))
        .Concat(new EvolutionRules(all).Findings())
        .Distinct()
        .OrderBy(finding => finding.Id, StringComparer.Ordinal)
        .ThenBy(finding => string.Join(" ", finding.Arguments), StringComparer.Ordinal);

    private static IEnumerable<Finding> Own(AssemblyDeclarations all) => all.Commands.SelectMany(each => each.Findings)
        .Concat(all.Events.SelectMany(each => each.Findings))
        .Concat(all.Upcasters.SelectMany(each => each.Findings))
        .Concat(all.Rejections.SelectMany(each => each.Findings))
        .Concat(all.States.SelectMany(each => each.Findings))
        .Concat(all.Mutators.SelectMany(each => each.Findings))
        .Concat(all.UseCases.SelectMany(each => each.Findings))
        .Concat(all.Projections.SelectMany(each => each.Findings));

    private static IEnumerable<Finding> Contracts(AssemblyDeclarations all)
    {
        foreach (var command in all.Commands.Where(each => all.ServiceOf(each.Model.Service) is null))
        {
            yield return Finding.Of(DiagnosticDescriptors.NoService, command.At, command.Model.Names.Name);
        }

        foreach (var each in all.Events.Where(each => all.ServiceOf(each.Model.Service) is null))
        {
            yield return Finding.Of(DiagnosticDescriptors.NoService, each.At, each.Model.Names.Name);
        }
    }

    private static IEnumerable<Finding> Services(AssemblyDeclarations all)
    {
        if (all.State is not { } state)
        {
            return all.UseCases.Select(each => Finding.Of(DiagnosticDescriptors.UseCaseWithoutState, each.At, each.Model.Names.Name))
                .Concat(Homeless(all));
        }

        return new ServiceRules(all, state).Findings().Concat(Homeless(all));
    }

    private static IEnumerable<Finding> Homeless(AssemblyDeclarations all)
    {
        var states = new HashSet<string>(all.States.Select(state => state.Model.Names.Type), StringComparer.Ordinal);
        return all.Mutators
            .Where(mutator => mutator.Sound && !states.Contains(mutator.Model.State))
            .Select(mutator => Finding.Of(DiagnosticDescriptors.MutatorWithoutState, mutator.At, mutator.Model.Names.Name, mutator.Model.State.Split('.').Last()));
    }

    private static IEnumerable<Finding> Names(AssemblyDeclarations all) =>
        Twice(all.Commands, each => $"{all.ServiceOf(each.Service)} {each.WireName}", each => each.Names, (first, second) => Finding.Of(
            DiagnosticDescriptors.DuplicateCommandName, second.At,
            second.Model.Names.Name, first.Model.Names.Name, second.Model.WireName, all.ServiceOf(second.Model.Service) ?? "no service"))
        .Concat(Twice(all.Events, each => $"{all.ServiceOf(each.Service)} {each.WireName} {each.Version}", each => each.Names, (first, second) => Finding.Of(
            DiagnosticDescriptors.DuplicateEventName, second.At,
            second.Model.Names.Name, first.Model.Names.Name, second.Model.WireName, second.Model.Version.ToString(), all.ServiceOf(second.Model.Service) ?? "no service")))
        .Concat(Twice(all.Rejections, each => each.Code, each => each.Names, (first, second) => Finding.Of(
            DiagnosticDescriptors.DuplicateRejectionCode, second.At, second.Model.Names.Name, first.Model.Names.Name, second.Model.Code)))
        .Concat(Twice(all.Projections, each => each.WireName, each => each.Names, (first, second) => Finding.Of(
            DiagnosticDescriptors.DuplicateProjectionName, second.At, second.Model.Names.Name, first.Model.Names.Name, second.Model.WireName)));

    private static IEnumerable<Finding> Twice<T>(
        EquatableArray<Parsed<T>> all, Func<T, string> identity, Func<T, TypeNames> names, Func<Parsed<T>, Parsed<T>, Finding> report)
        where T : IEquatable<T> => all
        .Where(each => each.Sound)
        .OrderBy(each => names(each.Model).Type, StringComparer.Ordinal)
        .GroupBy(each => identity(each.Model), StringComparer.Ordinal)
        .SelectMany(group => group.Skip(1).Select(second => report(group.First(), second)));
}
