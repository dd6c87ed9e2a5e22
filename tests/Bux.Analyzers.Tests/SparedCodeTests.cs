namespace Bux.Analyzers.Tests;

/// <summary>What the clean corpus may do is spared; what is only like it is reported all the same.</summary>
public sealed class SparedCodeTests
{
    [Theory]
    [InlineData("var most = 0; var who = \"\"; foreach (var (key, value) in s.Stock) { if (value > most) { most = value; who = key; } } return new(who, s.Stock);")]
    [InlineData("var most = 0; var last = 0; foreach (var (key, value) in s.Stock) if (value > most) last = value; return new(\"\" + (char)last, s.Stock);")]
    [InlineData("var last = 0; foreach (var (key, value) in s.Stock) if (value > last) last = key.Length; return new(\"\" + (char)last, s.Stock);")]
    [InlineData("var names = new List<string>(); foreach (var (key, _) in s.Stock) names.Add(key); var first = names[0]; names.Sort(StringComparer.Ordinal); return new(first, s.Stock);")]
    [InlineData("var names = new List<string>(); foreach (var (key, _) in s.Stock) names.Add(key); return new(names[0], s.Stock);")]
    [InlineData("var names = new List<string>(); var others = new List<string>(); foreach (var (key, _) in s.Stock) names.Add(key); others.Sort(StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("var names = new List<string>(); foreach (var (key, _) in s.Stock) names.Add(key); if (e.Count > 1) names.Sort(StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("var names = new List<string>(); names.Sort(StringComparer.Ordinal); foreach (var (key, _) in s.Stock) names.Add(key); return new(names[0], s.Stock);")]
    [InlineData("var names = s.Stock.Keys.ToList(); var first = names[0]; names.Sort(StringComparer.Ordinal); return new(first, s.Stock);")]
    [InlineData("var names = s.Stock.Keys.ToArray(); if (e.Count > 1) Array.Sort(names, StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("string[] names = [.. s.Stock.Keys]; return new(names[0], s.Stock);")]
    [InlineData("foreach (var (key, value) in s.Stock) { if (value > 1) return s with { Id = \"a\" }; if (value < 1) return s; } return s;")]
    [InlineData("foreach (var (key, value) in s.Stock) { if (value > 1) return s with { Id = key }; } return s;")]
    [InlineData("foreach (var (key, _) in s.Stock) { if (s.Stock.TryGetValue(key, out var value)) return s with { Id = new string('a', value) }; } return s;")]
    [InlineData("var n = 0; foreach (var (key, value) in s.Stock) { n++; if (value > 1) return s with { Id = new string('a', n) }; } return s;")]
    [InlineData("var set = new HashSet<string>(); foreach (var (key, value) in s.Stock) { set.Add(key); if (value > 1) return s with { Id = new string('a', set.Count) }; } return s;")]
    [InlineData("foreach (var (key, value) in s.Stock) { if (value > 1) return s; s = s with { Id = key }; } return s;")]
    public Task An_order_that_is_not_made_afterwards_is_reported(string body) => IsReportedAsync("BUX1006", body);

    [Theory]
    [InlineData("try { throw new InvalidOperationException($\"{e.Count}\"); } catch (InvalidOperationException caught) { return new(caught.Message, s.Stock); }")]
    [InlineData("var bug = new InvalidOperationException($\"{e.Count}\"); return new(bug.Message, s.Stock);")]
    [InlineData("var text = $\"{e.Count}\"; return text.Length > 20 ? throw new InvalidOperationException(text) : new(text, s.Stock);")]
    [InlineData("return new(new StringBuilder().Append(e.Count).ToString(), s.Stock);")]
    [InlineData("return new(new StringBuilder().Insert(0, e.Count).ToString(), s.Stock);")]
    public Task A_text_that_may_reach_the_state_is_reported(string body) => IsReportedAsync("BUX1003", body);

    [Theory]
    [InlineData("return new(new string('a', s.GetHashCode() & 7), s.Stock);")]
    [InlineData("return new(new string('a', e.GetHashCode() & 7), s.Stock);")]
    [InlineData("return new(new string('a', HashCode.Combine(e.Count) & 7), s.Stock);")]
    public Task A_hash_code_that_somebody_asks_for_is_reported(string body) => IsReportedAsync("BUX1002", body);

    [Theory]
    [InlineData("throw new InvalidOperationException($\"{e.Count} of {s.Stock.Count} \" + e.Count + string.Format(\"{0}\", e.Count));")]
    [InlineData("var names = new List<string>(); foreach (var (key, _) in s.Stock) { if (key.Length > 0) { names.Add(key); } } names.Sort(StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("var most = 0; foreach (var (_, value) in s.Stock) { if (most < value) most = value; } return new(new string('a', most), s.Stock);")]
    [InlineData("return new(new StringBuilder().Append('a', e.Count).Append(s.Id, 0, e.Count).Insert(e.Count, 'b').ToString(), s.Stock);")]
    [InlineData("foreach (var (_, value) in s.Stock) { if (value > e.Count) return s with { Id = \"big\" }; } return s;")]
    [InlineData("var next = s with { Id = \"big\" }; foreach (var (_, value) in s.Stock) { if (value > e.Count) return next; if (value < 0) return next; } return s;")]
    [InlineData("var next = s.Stock.ToBuilder(); int[] limits = [1, 2]; foreach (var (key, value) in s.Stock) next[key] = limits.Count(limit => limit < value); return s with { Stock = next.ToImmutable() };")]
    [InlineData("var names = s.Stock.Keys.ToList(); names.Sort(StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("string[] names = [.. s.Stock.Keys]; Array.Sort(names, StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("var names = new List<string>(s.Stock.Keys); names.Sort(StringComparer.Ordinal); return new(names[0], s.Stock);")]
    [InlineData("var steps = new Dictionary<int, Func<Storage, Storage>> { [1] = x => x, [2] = x => x with { Id = \"\" } }; return steps[e.Count](s);")]
    [InlineData("return Machine.Steps[e.Count](Machine.Step(s));")]
    public async Task Code_whose_result_is_always_the_same_is_not(string body) => Assert.Empty(await MarksAsync(body));

    [Theory]
    [InlineData("return Impure.Steps[e.Count](s);", "BUX1002")]
    [InlineData("return Impure.Step(s);", "BUX1002")]
    [InlineData("var steps = new Func<Storage, Storage>[] { x => x with { Id = Guid.NewGuid().ToString() } }; return steps[e.Count](s);", "BUX1002")]
    [InlineData("return e.Step(s);", "BUX1008")]
    [InlineData("var steps = new[] { e.Step }; return steps[0](s);", "BUX1008")]
    public Task A_delegate_that_does_more_is_reported(string body, string id) => IsReportedAsync(id, body);

    private static async Task IsReportedAsync(string id, string body) => Assert.Contains(await MarksAsync(body), mark => mark.StartsWith(id, StringComparison.Ordinal));

    private static Task<string[]> MarksAsync(string body) => Analysis.MarksAsync($$"""
        [State("stock")] public sealed record Storage(string Id, ImmutableDictionary<string, int> Stock)
        {
            public override int GetHashCode() => HashCode.Combine(Id, Stock.Count);
        }
        [DomainEvent(1)] public sealed record Counted(int Count) { public Func<Storage, Storage> Step { get; init; } = x => x; }
        public static class Machine
        {
            public static readonly Func<Storage, Storage> Step = x => x with { Id = "" };
            public static readonly ImmutableArray<Func<Storage, Storage>> Steps = [x => x, x => x with { Id = "" }];
        }
        public static class Impure
        {
            public static readonly Func<Storage, Storage> Step = x => x with { Id = DateTime.Now.ToString("O") };
            public static ImmutableArray<Func<Storage, Storage>> Steps { get; } = [x => x with { Id = Guid.NewGuid().ToString() }];
        }
        [StateMutator] public static class Mutator
        {
            public static Storage Apply(Storage s, Counted e) { {{body}} }
        }
        """);
}
