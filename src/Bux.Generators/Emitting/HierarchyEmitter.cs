using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the codec of a closed hierarchy: the discriminator, then the members of the type that it names.</summary>
internal static class HierarchyEmitter
{
    public static string Emit(CodecFile file, HierarchyCodec codec)
    {
        var codecs = file.Codecs.Index();
        var writer = SourceWriter.In(file.Namespace).Plumbing($"The JSON of {SourceWriter.See(codec.Type)} and of the types that it declares.").Obsolete(codec.Obsolete);
        writer.Write($"internal sealed class {file.Name} : JsonCodec<{codec.Type}>").Block(() =>
        {
            writer.Write($$"""
                public static readonly {{file.Name}} Instance = new();

                private static readonly JsonNames Kinds = new({{string.Join(", ", codec.Cases.Select(each => SourceWriter.Quote(each.Wire)))}});

                public override void Write(JsonWriter writer, {{codec.Type}} value)
                """);
            writer.Block(() =>
            {
                writer.Write("writer.BeginObject();\nswitch (value)").Block(() =>
                {
                    foreach (var each in codec.Cases) EmitCase(writer, codec, each, codecs[each.Type]);
                    writer.Write($"default:\n    throw JsonHierarchies.Undeclared(value, {SourceWriter.Quote(codec.Name)});");
                });
                writer.Write("\nwriter.EndObject();");
            });
            writer.Write($"\npublic override {codec.Type} Read(ref JsonReader reader) =>");
            writer.Indent(() => writer.Write($"JsonHierarchies.KindOf(ref reader, {SourceWriter.Quote(codec.Discriminator)}u8, Kinds) switch").Block(() =>
            {
                var last = codec.Cases.Count - 1;
                for (var i = 0; i <= last; i++) writer.Write($"{(i == last ? "_" : i.ToString())} => {codecs[codec.Cases[i].Type]}.Instance.Read(ref reader),");
            }, "};"));
        });
        return writer.ToString();
    }

    private static void EmitCase(SourceWriter writer, HierarchyCodec codec, HierarchyCase each, string name)
    {
        // A type that derives from a declared one, but is not declared itself, would lose its own members.
        var exactly = each.IsSealed ? "" : $" when derived.GetType() == typeof({each.Type})";
        writer.Write($$"""
            case {{each.Type}} derived{{exactly}}:
                writer.Name({{SourceWriter.MemberName(codec.Discriminator)}}u8);
                writer.String({{SourceWriter.Quote(each.Wire)}});
                {{name}}.WriteMembers(writer, derived);
                break;
            """);
    }
}
