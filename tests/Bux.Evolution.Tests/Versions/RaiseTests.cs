namespace Bux.Evolution.Tests.Versions;

/// <summary>Each kind of change: the old version, the upcaster, and exactly the gaps that only a person can fill.</summary>
public sealed class RaiseTests
{
    private const string Around = """
        namespace A;

        /// <summary>It was opened.</summary>
        [DomainEvent(version: 5)]
        public sealed record OpenedEventV5({0});

        """;

    /// <summary>Members before, members after, the members of the old version, what the upcaster gives, and the gap.</summary>
    public static TheoryData<string, string, string, string, string> Changes => new()
    {
        { "string Id", "string Id, int Age", "string Id", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "string Id, int Age", "string Id", "string Id, int Age", "new(e.Id)", "" },
        { "string Id, string Name", "string Id, string FullName", "string Id, string Name", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "string Name, string Id", "string FullName, string Id", "string Name, string Id", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "string Id, string? Name", "string Id, string? FullName", "string Id, string? Name", "new(e.Id, e.FullName)", "CS1061 at FullName" },
        { "string Id, int Age", "string Id, string Age", "string Id, int Age", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "string Id, int Age", "string Id, string Age = \"?\"", "string Id, int Age", "new(e.Id, e.Age)", "CS1503 at e.Age" },
        { "string Id, int Age", "string Id, long Age", "string Id, int Age", "new(e.Id, e.Age)", "" },
        { "string Id, int Age = 1", "string Id, int Age = 2", "string Id, int Age = 1", "new(e.Id, e.Age)", "" },
        { "string Id, int Age = 1, Guid Key = default", "string Id, Guid Key = default", "string Id, Guid Key = default, int Age = 1", "new(e.Id, e.Key)", "" },
        { "string Id, string? Name", "string Id, string Name", "string Id, string? Name", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "string Id, string Name", "string Id, string? Name", "string Id, string Name", "new(e.Id, e.Name)", "" },
        { "string Id, DateOnly Day", "string? Note, DateTime? At = null, bool Old = false", "string Id, DateOnly Day", "new(Note: e.Note)", "CS1061 at Note" },
        { "List<string> Tags", "List<int> Tags", "List<string> Tags", "new()", "CS7036 at new()" },
        { "List<string> Tags", "List<string?> Tags", "List<string> Tags", "new([.. e.Tags])", "" },
        { "List<string> Tags", "HashSet<string> Tags", "ImmutableArray<string> Tags", "new()", "CS7036 at new()" },
        { "Dictionary<string, int> Rates", "Dictionary<string, long> Rates", "Dictionary<string, int> Rates", "new(System.Linq.Enumerable.ToDictionary(e.Rates, entry => entry.Key, entry => (long)entry.Value))", "" },
        { "Dictionary<Guid, int> Rates", "int Rates", "ImmutableDictionary<Guid, int> Rates", "new()", "CS7036 at new()" },
        { "(int A, string B) Pair", "(long A, string B) Pair", "(int A, string B) Pair", "new((e.Pair.Item1, e.Pair.Item2))", "" },
        { "[PersonalData] string Id, [PersonalData] int Age", "[PersonalData] string Id, [PersonalData] bool Age", "[PersonalData] string Id, [PersonalData] int Age", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "[property: JsonPropertyName(\"key\")] string Id, int Age", "[property: JsonPropertyName(\"key\")] string Id, bool Age", "[property: JsonPropertyName(\"key\")] string Id, int Age", "new(Id: e.Id)", "CS7036 at new(Id: e.Id)" },
        { "[property: JsonPropertyName(\"the-key\")] string Id, int Age", "int Age", "int Age, [property: JsonPropertyName(\"the-key\")] string TheKey", "new(e.Age)", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_breaking_change_makes_a_new_version(string before, string after, string old, string given, string gap)
    {
        var raised = await Raise.ApplyAsync(Event(before), Event(after));

        var source = await raised.SourceAsync();
        Assert.Contains($"/// <summary>It was opened.</summary>\n[DomainEvent(version: 6)]\npublic sealed record OpenedEventV6({after});\n", source, StringComparison.Ordinal);
        Assert.Contains($"\n[DomainEvent(version: 5)]\npublic sealed record OpenedEventV5({old});\n", source, StringComparison.Ordinal);
        Assert.Contains($"    [Upcaster]\n    public static OpenedEventV6 Up(OpenedEventV5 e) => {given};\n", source, StringComparison.Ordinal);
        Assert.Equal(gap, string.Join("\n", await raised.GapsAsync()));
    }

    [Fact]
    public async Task The_whole_text()
    {
        var raised = await Raise.ApplyAsync(Event("string Id"), Event("string Id, int Age"));

        Assert.Equal(
            """
            namespace A;

            /// <summary>It was opened.</summary>
            [DomainEvent(version: 6)]
            public sealed record OpenedEventV6(string Id, int Age);

            /// <summary>Version 5 of <see cref="OpenedEventV6"/>: stored documents have it.</summary>
            [DomainEvent(version: 5)]
            public sealed record OpenedEventV5(string Id);

            /// <summary>From former versions of events to what they are today.</summary>
            public static class Upcasters
            {
                /// <summary>What version 5 says, in the words of <see cref="OpenedEventV6"/>.</summary>
                [Upcaster]
                public static OpenedEventV6 Up(OpenedEventV5 e) => new(Id: e.Id);
            }

            """, await raised.SourceAsync());
        Assert.EndsWith("\nevent accounts/opened v5 retired\n  id: string\n\nevent accounts/opened v6\n  age: int32\n  id: string\n", await raised.LockAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nested_type_gets_its_old_shape_as_a_type_of_its_own()
    {
        const string Members = "Address Home, Address? Work, List<Address> Others, Name Name";
        const string Rest = "public sealed record Name(string First);\n\n";

        var raised = await Raise.ApplyAsync(
            Event(Members) + Rest + "public sealed record Address(string Street, [PersonalData] string City);",
            Event(Members) + Rest + "public sealed record Address(string Street, [PersonalData] string City, string Country);");

        var source = await raised.SourceAsync();
        Assert.Contains("record OpenedEventV5(AddressV5 Home, AddressV5? Work, List<AddressV5> Others, Name Name);", source, StringComparison.Ordinal);
        Assert.Contains("public sealed record AddressV5(string Street, [PersonalData] string City);", source, StringComparison.Ordinal);
        Assert.Contains("=>\n        new(Up(e.Home), e.Work is { } work ? Up(work) : null, [.. System.Linq.Enumerable.Select(e.Others, Up)], e.Name);", source, StringComparison.Ordinal);
        Assert.Contains("    private static Address Up(AddressV5 e) => new(Street: e.Street, City: e.City);", source, StringComparison.Ordinal);
        Assert.Equal(["CS7036 at new(Street: e.Street, City: e.City)"], await raised.GapsAsync());
    }

    [Fact]
    public async Task A_nested_type_that_changed_compatibly_is_shared_by_both_versions()
    {
        var raised = await Raise.ApplyAsync(
            Event("int Age, Address Home") + "public sealed record Address(string Street);", Event("long Age, Address Home") + "public sealed record Address(string Street, string? City);");

        Assert.Contains("record OpenedEventV5(int Age, Address Home);", await raised.SourceAsync(), StringComparison.Ordinal);
        Assert.Contains("v5 retired\n  age: int32\n  home: object\n  home.city?: string or null = null\n", await raised.LockAsync(), StringComparison.Ordinal);
        Assert.Empty(await raised.GapsAsync());
    }

    [Fact]
    public async Task A_name_that_an_enum_lost_has_to_be_said_by_somebody()
    {
        var raised = await Raise.ApplyAsync(
            Event("Colour Colour, Colour Other = Colour.Blue") + "public enum Colour { Red, Blue }", Event("Colour Colour, Colour Other = Colour.Navy") + "public enum Colour { Red, Navy }");

        var source = await raised.SourceAsync();
        Assert.Contains("record OpenedEventV5(ColourV5 Colour, ColourV5 Other = ColourV5.Blue);\n\npublic enum ColourV5\n{\n    Red,\n    Blue,\n}\n", source, StringComparison.Ordinal);
        Assert.Contains("=> new(Up(e.Colour), Up(e.Other));", source, StringComparison.Ordinal);
        Assert.Contains("        ColourV5.Red => Colour.Red,\n        ColourV5.Blue => Colour.Blue,\n        _ => throw", source, StringComparison.Ordinal);
        Assert.Equal(["CS0117 at Blue"], await raised.GapsAsync());
    }

    [Fact]
    public async Task Generic_types_hierarchies_and_types_that_hold_themselves_are_rebuilt()
    {
        const string Members = "Page<Line> Lines, Shape Shape, Node Root";
        const string Cases = "[JsonDerivedType(typeof(Circle), \"circle\")]\n";

        var raised = await Raise.ApplyAsync(
            Event(Members) + "public record Page<T>(List<T> Items);\npublic record Line(int Price);\npublic record Node(int Value, List<Node> Children);\n"
                + Cases + "[JsonDerivedType(typeof(Square), \"square\")]\npublic abstract record Shape;\npublic record Circle(int Radius) : Shape;\npublic record Square(int Side) : Shape;",
            Event(Members) + "public record Page<T>(List<T> Items);\npublic record Line(decimal Price);\npublic record Node(string Value, List<Node> Children);\n"
                + Cases + "public abstract record Shape;\npublic record Circle(long Radius) : Shape;");

        var source = await raised.SourceAsync();
        foreach (var declared in (string[])
        [
            "record OpenedEventV5(PageOfLineV5 Lines, ShapeV5 Shape, NodeV5 Root);", "record PageOfLineV5(List<LineV5> Items);", "record LineV5(int Price);",
            "[JsonDerivedType(typeof(CircleV5), \"circle\")]\n[JsonDerivedType(typeof(SquareV5), \"square\")]\npublic abstract record ShapeV5;", "record CircleV5(int Radius) : ShapeV5;",
            "record NodeV5(int Value, List<NodeV5> Children);", "=> new(Children: [.. System.Linq.Enumerable.Select(e.Children, Up)]);",
        ]) Assert.Contains(declared, source, StringComparison.Ordinal);
        Assert.Equal(["CS1061 at ToShape", "CS7036 at new(Children: [.. System.Linq.Enumerable.Select(e.Children, Up)])"], (await raised.GapsAsync()).Order());
    }

    private static string Event(string members) => Around.Replace("{0}", members, StringComparison.Ordinal);
}
