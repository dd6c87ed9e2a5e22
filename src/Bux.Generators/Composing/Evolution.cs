using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The versions of events, and what turns older ones into newer ones.</summary>
internal static class Evolution
{
    /// <summary>The upcasters that generated code can call: sound, one for each event, and all that they take and give is known.</summary>
    public static IEnumerable<AnnouncedUpcaster> Announced(AssemblyDeclarations all, HashSet<string> events) => all.Upcasters
        .Where(each => each.Sound && events.Contains(each.Model.From))
        .Select(each => each.Model)
        .Where(each => each.To.All(target => target.Event.Foreign is not null || events.Contains(target.Event.Type)))
        .GroupBy(each => each.From, StringComparer.Ordinal)
        .Select(group => group.OrderBy(each => each.Name, StringComparer.Ordinal).First())
        .OrderBy(each => each.From, StringComparer.Ordinal)
        .Select(each => new AnnouncedUpcaster(each with { Text = "" }, ServiceOf(all, each.From) ?? "", ShapeText.Hash(each.Text)));

    /// <summary>What changes when the history of a service is read in another way.</summary>
    public static IEnumerable<string> HashesOf(AssemblyDeclarations all, string service) => all.Upcasters
        .Where(each => each.Sound && ServiceOf(all, each.Model.From) == service)
        .Select(each => ShapeText.Hash(each.Model.Text))
        .Concat(all.References.Upcasters.Where(each => each.Service == service).Select(each => each.Hash))
        .OrderBy(hash => hash, StringComparer.Ordinal);

    /// <summary>The C# types of all events that an upcaster takes, in this assembly and in those that it references.</summary>
    public static HashSet<string> Retired(AssemblyDeclarations all) => new(
        all.Upcasters.Where(each => each.Sound).Select(each => each.Model.From).Concat(all.References.Upcasters.Select(each => each.Retired)), StringComparer.Ordinal);

    public static string? ServiceOf(AssemblyDeclarations all, string type) =>
        all.Events.FirstOrDefault(each => each.Model.Names.Type == type) is { } found ? all.ServiceOf(found.Model.Service) : null;
}
