using Bux.Analyzers.Rules;
using Bux.CodeFixes;
using Microsoft.CodeAnalysis.Testing;

namespace Bux.Analyzers.Tests.Immutability;

/// <summary>The fix for changeable collections.</summary>
public sealed class ContentFixTests
{
    [Theory]
    [InlineData("List<string> ", "ImmutableArray<string> ", "new List<string>()", "[]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "new()", "[]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "[]", "[]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "new() { \"a\", \"b\" }", "[\"a\", \"b\"]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "[\"a\", .. Known]", "[\"a\", .. Known]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "Known.ToList()", "[.. Known]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "Known.Select(each => each + 1).ToList()", "[.. Known.Select(each => each + 1)]")]
    [InlineData("List<string> ", "ImmutableArray<string> ", "null!", "default")]
    [InlineData("List<string>? ", "ImmutableArray<string>? ", "null", "null")]
    [InlineData("List<string>? ", "ImmutableArray<string>? ", "Perhaps?.ToList()", "Perhaps?.ToList()?.ToImmutableArray()")]
    [InlineData("string[] ", "ImmutableArray<string> ", "Array.Empty<string>()", "[]")]
    [InlineData("string[] ", "ImmutableArray<string> ", "new[] { \"a\" }", "[\"a\"]")]
    [InlineData("string[] ", "ImmutableArray<string> ", "new string[] { \"a\", \"b\" }", "[\"a\", \"b\"]")]
    [InlineData("string[] ", "ImmutableArray<string> ", "\"a,b\".Split(',')", "[.. \"a,b\".Split(',')]")]
    [InlineData("ICollection<string> ", "ImmutableArray<string> ", "new HashSet<string> { \"a\" }", "[\"a\"]")]
    [InlineData("int[][] ", "ImmutableArray<ImmutableArray<int>> ", "new int[][] { new int[] { 1 }, new[] { 2 } }", "[[1], [2]]")]
    [InlineData("HashSet<string> ", "ImmutableHashSet<string> ", "new HashSet<string> { \"a\" }", "[\"a\"]")]
    [InlineData("Dictionary<string, int> ", "ImmutableDictionary<string, int> ", "new()", "ImmutableDictionary<string, int>.Empty")]
    [InlineData("Dictionary<string, int> ", "ImmutableDictionary<string, int> ", "new() { [\"a\"] = 1 }", "new Dictionary<string, int>() { [\"a\"] = 1 }.ToImmutableDictionary()")]
    [InlineData("Dictionary<string, int> ", "ImmutableDictionary<string, int> ", "Known.ToDictionary(each => each, each => 1)", "Known.ToDictionary(each => each, each => 1).ToImmutableDictionary()")]
    [InlineData("byte[] ", "ReadOnlyMemory<byte> ", "[]", "ReadOnlyMemory<byte>.Empty")]
    [InlineData("byte[] ", "ReadOnlyMemory<byte> ", "[1, 2]", "new byte[] { 1, 2 }")]
    [InlineData("byte[] ", "ReadOnlyMemory<byte> ", "new byte[3]", "new byte[3]")]
    public async Task The_member_and_what_it_is_given_fit_again(string type, string newType, string value, string newValue)
    {
        const string Opened = """
            [DomainEvent(1)]
            public sealed record Opened(string Id, TYPE{|BUX1021:Odd|})
            {
                public TYPE{|BUX1021:More|} { get; init; } = VALUE;

                internal static readonly IReadOnlyList<string> Known = ["x"];
                internal static readonly IReadOnlyList<string>? Perhaps = null;

                public static Opened One => new("", VALUE) { More = VALUE };

                public Opened Two => this with { Odd = VALUE };
            }
            """;
        static string Filled(string type, string value) => Opened.Replace("TYPE", type, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal);

        await CheckOnceAsync(Filled(type, value), Filled(newType, newValue).Replace("{|BUX1021:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal), 0);
    }

    [Theory]
    [InlineData("List<string>", "IReadOnlyList<string>", "new List<string>()", "[]")]
    [InlineData("List<string>", "IReadOnlyList<string>", "new()", "[]")]
    [InlineData("string[]?", "IReadOnlyList<string>?", "[\"a\"]", "[\"a\"]")]
    [InlineData("IList<string>", "IReadOnlyList<string>", "List", "[.. List]")]
    [InlineData("HashSet<string>", "IReadOnlySet<string>", "[]", "new HashSet<string>()")]
    [InlineData("HashSet<string>", "IReadOnlySet<string>", "[\"a\", \"b\"]", "new HashSet<string> { \"a\", \"b\" }")]
    [InlineData("ISet<string>", "IReadOnlySet<string>", "Set", "Set.ToHashSet()")]
    [InlineData("Dictionary<string, int>", "IReadOnlyDictionary<string, int>", "new() { [\"a\"] = 1 }", "new Dictionary<string, int>() { [\"a\"] = 1 }")]
    public Task One_can_choose_to_read_only(string type, string newType, string value, string newValue)
    {
        const string Opened = """
            [DomainEvent(1)]
            public sealed record Opened(string Id)
            {
                public TYPE ODD { get; init; } = VALUE;
                private static IList<string> List => [];
                private static ISet<string> Set => new HashSet<string>();
            }
            """;
        return CheckOnceAsync(
            Opened.Replace("TYPE", type, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal).Replace("ODD", "{|BUX1021:Odd|}", StringComparison.Ordinal),
            Opened.Replace("TYPE", newType, StringComparison.Ordinal).Replace("VALUE", newValue, StringComparison.Ordinal).Replace("ODD", "Odd", StringComparison.Ordinal),
            action: 1);
    }

    /// <summary>Many values, one way to apply the fix: the other tests try all ways.</summary>
    private static Task CheckOnceAsync(string before, string after, int action)
    {
        var test = Fixing.Test<DeepImmutability, ChangeableContentFix>();
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        test.CodeActionIndex = action;
        test.TestState.Sources.Add(Analysis.Usings + before);
        test.FixedState.Sources.Add(Analysis.Usings + after);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_constructor_parameter_that_is_stored_changes_with_its_property() => Fixing.CheckAsync<DeepImmutability, ChangeableContentFix>(
        ["""
        [DomainEvent(1)]
        public sealed class Opened
        {
            public Opened(string id, List<int> odd)
            {
                Id = id;
                Odd = odd;
            }

            public string Id { get; }
            public List<int> {|BUX1021:Odd|} { get; }
            public int Many => Odd.Count;
        }
        """, "internal static class Use { public static int Of() => new Opened(odd: new() { 1 }, id: \"\").Odd.Count + new Opened(\"\", new List<int>()).Odd.Count(each => each > 1); }"],
        ["""
        [DomainEvent(1)]
        public sealed class Opened
        {
            public Opened(string id, ImmutableArray<int> odd)
            {
                Id = id;
                Odd = odd;
            }

            public string Id { get; }
            public ImmutableArray<int> Odd { get; }
            public int Many => Odd.Length;
        }
        """, "internal static class Use { public static int Of() => new Opened(odd: [1], id: \"\").Odd.Length + new Opened(\"\", []).Odd.Count(each => each > 1); }"]);

    [Fact]
    public Task Base_calls_and_fields_are_adapted_too() => Fixing.CheckAsync<DeepImmutability, ChangeableContentFix>("""
        [DomainEvent(1)]
        public sealed record Opened(string Id) : Fact(new List<string> { "a" })
        {
            private readonly int[] {|BUX1021:_numbers|} = new[] { 1 };
            public Opened() : this("") => _numbers = new int[] { 2, 3 };
            public int First => _numbers[0];
        }

        public abstract record Fact(List<string> {|BUX1021:Notes|});
        """, """
        [DomainEvent(1)]
        public sealed record Opened(string Id) : Fact(["a"])
        {
            private readonly ImmutableArray<int> _numbers = [1];
            public Opened() : this("") => _numbers = [2, 3];
            public int First => _numbers[0];
        }

        public abstract record Fact(ImmutableArray<string> Notes);
        """);

    [Fact]
    public async Task The_using_comes_with_the_type()
    {
        var test = Fixing.Test<DeepImmutability, ChangeableContentFix>();
        test.TestState.Sources.Add("using System.Collections.Generic;\nusing Bux;\n\n[DomainEvent(1)]\npublic sealed record Opened(string Id, IReadOnlyList<List<int>?> {|BUX1021:Odd|});\n");
        test.FixedState.Sources.Add("using System.Collections.Generic;\nusing System.Collections.Immutable;\nusing Bux;\n\n[DomainEvent(1)]\npublic sealed record Opened(string Id, IReadOnlyList<ImmutableArray<int>?> Odd);\n");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public sealed record Opened(List<int> Odd) : IHolding; public interface IHolding { List<int> Odd { get; } }")]
    [InlineData("public sealed record Opened : Fact { public override List<int> Odd { get; init; } = []; } public abstract record Fact { public abstract List<int> Odd { get; init; } }")]
    public async Task A_member_whose_type_another_member_fixes_has_no_fix(string source)
    {
        var marked = "[DomainEvent(1)] " + source.Replace("List<int> Odd)", "List<int> {|BUX1021:Odd|})", StringComparison.Ordinal).Replace("override List<int> Odd", "override List<int> {|BUX1021:Odd|}", StringComparison.Ordinal);
        var test = Fixing.Test<DeepImmutability, ChangeableContentFix>();
        test.TestState.Sources.Add(Analysis.Usings + marked);
        test.TestState.MarkupHandling = MarkupMode.Allow;
        test.FixedState.Sources.Add(Analysis.Usings + marked);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
