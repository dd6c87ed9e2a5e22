using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests.Immutability;

/// <summary>What is half typed is read without a crash.</summary>
public sealed class BrokenSourceTests
{
    private const string Source = """
        [Command] public sealed record Open([EntityKey] string Id, List<Page<int[]>> Pages) : ICommand<Answer>;
        public sealed class Answer(int count) : Fact<string[]> { public int Next() => count++; public (int A, List<int> B) Pair { get; set; } }
        public abstract class Fact<T> { internal T? Item; private int _n; public ref int N => ref _n; public event Action? Changed; }
        public record struct Page<T>(T Item, Func<T>? Make) { [System.ComponentModel.ImmutableObject(true)] private object? _o = null; public int this[int i] { get => i; set { } } }
        [State("s")] public sealed class Account { public Dictionary<string, Open?>? All; public IShape Shape { get; private set; } = null!; }
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Round), "round")] public interface IShape { int Corners { get; set; } }
        public sealed record Round : IShape { int IShape.Corners { get; set; } private int x; public void Go() { (x, _) = (1, 2); ref var y = ref x; } }
        public sealed record Closed(string Id) : Rejection("closed", Id);
        [Projection("rows")] public static class Rows { public static Row? On(Open e, Row? row) => row; }
        public sealed record Row(Lazy<int> Late, dynamic Any);
        """;

    [Fact]
    public async Task A_token_that_is_missing_crashes_nothing()
    {
        var whole = CSharpSyntaxTree.ParseText(Analysis.Usings + Source, Analysis.Parsing);
        var start = Analysis.Usings.Length;
        var tokens = (await whole.GetRootAsync(TestContext.Current.CancellationToken)).DescendantTokens().Where(token => token.SpanStart >= start && token.Span.Length > 0).ToArray();
        for (var i = 0; i < tokens.Length; i += 7)
        {
            var text = whole.ToString().Remove(tokens[i].SpanStart, tokens[i].Span.Length);
            Assert.DoesNotContain(await Analysis.RunAsync(Analysis.Compilation(text), new DeepImmutability()), each => each.Id == "AD0001");
        }
    }
}
