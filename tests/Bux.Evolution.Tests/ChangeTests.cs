using Microsoft.CodeAnalysis;

namespace Bux.Evolution.Tests;

/// <summary>Every kind of change: the verdict, the message and its place.</summary>
public sealed class ChangeTests
{
    private const string Rest = " Raise the event's version, or undo the change. If it was never deployed, delete its block from bux.contracts.lock and accept again.";
    private const string NewName = " Give what changed a new name, or undo the change. If it was never deployed, delete its block from bux.contracts.lock and accept again.";
    private const string Id = "event accounts/opened v1";
    private const string Opened = "[DomainEvent(1)] public sealed record Opened({0});";

    /// <summary>Members before, members after, the marked text, what the message says changed, and why it matters.</summary>
    public static TheoryData<string, string, string, string, string> Breaking => new()
    {
        { "string Id", "string Id, int Age", "Age", "'age' is new and must be there", "documents that exist do not have it and could not be read" },
        { "string Id, int Age", "string Id", "Opened", "'age' is gone", "what documents hold there would be dropped, and whoever still expects it would not get it" },
        { "string Id, int Age", "string Id, long Age", "Age", "'age' is no longer int32 but int64", "documents that exist have it in the other form" },
        { "string Id, string? Name", "string Id, string Name", "Name", "'name' is no longer null or a value, but always a value", "documents that have null there could not be read" },
        { "string Id, string Name", "string Id, string? Name", "Name", "'name' may now be null", "whoever was built with the locked shape would get null where a value was promised" },
        { "string Id, int Age = 1", "string Id, int Age = 2", "Age", "'age' is no longer 1 but 2 when it is missing", "documents that leave it out would say something else" },
        { "string Id, int Age = 1", "string Id, int Age", "Age", "'age' must now be there", "documents that leave it out could not be read" },
        { "List<string> Tags", "HashSet<string> Tags", "Tags", "'tags' is no longer a list but a set", "documents that exist have it in the other form" },
        { "List<string> Tags", "List<int> Tags", "Tags", "'tags[]' is no longer string but int32", "documents that exist have it in the other form" },
        { "List<string> Tags", "List<string?> Tags", "Tags", "'tags[]' may now be null", "whoever was built with the locked shape would get null where a value was promised" },
        { "Dictionary<string, int> Rates", "Dictionary<int, int> Rates", "Rates", "'rates' is no longer a map of string but a map of int32", "documents that exist have it in the other form" },
        { "Dictionary<string, int> Rates", "Dictionary<string, bool> Rates", "Rates", "'rates{}' is no longer int32 but boolean", "documents that exist have it in the other form" },
        { "(int, string) Pair", "(int, bool) Pair", "Pair", "'pair[1]' is no longer string but boolean", "documents that exist have it in the other form" },
    };

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task A_breaking_change_is_an_error_at_the_member(string before, string after, string place, string what, string why)
    {
        var found = await Locking.JudgeAsync(Event(before), Event(after));

        Assert.Equal($"BUX2004 at {place}: {Id}: {what}; {why}.{Rest}", Assert.Single(found));
    }

    /// <summary>Members before, members after, the marked text and what the message says changed.</summary>
    public static TheoryData<string, string, string, string> Compatible => new()
    {
        { "string Id", "string Id, string? Name", "Name", "'name' is new and may be missing" },
        { "string Id", "string Id, string? Name = null", "Name", "'name' is new and may be missing" },
        { "string Id", "string Id, int Age = 7", "Age", "'age' is new and may be missing" },
        { "string Id, int Age", "string Id, int Age = 7", "Age", "'age' may now be missing" },
    };

    [Theory]
    [MemberData(nameof(Compatible))]
    public async Task A_compatible_change_is_a_warning_until_it_is_accepted(string before, string after, string place, string what)
    {
        var found = await Locking.JudgeAsync(Event(before), Event(after));

        Assert.Equal($"BUX2003 at {place}: {Id}: {what}. Every document is read as it was meant. Accept it with 'dotnet build -t:BuxAcceptContracts' or the fix.", Assert.Single(found));
        var (accepted, refusals) = Locking.Accept(Locking.Compile(Event(after)), Locking.Accept(Event(before)));
        Assert.Empty(refusals);
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile(Event(after)), accepted));
    }

    [Theory]
    [InlineData("string Id, int Age", "int Age, string Id")]
    [InlineData("string Id, List<int> Ages", "string Id, ImmutableArray<int> Ages")]
    [InlineData("string Id, int[] Ages", "string Id, IReadOnlyList<int> Ages")]
    [InlineData("HashSet<int> Ages", "ImmutableHashSet<int> Ages")]
    [InlineData("Dictionary<string, int> Ages", "ImmutableDictionary<string, int> Ages")]
    [InlineData("byte[] Photo", "ReadOnlyMemory<byte> Photo")]
    [InlineData("(int A, string B) Pair", "(int, string) Pair")]
    [InlineData("[property: JsonPropertyName(\"id\")] string Name", "string Id")]
    [InlineData("string Id, int Age = 0", "string Id, int Age = default")]
    public async Task What_the_wire_does_not_show_is_no_change(string before, string after) =>
        Assert.Empty(await Locking.JudgeAsync(Event(before), Event(after)));

    [Fact]
    public async Task A_renamed_member_is_one_gone_and_one_new()
    {
        var found = await Locking.JudgeAsync(Event("string Id, string Name"), Event("string Id, string FullName"));

        Assert.Equal(2, found.Length);
        Assert.StartsWith($"BUX2004 at FullName: {Id}: 'fullName' is new", found.Single(each => each.Contains("FullName", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(found, each => each.StartsWith($"BUX2004 at Opened: {Id}: 'name' is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clr_rename_with_the_wire_name_kept_is_no_change() => Assert.Empty(await Locking.JudgeAsync(
        Event("string Id, Details Details") + "public sealed record Details(string Name);",
        """[DomainEvent(1, Name = "opened")] public sealed record AccountWasOpened([property: JsonPropertyName("id")] string Key, Particulars Details); public sealed record Particulars(string Name);"""));

    [Fact]
    public async Task A_moved_namespace_is_no_change() => Assert.Empty(await Locking.JudgeAsync(
        "namespace A.B { [DomainEvent(1)] public sealed record Opened(string Id, C.Colour Colour = C.Colour.Blue); } namespace C { public enum Colour { Red, Blue } }",
        "namespace D; [DomainEvent(1)] public sealed record Opened(string Id, Colour Colour = Colour.Blue); public enum Colour { Red, Blue }"));

    [Fact]
    public async Task A_positional_record_and_one_with_properties_are_the_same() => Assert.Empty(await Locking.JudgeAsync(
        Event("string Id, int Age = 3, string? Name = null, bool Old = false"),
        "[DomainEvent(1)] public sealed record Opened { public required string Id { get; init; } public int Age { get; init; } = 3; public string? Name { get; init; } public bool Old { get; init; } }"));

    [Fact]
    public async Task A_strongly_typed_id_is_the_value_that_it_holds() => Assert.Empty(await Locking.JudgeAsync(
        Event("string Id"), Event("AccountId Id") + "public readonly record struct AccountId(string Value);"));

    [Theory]
    [InlineData("Red, Blue", "Blue, Red", "")]
    [InlineData("Red, Blue", "Red, Blue, Green", "BUX2003 at Colour: event accounts/opened v1: 'colour' also knows 'green'.")]
    [InlineData("Red, Blue", "Red", "BUX2004 at Colour: event accounts/opened v1: 'colour' no longer knows 'blue'; documents that say so could not be read.")]
    [InlineData("Red, Blue", "Red, Navy", "BUX2004 at Colour: event accounts/opened v1: 'colour' no longer knows 'blue'; documents that say so could not be read.")]
    public async Task Names_of_an_enum_may_come_but_not_go(string before, string after, string expected)
    {
        var found = await Locking.JudgeAsync(
            Event("Colour Colour") + $"public enum Colour {{ {before} }}", Event("Colour Colour") + $"public enum Colour {{ {after} }}");

        Assert.StartsWith(expected, string.Join("\n", found), StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0 ? 0 : 1, found.Length);
    }

    [Fact]
    public async Task A_default_of_an_enum_is_told_by_name_so_that_reordering_changes_nothing() => Assert.Empty(await Locking.JudgeAsync(
        Event("Colour Colour = Colour.Red") + "public enum Colour { Red, Blue }", Event("Colour Colour = Colour.Red") + "public enum Colour { Blue, Red }"));

    [Fact]
    public async Task A_change_of_a_nested_type_is_reported_at_its_member_for_each_contract()
    {
        const string Contracts = """
            [DomainEvent(1)] public sealed record Opened(Details Details);
            [DomainEvent(1)] public sealed record Moved(List<Details> All);
            """;

        var found = await Locking.JudgeAsync(Contracts + "public sealed record Details(string Street);", Contracts + "public sealed record Details(int Street);");

        Assert.Equal(2, found.Length);
        Assert.Contains(found, each => each.StartsWith("BUX2004 at Street: event accounts/opened v1: 'details.street' is no longer string but int32", StringComparison.Ordinal));
        Assert.Contains(found, each => each.StartsWith("BUX2004 at Street: event accounts/moved v1: 'all[].street' is no longer string but int32", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_a_generic_argument_is_reported_at_the_member_that_has_it()
    {
        const string Page = "public sealed record Page<T>(T First, int Count);";

        var found = await Locking.JudgeAsync(Event("Page<string> Page") + Page, Event("Page<int> Page") + Page);

        Assert.StartsWith("BUX2004 at First: event accounts/opened v1: 'page.first' is no longer string but int32", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_another_assembly_is_reported_at_the_member_that_holds_its_type()
    {
        MetadataReference Library(string members) => MetadataReference.CreateFromImage(Locking.Emit(Locking.Compile($"public sealed record Details({members});", "Library")));
        var locked = Locking.Accept(Locking.Compile(Event("Details Details"), references: Library("string Street"))).Lock;

        var found = await Locking.JudgeAsync(Locking.Compile(Event("Details Details"), references: Library("int Street")), locked);

        Assert.StartsWith("BUX2004 at Details: event accounts/opened v1: 'details.street' is no longer string but int32", Locking.Text(Assert.Single(found)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recursive_shape_is_locked_once_around()
    {
        const string Tree = "[DomainEvent(1)] public sealed record Opened(Node Root); public sealed record Node(string Name, List<Node> Below{0});";

        Assert.Contains("  root.below[]: ^root\n", Locking.Accept(Tree.Replace("{0}", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        var found = await Locking.JudgeAsync(Tree.Replace("{0}", "", StringComparison.Ordinal), Tree.Replace("{0}", ", int Weight", StringComparison.Ordinal));
        Assert.StartsWith("BUX2004 at Weight: event accounts/opened v1: 'root.weight' is new and must be there", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_hierarchy_may_get_cases_but_keeps_those_it_has()
    {
        const string Two = """[JsonDerivedType(typeof(Circle), "circle")][JsonDerivedType(typeof(Square), "square")]""";
        const string One = """[JsonDerivedType(typeof(Circle), "circle")]""";
        string Shapes(string cases, string radius = "int Radius") =>
            Event("Shape Shape") + cases + $"public abstract record Shape; public sealed record Circle({radius}) : Shape; public sealed record Square(int Side) : Shape;";

        Assert.StartsWith("BUX2003 at Shape: event accounts/opened v1: 'shape' also knows 'square'.", Assert.Single(await Locking.JudgeAsync(Shapes(One), Shapes(Two))), StringComparison.Ordinal);
        Assert.StartsWith("BUX2004 at Shape: event accounts/opened v1: 'shape' no longer knows 'square'", Assert.Single(await Locking.JudgeAsync(Shapes(Two), Shapes(One))), StringComparison.Ordinal);
        Assert.StartsWith("BUX2004 at Radius: event accounts/opened v1: 'shape(circle).radius' is no longer int32", Assert.Single(await Locking.JudgeAsync(Shapes(Two), Shapes(Two, "long Radius"))), StringComparison.Ordinal);
        Assert.StartsWith(
            "BUX2004 at Shape: event accounts/opened v1: 'shape' no longer tells its kind by '$type' but by 'kind'",
            Assert.Single(await Locking.JudgeAsync(Shapes(Two), Shapes(Two + "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\")]"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_may_take_null_where_it_did_not_but_its_response_may_not_bring_it()
    {
        string Command(string member, string response) =>
            $"[Command] public sealed record Open([property: EntityKey] string Id, {member} Name) : ICommand<Answer>; public sealed record Answer({response} Text);";

        Assert.StartsWith("BUX2003 at Name: command accounts/open: 'name' may now be null.", Assert.Single(await Locking.JudgeAsync(Command("string", "string"), Command("string?", "string"))), StringComparison.Ordinal);
        Assert.Equal(
            $"BUX2005 at Text: command accounts/open: 'text' of the response may now be null; whoever was built with the locked shape would get null where a value was promised.{NewName}",
            Assert.Single(await Locking.JudgeAsync(Command("string", "string"), Command("string", "string?"))));
    }

    [Fact]
    public async Task Another_entity_key_breaks_a_command()
    {
        const string Command = "[Command] public sealed record Open({0}string Id, {1}string Other) : ICommand;";
        const string Key = "[property: EntityKey] ";

        var found = await Locking.JudgeAsync(
            Command.Replace("{0}", Key, StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal),
            Command.Replace("{1}", Key, StringComparison.Ordinal).Replace("{0}", "", StringComparison.Ordinal));

        Assert.StartsWith("BUX2005 at Open: command accounts/open: the entity key is no longer 'id' but 'other'", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_keeps_its_shape()
    {
        var found = await Locking.JudgeAsync(
            """public sealed record Closed(string Id) : Rejection("closed", "Closed.");""", """public sealed record Closed(int Id) : Rejection("closed", "Closed.");""");

        Assert.StartsWith("BUX2005 at Id: rejection closed: 'id' is no longer string but int32", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_may_change_in_every_way_and_is_accepted()
    {
        var found = await Locking.JudgeAsync(
            """[State("accounts")] public sealed record Account(string Id, int Age);""", """[State("accounts")] public sealed record Account(string Id, string Age, bool Closed);""");

        Assert.Equal(
            "BUX2009 at Age: state accounts: 'age' is no longer int32 but string; 'closed' is new and must be there. States are folded anew from their events when this is released. "
            + "Accept it with 'dotnet build -t:BuxAcceptContracts' or the fix.",
            Assert.Single(found));
    }

    private static string Event(string members) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Opened, members) + "\n";
}
