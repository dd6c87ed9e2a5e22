using System.Collections.Immutable;

namespace Bux.Evolution.Tests.Agreement;

/// <summary>Makes random contracts, and changes them as people do.</summary>
internal sealed class Evolving(Random random)
{
    private static readonly string[] Scalars = ["string", "int", "long", "bool", "decimal", "Guid", "DateOnly"];
    private static readonly string[] Lists = ["List<*>", "ImmutableArray<*>", "*[]", "IReadOnlyList<*>"];
    private static readonly string[] Sets = ["HashSet<*>", "ImmutableHashSet<*>"];
    private static readonly string[] Maps = ["Dictionary<*>", "ImmutableDictionary<*>"];
    private static readonly string[] Words = ["Red", "Green", "Blue", "Black", "White"];
    private int _numbers;

    /// <summary>A random contract.</summary>
    public Object Contract() => Shape(0);

    /// <summary>The contract after one to three changes.</summary>
    public Object Changed(Object contract)
    {
        for (var changes = 1 + random.Next(3); changes > 0; changes--) contract = Change(contract);
        return contract;
    }

    private Object Shape(int depth)
    {
        var name = Fresh("R");
        var members = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => NewMember(depth)).ToList();
        if (depth > 0 && random.Next(4) == 0) members.Add(new Member(Fresh("M"), null, new Sequence("List<*>", new Again(name)), null));
        if (depth > 0 && random.Next(6) == 0) members.Add(new Member(Fresh("M"), null, new Optional(new Again(name)), null));
        return new Object(name, [.. members], random.Next(3) > 0);
    }

    private Member NewMember(int depth)
    {
        var form = Any(depth + 1);
        if (random.Next(4) == 0) form = new Optional(form);
        return new Member(Fresh("M"), null, form, random.Next(4) == 0 ? Default(form) : null);
    }

    private Form Any(int depth) => random.Next(depth > 3 ? 6 : 13) switch
    {
        0 => Enumeration(),
        1 => new Id(Fresh("I"), new Scalar(Pick(["string", "int", "Guid"]))),
        < 6 => new Scalar(Pick(Scalars)),
        6 => new Sequence(Pick(Lists), Item(depth)),
        7 => new Sequence(Pick(Sets), new Scalar(Pick(Scalars))),
        8 => new Map(Pick(Maps), Key(), Item(depth)),
        9 => new Pair(Any(depth + 1), Any(depth + 1)),
        10 => new Hierarchy(Fresh("H"), Pick(["$type", "kind"]), [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Shape(depth + 1))]),
        _ => Shape(depth),
    };

    private Form Item(int depth) => Any(depth + 1) is var item && random.Next(5) == 0 ? new Optional(item) : item;

    private Form Key() => random.Next(3) switch { 0 => new Scalar("string"), 1 => new Scalar("int"), _ => Enumeration() };

    private Names Enumeration() => new(Fresh("E"), [.. Words.Take(1 + random.Next(4))]);

    private string? Default(Form form) => form switch
    {
        Scalar { Name: "string" } => Pick(["\"\"", "\"x\\n\\\"\""]),
        Scalar { Name: "int" or "long" } => Pick(["0", "7", "-1"]),
        Scalar { Name: "bool" } => Pick(["true", "false"]),
        Scalar { Name: "decimal" } => Pick(["1.5m", "0m"]),
        Names names => $"{names.Name}.{names.All[random.Next(names.All.Length)]}",
        Optional { Value: Names } => null,
        Optional optional => Default(optional.Value),
        _ => null,
    };

    private Object Change(Object shape)
    {
        if (shape.Members.Length == 0) return shape with { Members = [NewMember(2)] };
        var at = random.Next(shape.Members.Length);
        var member = shape.Members[at];
        return random.Next(12) switch
        {
            0 => shape with { Members = shape.Members.Insert(at, NewMember(2)) },
            1 or 2 => shape with { Members = shape.Members.Add(new Member(Fresh("M"), null, new Optional(Any(3)), null)) },
            3 => shape with { Members = shape.Members.RemoveAt(at) },
            4 => shape with { Members = [.. shape.Members.Reverse()] },
            5 => shape with { IsPositional = !shape.IsPositional },
            // A C# rename, with or without the wire's name kept.
            6 => shape with { Members = shape.Members.SetItem(at, member with { Name = Fresh("M"), Wire = random.Next(3) == 0 ? null : member.OnTheWire }) },
            7 => shape with { Members = shape.Members.SetItem(at, member with { Default = random.Next(3) == 0 ? null : Default(member.Form) }) },
            _ => shape with { Members = shape.Members.SetItem(at, Kept(member, Change(member.Form))) },
        };
    }

    /// <summary>A default stays where its member's type still has it.</summary>
    private Member Kept(Member member, Form form) => member with
    {
        Form = form,
        Default = member.Default is null ? null
            : form.Type == member.Form.Type && (form is not Names names || names.All.Any(name => member.Default.EndsWith("." + name, StringComparison.Ordinal))) ? member.Default
            : Default(form),
    };

    private Form Change(Form form) => form switch
    {
        Optional optional => random.Next(3) == 0 ? optional.Value : new Optional(Present(Change(optional.Value))),
        _ when random.Next(6) == 0 => new Optional(form),
        _ when random.Next(10) == 0 => Any(3),
        Scalar => new Scalar(Pick(Scalars)),
        Id id => random.Next(2) == 0 ? id.Value : id with { Value = new Scalar(Pick(["string", "int", "Guid"])) },
        Names names => Change(names),
        Sequence sequence when random.Next(2) == 0 || sequence.Item is Again => sequence with { Pattern = Pick(random.Next(4) == 0 && sequence.Item is Scalar ? Sets : Lists) },
        Sequence sequence when sequence.Pattern.Contains("Set", StringComparison.Ordinal) => sequence with { Item = new Scalar(Pick(Scalars)) },
        Sequence sequence => sequence with { Item = Change(sequence.Item) },
        Map map => random.Next(3) switch { 0 => map with { Pattern = Pick(Maps) }, 1 => map with { Key = Key() }, _ => map with { Value = Change(map.Value) } },
        Pair pair => random.Next(2) == 0 ? pair with { First = Change(pair.First) } : pair with { Second = Change(pair.Second) },
        Hierarchy hierarchy => Change(hierarchy),
        Object shape => Change(shape),
        _ => form,
    };

    private Names Change(Names names) => random.Next(4) switch
    {
        0 => names with { All = [.. names.All.Reverse()] },
        1 when names.All.Length > 1 => names with { All = names.All.RemoveAt(random.Next(names.All.Length)) },
        2 => names with { All = names.All.Insert(random.Next(names.All.Length), Fresh("Colour")) },
        _ => names with { Name = Fresh("E") },
    };

    private Hierarchy Change(Hierarchy hierarchy)
    {
        var at = random.Next(hierarchy.Cases.Length);
        return random.Next(5) switch
        {
            0 => hierarchy with { Cases = hierarchy.Cases.Insert(at, Shape(3)) },
            1 when hierarchy.Cases.Length > 1 => hierarchy with { Cases = hierarchy.Cases.RemoveAt(at) },
            2 => hierarchy with { Discriminator = Pick(["$type", "kind"]) },
            3 => hierarchy with { Cases = [.. hierarchy.Cases.Reverse()] },
            _ => hierarchy with { Cases = hierarchy.Cases.SetItem(at, Change(hierarchy.Cases[at])) },
        };
    }

    private static Form Present(Form form) => form is Optional optional ? optional.Value : form;

    private string Pick(string[] all) => all[random.Next(all.Length)];

    private string Fresh(string letter) => letter + ++_numbers;
}
