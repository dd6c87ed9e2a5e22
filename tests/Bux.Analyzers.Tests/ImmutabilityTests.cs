namespace Bux.Analyzers.Tests;

/// <summary>
/// Objects that cannot change come from nowhere, so what is filled with them stays its maker's own. What only looks as if it could not change
/// is still followed.
/// </summary>
public sealed class ImmutabilityTests
{
    [Theory]
    [InlineData("public sealed record Opened(string Id, List<int> Items);", "e.Items.Add(1);")]
    [InlineData("public sealed record Opened(string Id, ImmutableArray<List<int>> Items);", "e.Items[0].Add(1);")]
    [InlineData("public sealed record Opened(string Id, (int A, List<int> B) Pair);", "e.Pair.B.Add(1);")]
    [InlineData("public sealed record Opened(string Id, KeyValuePair<int, int[]> Pair);", "e.Pair.Value[0] = 1;")]
    [InlineData("public sealed record Opened(string Id) { public int Count { get; set; } }", "e.Count = 1;")]
    [InlineData("public sealed record Opened(string Id) { public int Count; }", "e.Count++;")]
    [InlineData("public sealed record Opened(string Id) { private int _count; public int Next() => ++_count; }", "e.Next();")]
    [InlineData("public sealed record Opened(string Id) { private readonly int[] _counts = [0]; public int Next() => ++_counts[0]; }", "e.Next();")]
    [InlineData("public sealed record Opened(string Id, Counter Counter); public sealed class Counter(int start) { public int Next() => ++start; }", "e.Counter.Next();")]
    [InlineData("public sealed record Opened(string Id, Part Part); public record Part(string Id); public sealed record Counted(string Id) : Part(Id) { public int Count { get; set; } }", "((Counted)e.Part).Count++;")]
    [InlineData("public sealed record Opened(string Id, Part Part); public record Part(string Id) { public int Count { get; set; } } public sealed record Counted(string Id) : Part(Id);", "e.Part.Count++;")]
    [InlineData("public sealed record Opened(string Id, object Part);", "((int[])e.Part)[0] = 1;")]
    [InlineData("public sealed record Opened(string Id, IReadOnlyList<int> Items);", "((List<int>)e.Items).Add(1);")]
    [InlineData("public sealed record Opened(string Id, Box<List<int>> Box); public sealed record Box<T>(T Content);", "e.Box.Content.Add(1);")]
    [InlineData("public sealed record Opened(string Id, Tree Tree); public sealed record Tree(Tree? Left, List<Tree> Others);", "e.Tree.Left!.Others.Clear();")]
    [InlineData("public sealed record Opened(string Id, int[] Items);", "e.Items.AsSpan()[1..].Clear();")]
    [InlineData("public sealed record Opened(string Id, int[] Items);", "e.Items.AsSpan().Slice(1).Fill(2);")]
    [InlineData("public sealed record Opened(string Id, int[][] Items);", "var copy = e.Items[1..]; copy[0][0] = 1;")]
    [InlineData("public sealed record Opened(string Id, StringBuilder Text);", "e.Text.Append('a').Append('b');")]
    public async Task A_change_of_what_an_event_holds_is_reported(string declaration, string change) =>
        Assert.Contains(await MarksAsync(declaration, change), mark => mark.StartsWith("BUX1001", StringComparison.Ordinal));

    [Fact]
    public async Task An_immutable_array_that_is_opened_is_reported() => Assert.Contains(
        await MarksAsync("public sealed record Opened(string Id, ImmutableArray<int> Items);", "System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(e.Items)![0] = 1;"),
        mark => mark.StartsWith("BUX1007", StringComparison.Ordinal));

    [Fact]
    public async Task A_static_struct_that_refers_to_a_list_is_reported() => Assert.Contains(
        await MarksAsync(
            "public sealed record Opened(string Id); public static class Tables { public static readonly (int From, List<int> To) Row = (1, []); public static readonly ImmutableArray<(int, int)> Fine = [(1, 2)]; }",
            "if (Tables.Fine[0].Item1 + Tables.Row.To.Count > 2) return s;"),
        mark => mark == "BUX1005: Tables.Row");

    [Theory]
    [InlineData("public sealed record Opened(string Id, ImmutableArray<Line> Lines); public sealed record Line(string Sku, Line? Inner);",
        "var groups = new Dictionary<string, List<Line>>(); foreach (var line in e.Lines) { if (!groups.TryGetValue(line.Sku, out var list)) groups[line.Sku] = list = [line]; list.Add(line); }")]
    [InlineData("public sealed record Opened(string Id, Shape Shape); public abstract record Shape { public sealed record Round(int R) : Shape; public sealed record Many(ImmutableList<Shape> All) : Shape; }",
        "var stack = new Stack<List<Shape>>(); stack.Push([e.Shape]); stack.Peek().Add(e.Shape); stack.Pop().Clear();")]
    [InlineData("public sealed record Opened(string Id, IReadOnlyList<string> Items);", "var items = e.Items.ToArray(); items.AsSpan(1).Reverse(); var rest = items[1..]; rest[0] = \"\";")]
    [InlineData("public sealed record Opened(string Id, ReadOnlyMemory<byte> Bytes);", "var bytes = e.Bytes.ToArray(); Array.Resize(ref bytes, 4); bytes[0] = 1;")]
    [InlineData("public sealed record Opened(string Id, IReadOnlyList<string> Items);", "var items = e.Items.ToArray(); Array.Resize(ref items, 4); items[0] = \"\";")]
    [InlineData("public sealed record Opened(string Id, decimal Price);", "new StringBuilder().Append(CultureInfo.InvariantCulture, $\"{e.Price}\").Append(e.Id).Insert(0, 'x');")]
    [InlineData("public sealed record Opened(string Id);", "if (s.GetType().Name.Length == 0) throw new InvalidOperationException(e.GetType().Name);")]
    public async Task A_change_of_the_mutators_own_is_not(string declaration, string change) =>
        Assert.DoesNotContain(await MarksAsync(declaration, change), mark => mark.StartsWith("BUX100", StringComparison.Ordinal));

    [Theory]
    [InlineData("private readonly List<decimal> _all = [];", "_all.Add(policy.Price());", false)]
    [InlineData("public Dictionary<string, decimal> All { get; } = new(StringComparer.Ordinal);", "All[\"a\"] = policy.Price();", false)]
    [InlineData("private readonly List<decimal> _all = policy.All;", "_all.Add(1);", true)]
    [InlineData("private List<decimal> _all = []; public void Take() => _all = policy.All;", "_all.Add(1);", true)]
    [InlineData("private readonly List<decimal> _all = []; public Plan(Policy policy, int n) : this(policy) { _all = policy.All; }", "_all.Add(1);", true)]
    [InlineData("private readonly List<List<decimal>> _all = [policy.All];", "_all[0].Add(1);", true)]
    [InlineData("public List<decimal> All { get; init; } = [];", "All.Add(1);", true)]
    [InlineData("private List<decimal> All => policy.All;", "All.Add(1);", true)]
    public async Task A_list_that_an_object_makes_for_itself_belongs_to_whoever_made_the_object(string member, string change, bool isReported)
    {
        var marks = await Analysis.MarksAsync($$"""
            [State("accounts")] public sealed record Account(string Id);
            [Command] public sealed record Go([property: EntityKey] string Id) : ICommand;
            public class Policy { public List<decimal> All { get; set; } = []; public decimal Price() => All.Sum(); }
            public sealed class Plan(Policy policy) { {{member}} public void Add() { {{change}} } public decimal Rest() => policy.Price(); }
            [UseCase] public sealed class Going(Policy policy)
            {
                public void Handle(Go command, Account account, UseCaseContext<Account> context) { var plan = new Plan(policy); plan.Add(); }
            }
            """);

        Assert.Equal(isReported, marks.Any(mark => mark.StartsWith("BUX1043", StringComparison.Ordinal)));
    }

    private static Task<string[]> MarksAsync(string declaration, string change) => Analysis.MarksAsync($$"""
        [State("accounts")] public sealed record Account(string Id);
        [DomainEvent(1)] {{declaration}}
        [StateMutator] public static class Mutator
        {
            public static Account Create(Opened e) => new(e.Id);
            public static Account Apply(Account s, Opened e) { {{change}} return s; }
        }
        """);
}
