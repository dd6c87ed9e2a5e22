using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>The C# expressions that write and read a type on the wire.</summary>
internal sealed class WireCode(IReadOnlyDictionary<string, string> codecs)
{
    /// <summary>The codec of a type.</summary>
    public string Codec(WireType type) => type switch
    {
        ScalarType scalar => $"JsonScalars.{scalar.Kind}",
        NamedType named => $"{codecs[named.Type]}.Instance",
        NullableType { IsValueType: true } nullable => $"JsonShapes.ValueOrNull({Codec(nullable.Inner)})",
        NullableType nullable => $"JsonShapes.OrNull({Codec(nullable.Inner)})",
        SequenceType sequence => $"JsonShapes.{sequence.Shape}({Codec(sequence.Item)})",
        MapType map => $"JsonShapes.{map.Shape}({Key(map.Key)}, {Codec(map.Value)})",
        CustomType custom => $"JsonShapes.Custom<{custom.Codec}, {custom.Type}>()",
        _ => throw new InvalidOperationException($"There is no codec for {type}."),
    };

    /// <summary>Whether a member of this type needs a codec that is made once and kept in a field.</summary>
    public static bool NeedsField(WireType type) => Present(type) is SequenceType or MapType or CustomType;

    /// <summary>The statement that writes a member.</summary>
    public string Write(MemberModel member)
    {
        var name = member.Name.TrimStart('@') + "Name";
        var value = "value." + member.Name;
        var wire = SourceWriter.Quote(member.Wire);
        if (NeedsField(member.Type)) return Lines($"writer.WritePropertyName({name});", $"{Field(member)}.Write(writer, {value});");
        var property = $"writer.WritePropertyName({name});";
        return member.Type switch
        {
            NullableType { Inner: ScalarType { Kind: Scalar.String } } => $"writer.WriteString({name}, {value});",
            NullableType { Inner: ScalarType scalar } when Inline(scalar) is { } method =>
                Lines($"if ({value} is {{ }} {Local(member)}) writer.{method}({name}, {Local(member)});", $"else writer.WriteNull({name});"),
            NullableType nullable => Lines(
                property,
                $"if ({value} is {{ }} {Local(member)}) {Codec(nullable.Inner)}.Write(writer, {Local(member)});",
                "else writer.WriteNullValue();"),
            ScalarType scalar when Inline(scalar) is { } method => $"writer.{method}({name}, {NotNull(scalar, value, wire)});",
            _ => Lines(property, $"{Codec(member.Type)}.Write(writer, {NotNull(member.Type, value, wire)});"),
        };
    }

    /// <summary>The expression that reads a member.</summary>
    public string Read(MemberModel member) =>
        NeedsField(member.Type) ? $"{Field(member)}.Read(ref reader)"
        : member.Type is NullableType nullable ? $"reader.TokenType == JsonTokenType.Null ? null : {ReadPresent(nullable.Inner)}"
        : ReadPresent(member.Type);

    /// <summary>The expression that makes text of a key.</summary>
    public string Text(KeyType key, string value) => key switch
    {
        ScalarKey { Kind: Scalar.String } => value,
        ScalarKey { Kind: Scalar.Guid } => value + ".ToString(\"D\")",
        ScalarKey => value + ".ToString(global::System.Globalization.CultureInfo.InvariantCulture)",
        EnumKey named => $"{codecs[named.Type]}.Instance.NameOf({value})",
        WrappedKey wrapped => Text(wrapped.Inner, $"{value}.{wrapped.Member}"),
        _ => throw new InvalidOperationException($"There is no text for {key}."),
    };

    /// <summary>The field that holds a member's codec.</summary>
    public static string Field(MemberModel member) => member.Name.TrimStart('@') + "Shape";

    /// <summary>The local variable that holds a member while the others are read.</summary>
    public static string Local(MemberModel member)
    {
        var name = member.Name.TrimStart('@');
        var local = name.Length > 0 && char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) + name.Substring(1) : name + "_";
        return local is "reader" or "writer" or "value" or "member" ? local + "__" : SourceWriter.Identifier(local);
    }

    private string Key(KeyType key) => key switch
    {
        ScalarKey { Kind: Scalar.String or Scalar.Guid } scalar => $"JsonKeys.{scalar.Kind}",
        ScalarKey integer => $"JsonKeys.Integer<{integer.Type}>()",
        EnumKey named => $"JsonKeys.Enum({codecs[named.Type]}.Instance)",
        WrappedKey wrapped =>
            $"JsonKeys.Wrapped({Key(wrapped.Inner)}, static ({wrapped.Type} id) => id.{wrapped.Member}, static value => new {wrapped.Type}(value))",
        _ => throw new InvalidOperationException($"There is no key for {key}."),
    };

    private string ReadPresent(WireType type) => type switch
    {
        ScalarType { Kind: Scalar.String } => $"JsonMembers.Text(ref reader)",
        ScalarType { Kind: >= Scalar.Boolean and <= Scalar.Decimal or >= Scalar.Guid and <= Scalar.DateTimeOffset } scalar => $"reader.Get{scalar.Kind}()",
        _ => $"{Codec(type)}.Read(ref reader)",
    };

    private static string? Inline(ScalarType type) => type.Kind switch
    {
        Scalar.Boolean => "WriteBoolean",
        >= Scalar.Byte and <= Scalar.Decimal => "WriteNumber",
        Scalar.String or Scalar.Guid or Scalar.DateTime or Scalar.DateTimeOffset => "WriteString",
        Scalar.Bytes => "WriteBase64String",
        _ => null,
    };

    private static string NotNull(WireType type, string value, string wire) =>
        type.IsValueType ? value : $"JsonMembers.NotNull({value}, {wire})";

    private static WireType Present(WireType type) => type is NullableType nullable ? nullable.Inner : type;

    private static string Lines(params string[] lines) => string.Join("\n", lines);
}
