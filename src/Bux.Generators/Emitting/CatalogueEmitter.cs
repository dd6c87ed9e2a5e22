using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the contracts of an assembly.</summary>
internal static class CatalogueEmitter
{
    public static string Emit(CatalogueFile file)
    {
        var members = file.Members.Index();
        var code = new WireCode(file.Codecs.Index());
        var codecs = file.Codecs.Index();
        var upcasters = file.Upcasters.ToDictionary(each => each.Upcaster.From, each => each.Upcaster, StringComparer.Ordinal);
        var writer = new SourceWriter();
        writer.Write($"[assembly: global::Bux.Seam.BuxCatalogue(typeof(global::{file.Namespace}.Contracts))]");
        foreach (var each in file.Upcasters)
        {
            writer.Write($"[assembly: global::Bux.Seam.BuxUpcaster({SourceWriter.Quote(each.Service)}, {SourceWriter.Quote(each.Upcaster.From)}, {SourceWriter.Quote(each.Hash)})]");
        }

        writer.Write("").Namespace(file.Namespace).Plumbing($"The commands, events and rejections that {file.Assembly} declares.").Write("""
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            public static class Contracts
            """).Block(() =>
        {
            foreach (var command in file.Commands)
            {
                var type = $"CommandContract<{command.Names.Type}, {command.Response!.Type}>";
                Emit(writer, $"The command <c>{command.WireName}</c> of {command.Service}.", command.Names, type, members[command.Names.Type], $"""
                    {SourceWriter.Quote(command.Service!)}, {SourceWriter.Quote(command.WireName)}, {codecs[command.Names.Type]}.Instance, {code.Codec(command.Response)}, static command => {code.Text(command.Key!, "command." + command.KeyMember)}
                    """);
            }

            foreach (var each in file.Events)
            {
                var upcaster = upcasters.TryGetValue(each.Names.Type, out var retired) ? ",\n    " + Upcaster(retired, members) : "";
                Emit(writer, $"The event <c>{each.WireName}</c> V{each.Version} of {each.Service}{(retired is null ? "" : ", retired")}.", each.Names, $"EventContract<{each.Names.Type}>", members[each.Names.Type], $"""
                    {SourceWriter.Quote(each.Service!)}, {SourceWriter.Quote(each.WireName)}, {each.Version}, {codecs[each.Names.Type]}.Instance{upcaster}
                    """, retired?.Obsolete ?? false);
            }

            foreach (var each in file.Rejections)
            {
                Emit(writer, $"The rejection <c>{each.Code}</c>.", each.Names, $"RejectionContract<{each.Names.Type}>", members[each.Names.Type], $"""
                    {SourceWriter.Quote(each.Code)}, {codecs[each.Names.Type]}.Instance
                    """);
            }

            writer.Write($"""
                /// <summary>All of them.</summary>
                public static ContractCatalogue Catalogue {"{"} get; {"}"} = new(
                    {SourceWriter.Quote(file.Assembly)},
                    [{List(file.Commands.Select(each => members[each.Names.Type]))}],
                    [{List(file.Events.Select(each => members[each.Names.Type]))}],
                    [{List(file.Rejections.Select(each => members[each.Names.Type]))}]);
                """);
        });
        return writer.ToString();
    }

    /// <summary>From the stored event to what it is today; the contracts are looked up when it is called, for they may be declared later; so the compiler takes them for null there.</summary>
    private static string Upcaster(UpcasterModel upcaster, IReadOnlyDictionary<string, string> members)
    {
        var targets = upcaster.To.Select(target => (target.Event.Foreign ?? "Contracts." + SourceWriter.Identifier(members[target.Event.Type])) + "!").ToArray();
        var call = $"{upcaster.Class}.{upcaster.Method}(e)";
        return upcaster.IsUpcast
            ? $"static (e, parts) => parts.Add({call}, {string.Join(", ", targets)})"
            : $"static (e, parts) => parts.Add({targets[0]}, {call})";
    }

    private static void Emit(
        SourceWriter writer, string summary, TypeNames names, string type, string member, string arguments, bool obsolete = false) => writer
        .Write($"/// <summary>{summary}</summary>")
        .Obsolete(names.Obsolete || obsolete)
        .Write($"""
            {(names.IsPublic ? "public" : "internal")} static readonly {type} {SourceWriter.Identifier(member)} =
                new({arguments});

            """);

    private static string List(IEnumerable<string> members) => string.Join(", ", members.Select(SourceWriter.Identifier));
}
