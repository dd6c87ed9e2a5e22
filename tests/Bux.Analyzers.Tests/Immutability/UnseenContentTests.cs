namespace Bux.Analyzers.Tests.Immutability;

/// <summary>BUX1023, and what is said of types of other assemblies.</summary>
public sealed class UnseenContentTests
{
    private const string Library = """
        namespace Library;
        public sealed record Address(string City, Street Street);
        public sealed record Street(string Name) { public List<string> Lines { get; init; } = []; }
        public sealed record Good(string Name, ImmutableArray<int> Numbers);
        public sealed class Hiding(string name) { private int _count; public string Name => name + _count++; }
        public sealed class Settable { public string Name { get; set; } = ""; }
        public sealed record Generic<T>(T Item);
        public class Open { public int Field; }
        public readonly struct Value(int x) { public int X { get; } = x; }
        [System.ComponentModel.ImmutableObject(true)] public sealed class Vouched(string name) { public string Name => name; }
        public abstract record Origin(string Text);
        public interface IShape { int Corners { get; } }
        """;

    [Theory]
    [InlineData("Library.Address", "BUX1021 at Held: Street.Lines is of type List<string>, which anyone who holds it can change (through Held.Street.Lines). Use ImmutableArray<string>.")]
    [InlineData("Library.Settable", "BUX1020 at Held: Settable.Name can be set at any time (through Held.Name). Hold a type that cannot change instead.")]
    [InlineData("ImmutableArray<Library.Settable>", "BUX1020 at Held: Settable.Name can be set at any time (through Held.Name). Hold a type that cannot change instead.")]
    [InlineData("Library.Open", "BUX1022 at Held: Open.Field can change after it is made: the field is not readonly (through Held.Field). Hold a type that cannot change instead.")]
    [InlineData("Library.Hiding", "BUX1023 at Held: Opened.Held may change after it is made: Hiding is a class of Library, which may hide anything. Use a type that cannot change, or vouch for this one with [ImmutableObject(true)].")]
    [InlineData("Library.Generic<List<int>>", "BUX1021 at Held: Opened.Held is of type Generic<List<int>>, which anyone who holds it can change. Use Generic<ImmutableArray<int>>.")]
    [InlineData("Library.Good")]
    [InlineData("Library.Value?")]
    [InlineData("Library.Vouched")]
    [InlineData("Library.Generic<Library.Good>")]
    public async Task A_type_of_another_assembly_is_judged_by_what_is_visible_of_it(string type, params string[] messages) => Assert.Equal(
        messages, await Facts.MessagesAsync($"[DomainEvent(1)] public sealed record Opened(string Id, {type} Held);", Library));

    [Fact]
    public async Task What_another_assembly_s_type_brings_in_is_reported_at_the_nearest_member() => Assert.Equal(
        ["BUX1021 at Address: Street.Lines is of type List<string>, which anyone who holds it can change (through Held.Address.Street.Lines). Use ImmutableArray<string>."],
        await Facts.MessagesAsync("""
            [DomainEvent(1)] public sealed record Opened(string Id, Details Held);
            public sealed record Details(Library.Address Address);
            """, Library));

    [Fact]
    public async Task A_base_of_another_assembly_counts_for_what_is_visible_of_it()
    {
        Assert.Empty(await Facts.MessagesAsync("[DomainEvent(1)] public sealed record Opened(string Id) : Library.Origin(Id);", Library));
        Assert.Equal(
            ["BUX1022 at Row: Open.Field can change after it is made: the field is not readonly (through The base of Row.Field). Hold a type that cannot change instead."],
            await Facts.MessagesAsync("[DomainEvent(1)] public sealed record Opened(string Id); public sealed class Row : Library.Open; [Projection(\"r\")] public static class Rows { public static Row? On(Opened e) => null; }", Library));
    }

    [Theory]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("Func<int>")]
    [InlineData("ImmutableArray<object>")]
    [InlineData("IShape")]
    [InlineData("Task<int>")]
    [InlineData("Exception")]
    public async Task What_can_be_anything_is_reported_where_the_wire_does_not_refuse_it(string type)
    {
        const string Shape = "public interface IShape { int Corners { get; } }";
        Assert.Empty(await Facts.HoldingAsync(type, Shape));
        Assert.Equal(["BUX1023: Held"], await Facts.InRowAsync(type, Shape));
        Assert.Equal(["BUX1023: Held"], await Facts.HoldingAsync("Address", $"{Shape} public sealed record Address(string City) {{ private readonly {type}? Held = null; }}"));
    }

    [Theory]
    [InlineData("public sealed record Row(string Id, [property: System.ComponentModel.ImmutableObject(true)] object Held);")]
    [InlineData("public sealed record Row(string Id) { [System.ComponentModel.ImmutableObject(true)] public object? Held { get; init; } }")]
    [InlineData("[System.ComponentModel.ImmutableObject(true)] public sealed record Row(string Id, object Held);")]
    [InlineData("[System.ComponentModel.ImmutableObject(true)] public sealed record Row(string Id) { private int? _hash; private readonly int[] _table = []; public int Hash => _hash ??= _table.Length; }")]
    [InlineData("[System.ComponentModel.ImmutableObject(false)] public sealed record Row(string Id, object Held);", "BUX1023: Held")]
    [InlineData("[System.ComponentModel.ImmutableObject(true)] public sealed record Row(string Id, int[] Held) { public int Odd { get; set; } internal int Field; }", "BUX1021: Held", "BUX1020: Odd", "BUX1022: Field")]
    public async Task One_can_vouch_for_what_is_hidden_but_not_for_what_everyone_sees(string row, params string[] marks) => Assert.Equal(
        marks, await Facts.MarksAsync($$"""
            [DomainEvent(1)] public sealed record Opened(string Id);
            {{row}}
            [Projection("rows")] public static class Rows { public static Row On(Opened e, Row row) => row; }
            """));
}
