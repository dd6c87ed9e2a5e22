using System.Linq;
using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes codecs: straight on reader and writer, nothing looked up at run time.</summary>
internal static class CodecEmitter
{
    private const string Writer = "Utf8JsonWriter";
    private const string Reader = "Utf8JsonReader";
    private const string Json = "JsonValue";

    public static string Emit(CodecModel codec)
    {
        var source = SourceWriter.File();
        source.Namespace(codec.Namespace, "System.Text.Json", "Bux.Seam");
        source.Lines($"/// <summary>{Summary(codec)}</summary>");
        source.Block($"internal sealed class {codec.ClassName} : JsonCodec<{codec.Type.Name}>", () =>
        {
            source.Lines($"public static readonly {codec.ClassName} Instance = new();").Lines("");
            switch (codec.Kind)
            {
                case CodecKind.Object: ObjectEmitter.Emit(source, codec); break;
                case CodecKind.Wrapper: EmitWrapper(source, codec); break;
                case CodecKind.Enum: EmitEnum(source, codec); break;
                case CodecKind.Map: EmitMap(source, codec); break;
                default: EmitSequence(source, codec); break;
            }
        });
        return source.ToString();
    }

    /// <summary>The statement that writes a value.</summary>
    public static string Write(ValueModel value, string expression)
    {
        if (!value.IsNullable) return WritePresent(value, expression);
        var present = value.IsValueType ? $"{expression}.Value" : expression;
        return $"if ({expression} is null) writer.WriteNullValue(); else {WritePresent(value, present)}";
    }

    /// <summary>The expression that reads a value.</summary>
    public static string Read(ValueModel value)
    {
        var present = value.Primitive is { } primitive ? $"{Json}.Read{primitive}(ref reader)" : $"{value.Codec}.Instance.Read(ref reader)";
        return value.IsNullable ? $"{Json}.IsNull(ref reader) ? null : {present}" : present;
    }

    /// <summary>The type with its nullability.</summary>
    public static string TypeOf(ValueModel value) => value.Type + (value.IsNullable ? "?" : "");

    private static string WritePresent(ValueModel value, string expression) =>
        value.Primitive is not null ? $"{Json}.Write(writer, {expression});" : $"{value.Codec}.Instance.Write(writer, {expression});";

    private static string Summary(CodecModel codec)
    {
        var type = codec.Type.Display.Replace("<", "&lt;").Replace(">", "&gt;");
        return codec.Kind switch
        {
            CodecKind.Wrapper => $"Writes and reads <c>{type}</c> as the one value that it holds.",
            CodecKind.Enum => $"Writes and reads <c>{type}</c> by the names of its members.",
            CodecKind.Set => $"Writes and reads <c>{type}</c> as a JSON array, in the ordinal order of its elements.",
            CodecKind.Map => $"Writes and reads <c>{type}</c> as a JSON object, in the ordinal order of its keys.",
            _ => $"Writes and reads <c>{type}</c> as JSON.",
        };
    }

    private static void EmitWrapper(SourceWriter source, CodecModel codec)
    {
        var member = codec.Members[0];
        source.Lines($"public override void Write({Writer} writer, {codec.Type.Name} value) => {Write(member.Value, $"value.{WireNames.Escape(member.Property)}").TrimEnd(';')};");
        source.Lines("");
        source.Lines($"public override {codec.Type.Name} Read(ref {Reader} reader) => new({Read(member.Value)});");
    }

    private static void EmitEnum(SourceWriter source, CodecModel codec)
    {
        var type = codec.Type.Name;
        source.Lines($"public override void Write({Writer} writer, {type} value) => writer.WriteStringValue(value switch");
        source.Lines("{").Indented(() =>
        {
            foreach (var member in codec.EnumMembers) source.Lines($"{type}.{WireNames.Escape(member)} => \"{Wire(member)}\"u8,");
            source.Lines($"_ => throw new WireFormatException($\"{codec.Type.Display} has no member {{(long)value}}.\"),");
        }).Lines("});").Lines("");
        source.Block($"public override {type} Read(ref {Reader} reader)", () =>
        {
            source.Lines($"{Json}.ExpectString(ref reader);");
            foreach (var member in codec.EnumMembers) source.Lines($"if (reader.ValueTextEquals(\"{Wire(member)}\"u8)) return {type}.{WireNames.Escape(member)};");
            source.Lines($"throw {Json}.Unknown(ref reader, \"{string.Join(", ", codec.EnumMembers.Select(Wire))}\");");
        });
    }

    private static void EmitSequence(SourceWriter source, CodecModel codec)
    {
        var element = codec.Element!;
        source.Block($"public override void Write({Writer} writer, {codec.Type.Name} value)", () =>
        {
            if (codec.Kind == CodecKind.Set)
            {
                source.Lines($"JsonOrder.Write(writer, value, static (writer, item) => {{ {Write(element, "item")} }});");
                return;
            }

            source.Lines("writer.WriteStartArray();");
            if (codec.HasUnsafeDefault) source.Lines("if (!value.IsDefault)");
            source.Block("foreach (var item in value)", () => source.Lines(Write(element, "item")));
            source.Lines("writer.WriteEndArray();");
        }).Lines("");
        source.Block($"public override {codec.Type.Name} Read(ref {Reader} reader)", () =>
        {
            var collection = codec.Kind == CodecKind.Set ? "HashSet" : "List";
            source.Lines($"var items = new global::System.Collections.Generic.{collection}<{TypeOf(element)}>();");
            source.Lines($"{Json}.StartArray(ref reader);");
            source.Lines($"while ({Json}.NextElement(ref reader)) items.Add({Read(element)});");
            source.Lines($"return {codec.Conversion};");
        });
    }

    private static void EmitMap(SourceWriter source, CodecModel codec)
    {
        var (key, element) = (codec.Key!, codec.Element!);
        var keyText = $"{Json}.KeyText(item.Key)";
        source.Block($"public override void Write({Writer} writer, {codec.Type.Name} value)", () =>
        {
            source.Lines("writer.WriteStartObject();");
            source.Block($"foreach (var item in JsonOrder.ByKey(value, static item => {keyText}))", () =>
            {
                source.Lines("writer.WritePropertyName(item.Key);");
                source.Lines(Write(element, "item.Value"));
            });
            source.Lines("writer.WriteEndObject();");
        }).Lines("");
        source.Block($"public override {codec.Type.Name} Read(ref {Reader} reader)", () =>
        {
            source.Lines($"var items = new global::System.Collections.Generic.Dictionary<{key.Type}, {TypeOf(element)}>();");
            source.Lines($"{Json}.StartObject(ref reader);");
            source.Block($"while ({Json}.NextMember(ref reader))", () =>
            {
                source.Lines(key.Primitive is { } primitive ? $"var key = {Json}.ReadKey{primitive}(ref reader);" : $"var key = {key.Codec}.Instance.Read(ref reader);");
                source.Lines("reader.Read();");
                source.Lines($"items[key] = {Read(element)};");
            });
            source.Lines($"return {codec.Conversion};");
        });
    }

    private static string Wire(string member) => WireNames.Camel(member);
}
