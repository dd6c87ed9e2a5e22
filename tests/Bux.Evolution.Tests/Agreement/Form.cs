using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bux.Evolution.Tests.Agreement;

/// <summary>What a member of a random contract holds.</summary>
internal abstract record Form
{
    /// <summary>The C# type.</summary>
    public abstract string Type { get; }

    /// <summary>The forms within.</summary>
    public virtual IEnumerable<Form> Inner => [];
}

internal sealed record Scalar(string Name) : Form
{
    public override string Type => Name;
}

internal sealed record Names(string Name, ImmutableArray<string> All) : Form
{
    public override string Type => Name;
}

/// <summary>A strongly typed id.</summary>
internal sealed record Id(string Name, Scalar Value) : Form
{
    public override string Type => Name;

    public override IEnumerable<Form> Inner => [Value];
}

/// <param name="Pattern">The C# type, with a star for the item's.</param>
internal sealed record Sequence(string Pattern, Form Item) : Form
{
    public override string Type => Pattern.Replace("*", Item.Type, StringComparison.Ordinal);

    public override IEnumerable<Form> Inner => [Item];
}

/// <param name="Pattern">The C# type, with a star for key and value.</param>
internal sealed record Map(string Pattern, Form Key, Form Value) : Form
{
    public override string Type => Pattern.Replace("*", $"{Key.Type}, {Value.Type}", StringComparison.Ordinal);

    public override IEnumerable<Form> Inner => [Key, Value];
}

internal sealed record Pair(Form First, Form Second) : Form
{
    public override string Type => $"({First.Type}, {Second.Type})";

    public override IEnumerable<Form> Inner => [First, Second];
}

internal sealed record Optional(Form Value) : Form
{
    public override string Type => Value.Type + "?";

    public override IEnumerable<Form> Inner => [Value];
}

/// <summary>The record around, once more.</summary>
internal sealed record Again(string Name) : Form
{
    public override string Type => Name;
}

/// <param name="IsPositional">Whether its members are parameters of the constructor, or properties.</param>
internal sealed record Object(string Name, ImmutableArray<Member> Members, bool IsPositional) : Form
{
    public override string Type => Name;

    public override IEnumerable<Form> Inner => Members.Select(member => member.Form);
}

internal sealed record Hierarchy(string Name, string Discriminator, ImmutableArray<Object> Cases) : Form
{
    public override string Type => Name;

    public override IEnumerable<Form> Inner => Cases.SelectMany(each => each.Inner);
}

/// <param name="Wire">Its name on the wire where that is not its C# name in camel case.</param>
/// <param name="Default">Its default as C#, or null.</param>
internal sealed record Member(string Name, string? Wire, Form Form, string? Default)
{
    public string OnTheWire => Wire ?? Name.ToLowerInvariant();

    public bool MayBeMissing => Default is not null || Form is Optional;
}

/// <summary>Documents of a form.</summary>
internal static class Documents
{
    private static readonly string[] Texts = ["", "a", "é", "line\nbreak", "\"quoted\""];

    /// <summary>A random document, as somebody could have written it: members that may be missing sometimes are.</summary>
    public static JsonNode? Of(Form form, Random random, int depth = 0)
    {
        switch (form)
        {
            case Optional optional: return random.Next(3) == 0 || depth > 5 ? null : Of(optional.Value, random, depth);
            case Id id: return Of(id.Value, random);
            case Names names: return Camel(names.All[random.Next(names.All.Length)]);
            case Sequence sequence: return new JsonArray([.. Distinct(sequence.Item, sequence.Pattern.Contains("Set", StringComparison.Ordinal), random, depth)]);
            case Pair pair: return new JsonArray(Of(pair.First, random, depth + 1), Of(pair.Second, random, depth + 1));
            case Map map: return OfMap(map, random, depth);
            case Object shape: return OfObject(shape, random, depth);
            case Hierarchy hierarchy:
                var one = hierarchy.Cases[random.Next(hierarchy.Cases.Length)];
                var written = OfObject(one, random, depth);
                written.Insert(random.Next(written.Count + 1), hierarchy.Discriminator, one.Name.ToLowerInvariant());
                return written;
            default: return OfScalar(form.Type, random);
        }
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<JsonNode?> Distinct(Form item, bool isSet, Random random, int depth)
    {
        // What holds itself ends somewhere.
        var items = Enumerable.Range(0, depth > 3 ? 0 : random.Next(3)).Select(_ => Of(item, random, depth + 1));
        return isSet ? items.DistinctBy(each => each?.ToJsonString()) : items;
    }

    private static JsonObject OfMap(Map map, Random random, int depth)
    {
        var written = new JsonObject();
        for (var i = random.Next(3); i > 0; i--) written[Of(map.Key, random)!.ToString()] = Of(map.Value, random, depth + 1);
        return written;
    }

    private static JsonObject OfObject(Object shape, Random random, int depth)
    {
        var written = new JsonObject();
        foreach (var member in shape.Members)
        {
            if (member.MayBeMissing && random.Next(3) == 0) continue;
            written[member.OnTheWire] = Of(Unfold(member.Form, shape), random, depth + 1);
        }

        return written;
    }

    /// <summary>A form with the record around in the place of what says that it is there again.</summary>
    private static Form Unfold(Form form, Object around) => form switch
    {
        Again => around,
        Optional { Value: Again } optional => optional with { Value = around },
        Sequence { Item: Again } sequence => sequence with { Item = around },
        _ => form,
    };

    private static JsonNode OfScalar(string type, Random random) => type switch
    {
        "int" => JsonValue.Create(random.Next(-5, 5)),
        "long" => JsonValue.Create(random.NextInt64(-5_000_000_000, 5_000_000_000)),
        "bool" => JsonValue.Create(random.Next(2) == 0),
        "decimal" => JsonValue.Create(random.Next(-500, 500) / 100m),
        "Guid" => JsonValue.Create(new Guid(random.Next(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1).ToString()),
        "DateOnly" => JsonValue.Create(new DateOnly(2026, 1 + random.Next(12), 1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Texts[random.Next(Texts.Length)]),
    };
}
