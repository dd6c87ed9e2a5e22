using System.Text.RegularExpressions;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>
/// Turns what was read of a contract into the lines of the lock. They speak of the wire alone: a namespace, the name of a C# type, the order
/// of members, and whether a list is an array or an <c>ImmutableArray</c> make no difference.
/// </summary>
internal sealed class ContractShape
{
    private readonly Dictionary<string, CodecModel> _codecs;
    private readonly List<ShapeLine> _lines = [];
    private readonly Stack<(string Type, string Path)> _around = new();

    private ContractShape(EquatableArray<CodecModel> codecs) => _codecs = codecs.ToDictionary(codec => codec.Type, StringComparer.Ordinal);

    public static LockedContract Of(CommandModel command, string service)
    {
        var shape = new ContractShape(command.Codecs);
        shape.Root(command.Names.Type);
        if (shape._codecs.TryGetValue(command.Names.Type, out var codec) && codec is ObjectCodec own
            && own.Members.FirstOrDefault(member => member.Name == command.KeyMember) is { } key)
        {
            shape._lines.Add(new ShapeLine(ShapeLine.Key, false, WirePath.Word(key.Wire), false, null));
        }

        if (command.Response is { } response) shape.Value(WirePath.Response, response, null);
        return shape.Contract(ContractKind.Command, service, command.WireName);
    }

    public static LockedContract Of(EventModel each, string service)
    {
        var shape = new ContractShape(each.Codecs);
        shape.Root(each.Names.Type);
        return shape.Contract(ContractKind.Event, service, each.WireName, each.Version);
    }

    public static LockedContract Of(RejectionModel rejection)
    {
        var shape = new ContractShape(rejection.Codecs);
        shape.Root(rejection.Names.Type);
        return shape.Contract(ContractKind.Rejection, "", rejection.Code);
    }

    public static LockedContract Of(StateDeclaration state)
    {
        var shape = new ContractShape(state.Codecs);
        shape.Root(state.Names.Type);
        return shape.Contract(ContractKind.State, "", state.Service);
    }

    private LockedContract Contract(ContractKind kind, string service, string name, int version = 0) =>
        new(kind, service, name, version, false, _lines.OrderBy(line => line, ShapeLine.Order).ToEquatableArray());

    private void Root(string type)
    {
        if (!_codecs.TryGetValue(type, out var codec)) return;
        // That a document is an object goes without saying.
        if (codec is HierarchyCodec) Value(WirePath.Root, new NamedType(type, false), null);
        else Parts(WirePath.Root, codec);
    }

    private void Value(string path, WireType type, string? absent)
    {
        var present = type is NullableType { Inner: var inner } ? inner : type;
        _lines.Add(new ShapeLine(path, absent is not null, Form(present), type is NullableType || IsNullableId(present), absent));
        switch (present)
        {
            case SequenceType sequence:
                Value(WirePath.Items(path), sequence.Item, null);
                break;
            case MapType map:
                Value(WirePath.Values(path), map.Value, null);
                break;
            case NamedType named when _codecs.TryGetValue(named.Type, out var codec) && !IsAround(named.Type):
                if (codec is IdCodec) break;
                Parts(path, codec);
                break;
        }
    }

    private void Parts(string path, CodecModel codec)
    {
        _around.Push((codec.Type, path));
        switch (codec)
        {
            case ObjectCodec shape:
                Members(path, shape);
                break;
            case TupleCodec tuple:
                for (var i = 0; i < tuple.Items.Count; i++) Value(WirePath.Item(path, i), tuple.Items[i], null);
                break;
            case HierarchyCodec hierarchy:
                foreach (var each in hierarchy.Cases)
                {
                    if (!_codecs.TryGetValue(each.Type, out var known) || known is not ObjectCodec derived) continue;
                    _around.Push((derived.Type, WirePath.Case(path, each.Wire)));
                    Members(WirePath.Case(path, each.Wire), derived);
                    _around.Pop();
                }

                break;
        }

        _around.Pop();
    }

    private void Members(string path, ObjectCodec shape)
    {
        foreach (var member in shape.Members) Value(WirePath.Member(path, member.Wire), member.Type, member.WhenAbsent);
    }

    private bool IsAround(string type) => _around.Any(each => each.Type == type);

    /// <summary>What stands in a place, in one line; the parts of it have lines of their own.</summary>
    private string Form(WireType type) => type switch
    {
        ScalarType scalar => Form(scalar.Kind),
        SequenceType sequence => sequence.Shape.EndsWith("Set", StringComparison.Ordinal) ? "set" : "list",
        MapType map => "map of " + Form(map.Key),
        CustomType custom => "custom " + Unqualified(custom.Codec),
        NamedType named when _around.FirstOrDefault(each => each.Type == named.Type) is { Type: not null } again => "^" + again.Path,
        NamedType named when _codecs.TryGetValue(named.Type, out var codec) => Form(codec),
        NullableType nullable => Form(nullable.Inner),
        _ => "object",
    };

    private string Form(CodecModel codec) => codec switch
    {
        EnumCodec names => "enum " + Words(names.Names.Select(name => name.Wire)),
        IdCodec id => Form(id.Inner),
        TupleCodec => "tuple",
        HierarchyCodec hierarchy => $"one of {Words(hierarchy.Cases.Select(each => each.Wire))} by {WirePath.Word(hierarchy.Discriminator)}",
        _ => "object",
    };

    private string Form(KeyType key) => key switch
    {
        ScalarKey scalar => Form(scalar.Kind),
        EnumKey named when _codecs.TryGetValue(named.Type, out var codec) => Form(codec),
        WrappedKey wrapped => Form(wrapped.Inner),
        _ => "string",
    };

    private static string Form(Scalar scalar) => scalar switch
    {
        Scalar.Byte => "uint8",
        Scalar.SByte => "int8",
        Scalar.Half => "float16",
        Scalar.Single => "float32",
        Scalar.Double => "float64",
        Scalar.DateTime => "date-time",
        Scalar.DateTimeOffset => "date-time-offset",
        Scalar.DateOnly => "date",
        Scalar.TimeOnly => "time",
        Scalar.TimeSpan => "duration",
        Scalar.Memory => "bytes",
        _ => scalar.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether the one value of a strongly typed id comes from code without nullable annotations, where everything may be null.</summary>
    private bool IsNullableId(WireType type) =>
        type is NamedType named && _codecs.TryGetValue(named.Type, out var codec) && codec is IdCodec { Inner: NullableType };

    private static string Words(IEnumerable<string> names) =>
        string.Join("|", names.Select(WirePath.Word).OrderBy(name => name, StringComparer.Ordinal));

    private static string Unqualified(string type) => Regex.Replace(type, @"(global::|[\w@]+\.)", "");
}
