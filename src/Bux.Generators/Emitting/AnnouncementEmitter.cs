using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes what an assembly announces, apart from the catalogue: a changed shape is no reason to write that again.</summary>
internal static class AnnouncementEmitter
{
    public static string Emit(AnnouncementFile file)
    {
        var writer = new SourceWriter();
        foreach (var each in file.Contracts)
        {
            var type = each.Type is { } named ? $"typeof({named})" : "null";
            writer.Write($"""
                [assembly: global::Bux.Seam.BuxContract("{each.Kind.ToString().ToLowerInvariant()}", {SourceWriter.Quote(each.Service)}, {SourceWriter.Quote(each.Name)}, {each.Version}, "{each.Hash}", {type})]
                """);
        }

        return writer.ToString();
    }
}
