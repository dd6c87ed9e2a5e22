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

    /// <summary>The statements that write a member.</summary>
    public string Write(MemberModel member)
    {
        var name = $"writer.Name({SourceWriter.MemberName(member.Wire)}u8);";
        var value = "value." + member.Name;
        return member.Type switch
        {
            var type when NeedsField(type) => Lines(name, $"{Field(member)}.Write(writer, {value});"),
            NullableType nullable => Lines(
                name,
                $"if ({value} is {{ }} {Local(member)}) {WritePresent(nullable.Inner, Local(member))};",
                "else writer.Null();"),
            _ => Lines(name, WritePresent(member.Type, NotNull(member.Type, value, member.Wire)) + ";"),
        };
    }

    /// <summary>The expression that reads a member.</summary>
    public string Read(MemberModel member) =>
        NeedsField(member.Type) ? $"{Field(member)}.Read(ref reader)"
        : member.Type is NullableType nullable ? $"reader.Null() ? {Absent(nullable)} : {ReadPresent(nullable.Inner)}"
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
        return local is "reader" or "writer" or "value" or "member" or "given" ? local + "__" : SourceWriter.Identifier(local);
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

    private string WritePresent(WireType type, string value) =>
        type is ScalarType scalar ? $"writer.{scalar.Kind}({value})" : $"{Codec(type)}.Write(writer, {value})";

    private string ReadPresent(WireType type) => type is ScalarType scalar ? $"reader.{scalar.Kind}()" : $"{Codec(type)}.Read(ref reader)";

    /// <summary>A null of this type. A bare one would become a value where the struct converts from a reference, as ReadOnlyMemory does.</summary>
    private static string Absent(NullableType type) => type.IsValueType ? $"default({type.Type})" : "null";

    private static string NotNull(WireType type, string value, string wire) =>
        type.IsValueType ? value : $"JsonMembers.NotNull({value}, {SourceWriter.Quote(wire)})";

    private static WireType Present(WireType type) => type is NullableType nullable ? nullable.Inner : type;

    private static string Lines(params string[] lines) => string.Join("\n", lines);
}
