using System.Linq;
using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the codec of an object.</summary>
internal static class ObjectEmitter
{
    private const string Writer = "Utf8JsonWriter";
    private const string Reader = "Utf8JsonReader";
    private const string Json = "JsonValue";

    public static void Emit(SourceWriter source, CodecModel codec)
    {
        foreach (var member in codec.Members)
        {
            source.Lines($"private static readonly JsonEncodedText {NameOf(member)} = JsonEncodedText.Encode(\"{member.Json}\");");
        }

        if (codec.Members.Count > 0) source.Lines("");
        EmitWrite(source, codec);
        source.Lines("");
        EmitRead(source, codec);
    }

    private static void EmitWrite(SourceWriter source, CodecModel codec) =>
        source.Block($"public override void Write({Writer} writer, {codec.Type.Name} value)", () =>
        {
            source.Lines("writer.WriteStartObject();");
            if (codec.IsRejection)
            {
                source.Lines("writer.WriteString(\"code\"u8, value.Code);");
                source.Lines("writer.WriteString(\"message\"u8, value.Message);");
            }

            foreach (var member in codec.Members)
            {
                source.Lines($"writer.WritePropertyName({NameOf(member)});");
                source.Lines(CodecEmitter.Write(member.Value, $"value.{WireNames.Escape(member.Property)}"));
            }

            source.Lines("writer.WriteEndObject();");
        });

    private static void EmitRead(SourceWriter source, CodecModel codec) =>
        source.Block($"public override {codec.Type.Name} Read(ref {Reader} reader)", () =>
        {
            foreach (var member in codec.Members)
            {
                source.Lines($"{CodecEmitter.TypeOf(member.Value)} {Local(member)} = {member.Default ?? (member.Value is { IsNullable: false, IsValueType: false } ? "null!" : "default")};");
                if (IsRequired(member)) source.Lines($"var {Seen(member)} = false;");
            }

            source.Lines("").Lines($"{Json}.StartObject(ref reader);");
            source.Block($"while ({Json}.NextMember(ref reader))", () => EmitMembers(source, codec)).Lines("");
            foreach (var member in codec.Members.Where(IsRequired)) source.Lines($"if (!{Seen(member)}) throw {Json}.Missing(\"{member.Json}\");");
            EmitConstruction(source, codec);
        });

    private static void EmitMembers(SourceWriter source, CodecModel codec)
    {
        var keyword = "if";
        foreach (var member in codec.Members)
        {
            source.Block($"{keyword} (reader.ValueTextEquals(\"{member.Json}\"u8))", () =>
            {
                source.Lines("reader.Read();");
                source.Lines($"{Local(member)} = {CodecEmitter.Read(member.Value)};");
                if (IsRequired(member)) source.Lines($"{Seen(member)} = true;");
            });
            keyword = "else if";
        }

        if (codec.Members.Count == 0) source.Lines($"{Json}.SkipMember(ref reader);");
        else source.Block("else", () => source.Lines($"{Json}.SkipMember(ref reader);"));
    }

    private static void EmitConstruction(SourceWriter source, CodecModel codec)
    {
        var arguments = string.Join(", ", codec.Members.Where(member => member.InConstructor).Select(Local));
        var set = codec.Members.Where(member => !member.InConstructor).ToArray();
        if (set.Length == 0)
        {
            source.Lines($"return new {codec.Type.Name}({arguments});");
            return;
        }

        source.Block($"return new {codec.Type.Name}({arguments})", () =>
        {
            foreach (var member in set) source.Lines($"{WireNames.Escape(member.Property)} = {Local(member)},");
        }, "};");
    }

    private static bool IsRequired(MemberModel member) => member is { Default: null, Value.IsNullable: false };

    private static string NameOf(MemberModel member) => $"{member.Property}Name";

    private static string Local(MemberModel member) => WireNames.Camel(member.Property) + "Value";

    private static string Seen(MemberModel member) => "has" + member.Property;
}
