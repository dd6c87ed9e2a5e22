using Bux.Analyzers.Rules;
using Bux.CodeFixes;

namespace Bux.Analyzers.Tests;

/// <summary>BUX1061: after an event, the variable that holds the state from before it is not read.</summary>
public sealed class StateIsNotStaleTests
{
    private const string Knock = "c.Emit(new Knocked(1))";

    [Theory]
    [InlineData("c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("_ = c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("c.Emit(new Knocked(1)); return door is { Knocks: 3 } ? 1 : 2;")]
    [InlineData("c.Emit(new Knocked(1)); return Count(door);")]
    [InlineData("c.Emit(new Knocked(1)); var copy = door; return copy.Knocks;")]
    [InlineData("c.Emit(new Knocked(1)); Func<int> later = () => door.Knocks; return later();")]
    [InlineData("c.Emit(new Knocked(1)); int Local() => door.Knocks; return Local();")]
    [InlineData("c.Emit(new Knocked(1)); var (x, y) = (door.Knocks, 2); return x + y;")]
    [InlineData("c.Emit(new Knocked(1)); return new[] { 1, 2 }.Count(x => x == door.Knocks);")]
    [InlineData("if (b) c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("if (c.Emit(new Knocked(1)).Knocks > 2) return door.Knocks; return 0;")]
    [InlineData("var next = c.Emit(new Knocked(1)); return next.Knocks - door.Knocks;")]
    [InlineData("for (var i = 0; i < 3; i++) c.Emit(new Knocked(1 + door.Knocks)); return 0;", "c.Emit(new Knocked(1 + door.Knocks))")]
    [InlineData("while (door.Knocks < 3) c.Emit(new Knocked(1)); return 0;")]
    [InlineData("foreach (var x in new[] { 1, 2 }) { if (door.Knocks > x) c.Emit(new Knocked(1)); } return 0;")]
    [InlineData("try { c.Emit(new Knocked(1)); } finally { Count(door); } return 0;")]
    [InlineData("try { c.Emit(new Knocked(1)); Count(null!); } catch (Exception) { return door.Knocks; } return 0;")]
    [InlineData("using var scope = new MemoryStream(); c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("switch (b) { case true: c.Emit(new Knocked(1)); break; } return door.Knocks;")]
    [InlineData("var x = b ? c.Emit(new Knocked(1)) : null; return x is null ? 0 : door.Knocks;")]
    [InlineData("var alias = c; alias.Emit(new Knocked(1)); return door.Knocks;", "alias.Emit(new Knocked(1))")]
    [InlineData("Shout(c); return door.Knocks;", "Shout(c)")]
    [InlineData("ShoutLater(c); return door.Knocks;", "ShoutLater(c)")]
    [InlineData("c.ShoutAt(); return door.Knocks;", "c.ShoutAt()")]
    [InlineData("Shout(c); Shout(c); return door.Knocks;", "Shout(c)")]
    [InlineData("static void Go(UseCaseContext<Door> d) => d.Emit(new Knocked(1)); Go(c); return door.Knocks;", "Go(c)")]
    [InlineData("static int Go(UseCaseContext<Door> d, Door door) { d.Emit(new Knocked(1)); return door.Knocks; } return Go(c, door);", "d.Emit(new Knocked(1))")]
    [InlineData("ref var view = ref door; c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("door = c.Emit(new Knocked(1)); c.Emit(new Knocked(2)); return door.Knocks;", "c.Emit(new Knocked(2))")]
    [InlineData("var now = c.Emit(new Knocked(1)); c.Emit(new Knocked(2)); return now.Knocks;", "c.Emit(new Knocked(2))")]
    [InlineData("var now = c.Emit(new Knocked(1)); if (c.Emit(new Knocked(2)).Knocks > 1) return now.Knocks; return 0;", "c.Emit(new Knocked(2))")]
    public async Task A_state_from_before_an_event_that_is_read_after_it_is_reported_at_the_event(string body, string mark = Knock) =>
        Assert.Equal(["BUX1061: " + mark], await Analysis.MarksAsync(Source(body)));

    [Theory]
    [InlineData("door = c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("var n = door.Knocks; c.Emit(new Knocked(n)); return n;")]
    [InlineData("c.Emit(new Knocked(door.Knocks)); return 0;")]
    [InlineData("var before = door; c.Emit(new Knocked(1)); return before.Knocks;")]
    [InlineData("var before = door; door = c.Emit(new Knocked(1)); return door.Knocks - before.Knocks;")]
    [InlineData("c.Emit(new Knocked(1)); door = c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("for (var i = 0; i < 3; i++) door = c.Emit(new Knocked(1 + door.Knocks)); return door.Knocks;")]
    [InlineData("if (b) { c.Emit(new Knocked(1)); return 0; } return door.Knocks;")]
    [InlineData("if (b) c.Emit(new Knocked(1)); else return door.Knocks; return 0;")]
    [InlineData("door = b ? c.Emit(new Knocked(1)) : door; return door.Knocks;")]
    [InlineData("while (b) { door = b ? c.Emit(new Knocked(1)) : c.Emit(new Knocked(2)); } return door.Knocks;")]
    [InlineData("door = door switch { { Knocks: 1 } => c.Emit(new Knocked(1)), _ => door }; return door.Knocks;")]
    [InlineData("(door, var n) = (c.Emit(new Knocked(1)), 2); return door.Knocks + n;")]
    [InlineData("c.Emit(new Knocked(1)); return nameof(door).Length;")]
    [InlineData("Change(ref door, c); return door.Knocks;")]
    [InlineData("Make(out door, c); return door.Knocks;")]
    [InlineData("door = Shouted(c); return door.Knocks;")]
    [InlineData("Look(c); return door.Knocks;")]
    [InlineData("var one = c.Emit(new Knocked(1)); var two = c.Emit(new Knocked(2)); return two.Knocks - one.Knocks;")]
    [InlineData("var one = c.Emit(new Knocked(1)); one = c.Emit(new Knocked(2)); return one.Knocks;")]
    [InlineData("c.Emit(new Knocked(1)); throw new InvalidOperationException();")]
    [InlineData("static Door Go(UseCaseContext<Door> d) => d.Emit(new Knocked(1)); door = Go(c); return door.Knocks;")]
    public async Task Idiomatic_code_is_silent(string body) => Assert.Empty(await Analysis.MarksAsync(Source(body)));

    [Fact]
    public async Task A_nullable_and_a_struct_state_grow_old_too()
    {
        Assert.Equal(["BUX1061: " + Knock], await Analysis.MarksAsync(Source("c.Emit(new Knocked(1)); return door?.Knocks ?? 0;").Replace("Door door,", "Door? door,", StringComparison.Ordinal)));
        Assert.Equal(["BUX1061: " + Knock], await Analysis.MarksAsync(Source("c.Emit(new Knocked(1)); return door?.Knocks ?? 0;")
            .Replace("Door door,", "Door? door,", StringComparison.Ordinal).Replace("sealed record Door(", "readonly record struct Door(", StringComparison.Ordinal)));
        Assert.Equal(["BUX1061: " + Knock], await Analysis.MarksAsync(Source("c.Emit(new Knocked(1)); return door.Knocks;").Replace("Ask(Door door,", "Ask(in Door door,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_event_after_which_a_reading_may_come_is_reported_once() => Assert.Equal(
        ["BUX1061: c.Emit(new Knocked(2))", "BUX1061: c.Emit(new Knocked(3))"],
        await Analysis.MarksAsync(Source("c.Emit(new Knocked(1)); if (b) c.Emit(new Knocked(2)); else c.Emit(new Knocked(3)); return door.Knocks + door.Knocks;")));

    [Fact]
    public async Task The_fix_assigns_the_new_state() => await Fixing.CheckAsync<StateIsNotStale, AssignEmitted>(
        Source("""

                    // Twice.
                    {|BUX1061:c.Emit(new Knocked(door.Knocks))|}; // One.
                    _ = {|BUX1061:c.Emit(new Knocked(door.Knocks))|};
                    if (door.Knocks > 1) {|BUX1061:Shouted(c)|};
                    return door.Knocks;
            """),
        Source("""

                    // Twice.
                    door = c.Emit(new Knocked(door.Knocks)); // One.
                    door = c.Emit(new Knocked(door.Knocks));
                    if (door.Knocks > 1) door = Shouted(c);
                    return door.Knocks;
            """));

    [Fact]
    public async Task The_fix_assigns_a_nullable_parameter_and_a_local_whose_name_is_a_keyword() => await Fixing.CheckAsync<StateIsNotStale, AssignEmitted>(
        Source("""

                    {|BUX1061:c.Emit(new Knocked(1))|};
                    var @new = door;
                    @new = c.Emit(new Knocked(2));
                    {|BUX1061:c.Emit(new Knocked(3))|};
                    return @new.Knocks;
            """).Replace("Ask(Door door,", "Ask(Door? door,", StringComparison.Ordinal),
        Source("""

                    door = c.Emit(new Knocked(1));
                    var @new = door;
                    @new = c.Emit(new Knocked(2));
                    @new = c.Emit(new Knocked(3));
                    return @new.Knocks;
            """).Replace("Ask(Door door,", "Ask(Door? door,", StringComparison.Ordinal));

    [Theory]
    [InlineData("if ({|BUX1061:c.Emit(new Knocked(1))|}.Knocks > 3) return 0; return door.Knocks;")]
    [InlineData("{|BUX1061:Shout(c)|}; return door.Knocks;")]
    [InlineData("var next = {|BUX1061:c.Emit(new Knocked(1))|}; return next.Knocks - door.Knocks;")]
    public async Task Where_an_assignment_would_not_fit_there_is_no_fix(string body)
    {
        var test = Fixing.Test<StateIsNotStale, AssignEmitted>();
        test.TestState.Sources.Add(Analysis.Usings + Source(body));
        test.FixedState.Sources.Add(Analysis.Usings + Source(body));
        test.FixedState.MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Source(string body) => Doors.Service + Doors.Mutator + Doors.UseCases + $$"""
        public static class Rules
        {
            static int Ask(Door door, UseCaseContext<Door> c, bool b) {{{body}} }
            static int Count(Door door) => door.Knocks;
            static void Shout(UseCaseContext<Door> c) => c.Emit(new Knocked(9));
            static void ShoutLater(UseCaseContext<Door> c) => Shout(c);
            static void ShoutAt(this UseCaseContext<Door> c) => c.Emit(new Knocked(9));
            static Door Shouted(UseCaseContext<Door> c) => c.Emit(new Knocked(9));
            static void Change(ref Door door, UseCaseContext<Door> c) => door = c.Emit(new Knocked(9));
            static void Make(out Door door, UseCaseContext<Door> c) => door = c.Emit(new Knocked(9));
            static Guid Look(UseCaseContext<Door> c) => c.NewId();
        }
        """;
}
