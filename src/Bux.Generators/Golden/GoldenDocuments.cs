using System.Text;
using Bux.Generators.Model;

namespace Bux.Generators.Golden;

/// <summary>
/// Writes documents of an event as its codec would write them, to be kept for ever as proof that they can be read. They cover every member,
/// every enum name, every case of a hierarchy, what may be left out, and the edges of values.
/// </summary>
internal sealed class GoldenDocuments
{
    private const int Depth = 3;
    private const int Endless = 60;

    private readonly Dictionary<string, CodecModel> _codecs;
    private readonly StringBuilder _json = new();
    private GoldenKind _kind;
    private int _choice;
    private int _alternatives;
    private int _counter;
    private string? _byHand;

    private GoldenDocuments(EquatableArray<CodecModel> codecs) => _codecs = codecs.ToDictionary(codec => codec.Type, StringComparer.Ordinal);

    /// <summary>The documents, each in one line and none twice; a line that begins with # says what a person has to write.</summary>
    public static IReadOnlyList<string> Of(EventModel each)
    {
        var writer = new GoldenDocuments(each.Codecs);
        var lines = new List<string> { writer.Write(each.Names.Type, GoldenKind.Full, 0) };
        if (writer._byHand is { } member)
        {
            return [$"# The build knows no value for '{member}'. Write documents of {each.WireName} v{each.Version} here by hand, one in a line."];
        }

        for (var choice = 1; choice < writer._alternatives; choice++) lines.Add(writer.Write(each.Names.Type, GoldenKind.Full, choice));
        lines.Add(writer.Write(each.Names.Type, GoldenKind.Least, 0));
        lines.Add(writer.Write(each.Names.Type, GoldenKind.Low, 0));
        lines.Add(writer.Write(each.Names.Type, GoldenKind.High, 0));
        return lines.Distinct(StringComparer.Ordinal).ToList();
    }

    private string Write(string root, GoldenKind kind, int choice)
    {
        (_kind, _choice, _counter) = (kind, choice, 0);
        _json.Clear();
        if (_codecs.TryGetValue(root, out var codec)) Parts(codec, 0, "");
        return _json.ToString();
    }

    private void Value(WireType type, int depth, string path)
    {
        switch (type)
        {
            case not null when depth > Endless:
                // No document can have a type that must hold itself.
                _byHand ??= path;
                break;
            case NullableType nullable:
                if (_kind == GoldenKind.Least || depth > Depth) _json.Append("null");
                else Value(nullable.Inner, depth, path);
                break;
            case ScalarType scalar:
                _json.Append(GoldenValues.Of(scalar.Kind, _kind, _counter++));
                break;
            case SequenceType sequence:
                Items(sequence, depth, path);
                break;
            case MapType map:
                Entries(map, depth, path);
                break;
            case NamedType named when _codecs.TryGetValue(named.Type, out var codec):
                Parts(codec, depth, path);
                break;
            default:
                _byHand ??= path;
                break;
        }
    }

    private void Parts(CodecModel codec, int depth, string path)
    {
        switch (codec)
        {
            case ObjectCodec shape:
                _json.Append('{');
                Members(shape, depth, path, first: true);
                _json.Append('}');
                break;
            case EnumCodec names:
                _json.Append(GoldenValues.Quote(Choose(names.Names, each => each.Wire)));
                break;
            case IdCodec id:
                Value(id.Inner, depth, path);
                break;
            case TupleCodec tuple:
                _json.Append('[');
                for (var i = 0; i < tuple.Items.Count; i++)
                {
                    if (i > 0) _json.Append(',');
                    Value(tuple.Items[i], depth + 1, path);
                }

                _json.Append(']');
                break;
            case HierarchyCodec hierarchy:
                // A case that holds the hierarchy again would have no end.
                var wire = depth > Depth ? hierarchy.Cases.OrderBy(each => Height(each.Type, [])).First().Wire : Choose(hierarchy.Cases, each => each.Wire);
                _json.Append('{').Append(GoldenValues.Quote(hierarchy.Discriminator)).Append(':').Append(GoldenValues.Quote(wire));
                if (_codecs.TryGetValue(hierarchy.Cases.First(each => each.Wire == wire).Type, out var derived) && derived is ObjectCodec members)
                {
                    Members(members, depth, path, first: false);
                }

                _json.Append('}');
                break;
        }
    }

    private void Members(ObjectCodec shape, int depth, string path, bool first)
    {
        foreach (var member in shape.Members)
        {
            if (_kind == GoldenKind.Least && member.WhenAbsent is not null) continue;
            // A type that holds itself ends somewhere.
            if (depth > Depth && member.WhenAbsent is not null) continue;
            if (!first) _json.Append(',');
            first = false;
            _json.Append(GoldenValues.Quote(member.Wire)).Append(':');
            Value(member.Type, depth + 1, path.Length == 0 ? member.Wire : path + "." + member.Wire);
        }
    }

    private void Items(SequenceType sequence, int depth, string path)
    {
        // The items of a set differ, which not all types have two values for.
        var count = _kind is GoldenKind.Least or GoldenKind.Low || depth > Depth ? 0 : sequence.Shape.EndsWith("Set", StringComparison.Ordinal) || _kind == GoldenKind.High ? 1 : 2;
        _json.Append('[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0) _json.Append(',');
            Value(sequence.Item, depth + 1, path);
        }

        _json.Append(']');
    }

    private void Entries(MapType map, int depth, string path)
    {
        _json.Append('{');
        if (_kind is not (GoldenKind.Least or GoldenKind.Low) && depth <= Depth)
        {
            _json.Append(Key(map.Key)).Append(':');
            Value(map.Value, depth + 1, path);
        }

        _json.Append('}');
    }

    private string Key(KeyType key) => key switch
    {
        WrappedKey wrapped => Key(wrapped.Inner),
        EnumKey named when _codecs.TryGetValue(named.Type, out var codec) && codec is EnumCodec names => GoldenValues.Quote(Choose(names.Names, each => each.Wire)),
        ScalarKey scalar when GoldenValues.Of(scalar.Kind, _kind, _counter++) is var value => value[0] == '"' ? value : GoldenValues.Quote(value),
        _ => "\"key\"",
    };

    /// <summary>How many types are at least around the innermost value of a type.</summary>
    private int Height(string type, HashSet<string> around)
    {
        if (!_codecs.TryGetValue(type, out var codec) || !around.Add(type)) return around.Contains(type) ? 1_000 : 0;
        var heights = codec switch
        {
            ObjectCodec shape => shape.Members.Where(member => member.WhenAbsent is null).Select(member => Height(member.Type, around)).DefaultIfEmpty(0).Max(),
            TupleCodec tuple => tuple.Items.Select(item => Height(item, around)).Max(),
            HierarchyCodec hierarchy => hierarchy.Cases.Select(each => Height(each.Type, around)).DefaultIfEmpty(0).Min(),
            _ => 0,
        };
        around.Remove(type);
        return 1 + heights;
    }

    private int Height(WireType type, HashSet<string> around) => type is NamedType named ? Height(named.Type, around) : 0;

    /// <summary>Each choice takes another one, until the longest list of them has been gone through.</summary>
    private string Choose<T>(EquatableArray<T> all, Func<T, string> wire)
    {
        if (all.Count == 0) return "";
        _alternatives = Math.Max(_alternatives, all.Count);
        var ordered = all.Select(wire).OrderBy(name => name, StringComparer.Ordinal).ToArray();
        return ordered[_choice % ordered.Length];
    }
}

/// <summary>What a golden document shows.</summary>
internal enum GoldenKind
{
    /// <summary>Everything, with usual values.</summary>
    Full,

    /// <summary>Nothing that may be left out; null and empty where that may be.</summary>
    Least,

    /// <summary>Everything, with the smallest values.</summary>
    Low,

    /// <summary>Everything, with the greatest values, and text in many scripts.</summary>
    High,
}
