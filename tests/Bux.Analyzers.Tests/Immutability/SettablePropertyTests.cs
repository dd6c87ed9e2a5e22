namespace Bux.Analyzers.Tests.Immutability;

/// <summary>BUX1020.</summary>
public sealed class SettablePropertyTests
{
    [Theory]
    [InlineData("[DomainEvent(1)] public sealed record Opened(string Id) { public int Count { get; set; } }")]
    [InlineData("[State(\"s\")] public sealed record Account(string Id) { public int Count { get; set; } }")]
    [InlineData("[State(\"s\")] public sealed class Account { public string Id { get; init; } = \"\"; public int Count { get; set; } }")]
    [InlineData("[Command] public sealed record Open([EntityKey] string Id) : ICommand { public int Count { get; set; } }")]
    [InlineData("[Command] public sealed record Open([EntityKey] string Id) : ICommand<Answer>; public sealed class Answer { public int Count { get; set; } }")]
    [InlineData("[Command] public sealed record Open([EntityKey] string Id) : ICommand<ImmutableArray<Answer>>; public sealed class Answer { public int Count { get; set; } }")]
    [InlineData("public sealed record Closed(string Id) : Rejection(\"closed\", Id) { public int Count { get; set; } }")]
    [InlineData("[DomainEvent(1)] public sealed record Opened(string Id); public sealed class Row { public int Count { get; set; } } [Projection(\"r\")] public static class Rows { public static Row? On(Opened e) => null; }")]
    public async Task A_setter_is_reported_in_everything_that_is_a_fact(string source) => Assert.Equal(["BUX1020: Count"], await Facts.MarksAsync(source));

    [Theory]
    [InlineData("Address", "public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City) { public required int Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City) { private int _odd; public int Odd { get => _odd; set => _odd = value; } }")]
    [InlineData("Address", "public record Address(string City) : Place; public abstract record Place { public int Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City) : Place<int>; public abstract record Place<T> { public T? Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City) : Place { public override int Odd { get; set; } } public abstract record Place { public abstract int Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City, Street Street); public sealed record Street(string Name) { public int Odd { get; set; } }")]
    [InlineData("Address?", "public struct Address { public int Odd { get; set; } }")]
    [InlineData("Address?", "public sealed record Address(string City) { public int Odd { get; internal set; } }")]
    [InlineData("Address", "public sealed record Address { public Address(int odd) => Odd = odd; public int Odd { get; private set; } }")]
    [InlineData("ImmutableArray<Address>", "public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("IReadOnlyDictionary<string, ImmutableList<Address?>>", "public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("(int, Address)", "public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("Page<Address>", "public sealed record Page<T>(ImmutableArray<T> Items); public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("Page<Address>", "public sealed record Page<T>(ImmutableArray<T> Items) { public int Odd { get; set; } } public sealed record Address(string City);")]
    [InlineData("Address", "public sealed partial record Address(string City); public sealed partial record Address { public int Odd { get; set; } }")]
    [InlineData("Outer.Address", "public static class Outer { public sealed record Address(string City) { public int Odd { get; set; } } }")]
    [InlineData("Address", "public sealed record Address(string City, Address? Next) { public int Odd { get; set; } }")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonDerivedType(typeof(Round), \"round\")] public abstract record Shape; public sealed record Round(int R) : Shape { public int Odd { get; set; } }")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonDerivedType(typeof(Round), \"round\")] public interface Shape; public sealed record Round(int R) : Shape { public int Odd { get; set; } }")]
    [InlineData("Address", "public sealed record Address(string City) { private int _odd; public ref int Odd => ref Unsafe(); private static ref int Unsafe() => ref (new int[1])[0]; }")]
    [InlineData("Address", "public sealed record Address(string City) : IOdd { int IOdd.Odd { get; set; } } public interface IOdd { int Odd { get; set; } }")]
    public async Task A_setter_is_found_wherever_the_graph_leads(string type, string declarations) =>
        Assert.Equal(["BUX1020: Odd"], await Facts.HoldingAsync(type, declarations));

    [Theory]
    [InlineData("Address", "public sealed record Address(string City, int? Number = null) { public required string Street { get; init; } public string Line => $\"{Street} {Number}\"; }")]
    [InlineData("Address", "public sealed class Address(string city) { public string City { get; } = city; public static int Count { get; set; } }")]
    [InlineData("Point", "public readonly record struct Point(int X, int Y);")]
    [InlineData("Point", "public readonly struct Point { public Point(int x) => X = x; public int X { get; } }")]
    [InlineData("ImmutableArray<(int X, string? Name)>", "")]
    [InlineData("Id<Customer>", "public readonly record struct Id<T>(Guid Value); public class Customer { public string Name { get; set; } = \"\"; }")]
    [InlineData("Address", "public sealed record Address(string City) { public int this[int index] => index; }")]
    [InlineData("int", "public sealed class Unrelated { public int Count { get; set; } } [UseCase] public sealed class Case { public int Count { get; set; } }")]
    [InlineData("Tree", "public sealed record Tree(ImmutableList<Tree> Branches);")]
    [InlineData("Page<Page<int>>", "public sealed record Page<T>(T Item);")]
    public async Task What_is_set_once_is_not_reported(string type, string declarations) => Assert.Empty(await Facts.HoldingAsync(type, declarations));

    [Fact]
    public async Task A_record_struct_is_reported_once_for_all_that_its_header_declares()
    {
        Assert.Equal(["BUX1020: Point"], await Facts.HoldingAsync("Point", "public record struct Point(int X, int Y);"));
        Assert.Equal(["BUX1020: Point", "BUX1020: Z"], await Facts.HoldingAsync("Point", "public record struct Point(int X, int Y) { public int Z { get; set; } }"));
    }

    [Fact]
    public async Task A_member_is_reported_once_however_many_roots_reach_it() => Assert.Equal(["BUX1020: Odd"], await Facts.MarksAsync("""
        [DomainEvent(1)] public sealed record Opened(string Id, Address A, Address B);
        [DomainEvent(1)] public sealed record Closed(string Id, ImmutableArray<Address> All);
        [State("s")] public sealed record Account(string Id, Address Address);
        public sealed record Address(string City) { public int Odd { get; set; } }
        """));

    [Fact]
    public async Task What_a_row_holds_is_judged_by_the_types_of_the_project()
    {
        const string Shapes = "public interface IShape { string Name { get; } } public sealed record Round(string Name) : IShape { public int Odd { get; set; } }";
        Assert.Equal(["BUX1020: Odd"], await Facts.InRowAsync("IShape", Shapes));
        Assert.Equal(["BUX1020: Odd"], await Facts.InRowAsync("Status", "public abstract record Status { private Status() { } public sealed record Open(int X) : Status; public sealed record Shut : Status { public int Odd { get; set; } } }"));
        Assert.Equal(["BUX1020: Odd"], await Facts.InRowAsync("IShape", "public interface IShape { string Odd { get; set; } } public sealed record Round : IShape { public string Odd { get => \"\"; set { } } }")
            is [var first, ..] ? [first] : []);
    }

    [Fact]
    public async Task The_message_says_who_holds_it() => Assert.Equal(
        ["BUX1020 at Odd: Street.Odd can be set at any time (Opened holds it through Held.Street). Write 'init' instead of 'set'."],
        await Facts.MessagesAsync("""
            [DomainEvent(1)] public sealed record Opened(string Id, Address Held);
            public sealed record Address(string City, Street Street);
            public sealed record Street(string Name) { public int Odd { get; set; } }
            """));

    [Fact]
    public async Task What_the_generator_refuses_has_no_second_report() => Assert.Empty(
        await Facts.HoldingAsync("Address", "public sealed record Address(string City) { public int Odd { get; private set; } }"));
}
