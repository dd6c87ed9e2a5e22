using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes one codec.</summary>
internal static class CodecEmitter
{
    public static string Emit(CodecFile file) => file.Codec switch
    {
        EnumCodec names => Emit(file, names),
        IdCodec id => Emit(file, id),
        TupleCodec tuple => TupleEmitter.Emit(file, tuple),
        HierarchyCodec cases => HierarchyEmitter.Emit(file, cases),
        _ => new ObjectCodecEmitter(file, (ObjectCodec)file.Codec).Emit(),
    };

    private static string Emit(CodecFile file, EnumCodec codec)
    {
        var pairs = string.Join(",\n    ", codec.Names.Select(name => $"({codec.Type}.{name.Member}, {SourceWriter.Quote(name.Wire)})"));
        return SourceWriter.In(file.Namespace).Plumbing($"The names of {SourceWriter.See(codec.Type)} on the wire.").Obsolete(codec.Obsolete).Write($$"""
            internal sealed class {{file.Name}}() : EnumCodec<{{codec.Type}}>(
                {{pairs}})
            {
                public static readonly {{file.Name}} Instance = new();
            }
            """).ToString();
    }

    private static string Emit(CodecFile file, IdCodec codec)
    {
        var inner = new WireCode(file.Codecs.Index()).Codec(codec.Inner);
        return SourceWriter.In(file.Namespace).Plumbing($"The JSON of {SourceWriter.See(codec.Type)}: the value that it holds.").Obsolete(codec.Obsolete).Write($$"""
            internal sealed class {{file.Name}} : JsonCodec<{{codec.Type}}>
            {
                public static readonly {{file.Name}} Instance = new();

                public override void Write(JsonWriter writer, {{codec.Type}} value) =>
                    {{inner}}.Write(writer, value.{{codec.Member}});

                public override {{codec.Type}} Read(ref JsonReader reader) =>
                    new({{inner}}.Read(ref reader));
            }
            """).ToString();
    }
}
