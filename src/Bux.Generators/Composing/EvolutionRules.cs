using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The rules of upcasters: from every version of an event one way leads to a current one, and nobody works with the others.</summary>
internal sealed class EvolutionRules(AssemblyDeclarations all)
{
    private readonly Parsed<UpcasterModel>[] _upcasters =
        all.Upcasters.Where(each => each.Sound).OrderBy(each => each.Model.Name, StringComparer.Ordinal).ToArray();

    private readonly HashSet<string> _retired = Evolution.Retired(all);

    public IEnumerable<Finding> Findings() => Seconds().Concat(Foreign()).Concat(Cycles()).Concat(Gaps()).Concat(Folds()).Concat(Projections());

    private IEnumerable<Finding> Seconds() => _upcasters
        .GroupBy(each => each.Model.From, StringComparer.Ordinal)
        .SelectMany(group => group.Skip(1).Select(second => Finding.Of(
            DiagnosticDescriptors.SecondUpcaster, second.At, second.Model.Name, group.First().Model.Name, second.Model.FromName)));

    private IEnumerable<Finding> Foreign() =>
        from upcaster in _upcasters
        let service = Evolution.ServiceOf(all, upcaster.Model.From)
        from target in upcaster.Model.To
        let other = all.ServiceOf(target.Service)
        where service is not null && other is not null && other != service
        select Finding.Of(DiagnosticDescriptors.UpcasterAcrossServices, upcaster.At, upcaster.Model.Name, upcaster.Model.FromName, service, target.Name, other);

    /// <summary>Each cycle once, at its first event in ordinal order.</summary>
    private IEnumerable<Finding> Cycles()
    {
        var ways = _upcasters.GroupBy(each => each.Model.From, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in ways.Keys.OrderBy(type => type, StringComparer.Ordinal))
        {
            if (done.Contains(start) || Cycle(start, start, ways, []) is not { } cycle) continue;
            done.UnionWith(cycle);
            var names = cycle.Append(start).Select(type => ways[type].Model.FromName);
            yield return Finding.Of(DiagnosticDescriptors.UpcasterCycle, ways[start].At, string.Join(" → ", names));
        }
    }

    private static List<string>? Cycle(string at, string start, Dictionary<string, Parsed<UpcasterModel>> ways, List<string> path)
    {
        if (path.Contains(at) || !ways.TryGetValue(at, out var way)) return null;
        path.Add(at);
        foreach (var target in way.Model.To)
        {
            if (target.Event.Type == start || Cycle(target.Event.Type, start, ways, path) is not null) return path;
        }

        path.RemoveAt(path.Count - 1);
        return null;
    }

    /// <summary>A version below the highest that nothing turns into a newer one.</summary>
    private IEnumerable<Finding> Gaps() => all.Events
        // A faulty upcaster has its own finding, and may well be the missing one.
        .Where(_ => all.Upcasters.All(upcaster => upcaster.Sound))
        .Where(each => each.Sound && all.ServiceOf(each.Model.Service) is not null)
        .GroupBy(each => (all.ServiceOf(each.Model.Service), each.Model.WireName))
        .SelectMany(group =>
        {
            var newest = group.OrderByDescending(each => each.Model.Version).First().Model;
            return group.Where(each => each.Model.Version < newest.Version && !_retired.Contains(each.Model.Names.Type)).Select(each => Finding.Of(
                DiagnosticDescriptors.UpcasterMissing, each.At, each.Model.Names.Name, newest.Names.Name));
        });

    private IEnumerable<Finding> Folds() =>
        from mutator in all.Mutators
        from fold in mutator.Model.Folds
        where _retired.Contains(fold.Event.Type)
        select Finding.Of(DiagnosticDescriptors.RetiredEventTaken, mutator.At, mutator.Model.Names.Name, fold.EventName);

    private IEnumerable<Finding> Projections() =>
        from projection in all.Projections
        from each in projection.Model.Events
        where _retired.Contains(each.Event.Type)
        select Finding.Of(DiagnosticDescriptors.RetiredEventTaken, projection.At, projection.Model.Names.Name, each.Event.Type.Split('.').Last());
}
