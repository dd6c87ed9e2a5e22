using Microsoft.CodeAnalysis;

namespace Bux.Evolution.Tests;

/// <summary>Source as it is while somebody types: the analyzer says nothing wrong of it, and does not fall over it.</summary>
public sealed class HalfTypedTests
{
    private const string Source = """
        [DomainEvent(1)] public sealed record Opened(string Id, Details Details, List<(int, Shape?)> Shapes, Colour Colour = Colour.Red);
        public sealed record Details(Dictionary<Colour, string?> Names) { public int Age { get; init; } = 3; public required Details? Inner { get; init; } }
        [JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape; public sealed record Circle(AccountId Id) : Shape;
        public enum Colour { Red, Blue } public readonly record struct AccountId(string Value);
        [Command] public sealed record Open([property: EntityKey] AccountId Id) : ICommand<Details>;
        public sealed record Closed(string Id) : Rejection("closed", "Closed.");
        [State("accounts")] public sealed record Account(string Id);
        [StateMutator] public static class Mutator { public static Account Create(Opened e) => new(e.Id); }
        """;

    [Fact]
    public async Task No_cut_makes_the_analyzer_throw()
    {
        var locked = Locking.Accept(Source);
        Assert.Contains("details.inner?: ^details or null", locked, StringComparison.Ordinal);

        for (var end = 0; end < Source.Length; end += 7)
        {
            var found = await Locking.JudgeAsync(Locking.Compile(Source[..end]), locked);
            Assert.Empty(found.Where(each => each.Id == "AD0001").Select(each => each.ToString()));
        }
    }

    [Fact]
    public async Task No_missing_piece_makes_the_analyzer_throw()
    {
        var locked = Locking.Accept(Source);

        for (var start = 0; start < Source.Length - 12; start += 11)
        {
            var found = await Locking.JudgeAsync(Locking.Compile(Source.Remove(start, 12)), locked);
            Assert.Empty(found.Where(each => each.Id == "AD0001").Select(each => each.ToString()));
        }
    }
}
