using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Tests;

/// <summary>What the generator remembers from an edit to the next is never anything else than what it would read anew.</summary>
public sealed class DeclarationMemoryTests
{
    private const int Edits = 120;

    /// <summary>A base type, a constant and members of other files: whatever a shape can depend on.</summary>
    private static readonly string[] Sources =
    [
        .. Kyc.All,
        """
        namespace Kyc.Far { public static class Names { public const string Code = "far-away"; public const int Limit = 7; } }
        """,
        """
        using Bux;
        namespace Kyc.Near;
        public abstract record Base(string First);
        public enum Level { Low, High }
        public partial record Half { public int Left { get; init; } }
        [DomainEvent(1)] public sealed record Derived(string First, Level Level, int Limit = Kyc.Far.Names.Limit) : Base(First) { public int Computed => Limit; }
        [DomainEvent(2)] public sealed record Mentions(Half Half, Base? None = null);
        public sealed record Far(int X) : Rejection(Kyc.Far.Names.Code, "It is far.");
        """,
        "namespace Kyc.Near; public partial record Half { public int Right { get; init; } }",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_any_edit_the_output_is_that_of_a_fresh_run(int seed)
    {
        var random = new Random(seed);
        var texts = Sources.ToArray();
        var compilation = Compiling.Compilation(texts);
        var driver = Compiling.Driver().RunGenerators(compilation);
        for (var edit = 0; edit < Edits; edit++)
        {
            var file = random.Next(texts.Length);
            texts[file] = random.Next(3) == 0 ? Sources[file] : Change(texts[file], random);
            var old = compilation.SyntaxTrees[file];
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(texts[file], (CSharpParseOptions)old.Options, old.FilePath));
            driver = driver.RunGenerators(compilation);

            Assert.True(Output(driver) == Output(Compiling.Driver().RunGenerators(Compiling.Compilation(texts))), $"Seed {seed}, edit {edit}, file {file}:\n{texts[file]}");
        }
    }

    [Fact]
    public void A_constant_of_another_file_is_read_again()
    {
        var compilation = Compiling.Compilation(Sources);
        var driver = Compiling.Driver().RunGenerators(compilation);
        var old = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains("far-away", StringComparison.Ordinal));
        var edited = CSharpSyntaxTree.ParseText(old.ToString().Replace("far-away", "farther", StringComparison.Ordinal).Replace("= 7", "= 8", StringComparison.Ordinal), (CSharpParseOptions)old.Options, old.FilePath);
        var output = Output(driver.RunGenerators(compilation.ReplaceSyntaxTree(old, edited)));

        Assert.Contains("\"farther\"", output, StringComparison.Ordinal);
        Assert.Contains("limit = (int)(8)", output, StringComparison.Ordinal);
    }

    /// <summary>Takes a token away, puts another one in its place, doubles it, or adds white space and comments.</summary>
    private static string Change(string text, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToArray();
        if (tokens.Length == 0) return text;
        var token = tokens[random.Next(tokens.Length)];
        var replacement = random.Next(6) switch
        {
            0 => "",
            1 => tokens[random.Next(tokens.Length)].Text,
            2 => $"{token.Text} {token.Text}",
            3 => $"/* a comment */ {token.Text}",
            4 => $"\n\n{token.Text}\n",
            _ => $"\n#nullable disable\n{token.Text}",
        };
        return text[..token.SpanStart] + replacement + text[token.Span.End..];
    }

    private static string Output(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Concat(result.GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText))
            + string.Join("\n", result.Diagnostics.Select(each => each.ToString()));
    }
}
