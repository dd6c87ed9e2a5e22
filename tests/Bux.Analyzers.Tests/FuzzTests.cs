using System.Globalization;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests;

/// <summary>Half-typed code: tokens of the samples and of the corpora are deleted at random. Nothing crashes, whatever is left.</summary>
public sealed class FuzzTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("BUX_FUZZ"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 2000;

    [Fact]
    public async Task Code_with_missing_tokens_makes_no_analyzer_fail_and_no_generator()
    {
        var programs = Programs().ToArray();
        var tokens = programs.Select(program => program.SyntaxTrees.Select(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens().ToArray()).ToArray()).ToArray();
        Assert.NotEmpty(programs);

        await Parallel.ForEachAsync(Enumerable.Range(0, Rounds), TestContext.Current.CancellationToken, async (seed, cancellation) =>
        {
            var random = new Random(seed);
            var number = random.Next(programs.Length);
            var file = random.Next(tokens[number].Length);
            var mutant = Without(programs[number], programs[number].SyntaxTrees[file], [.. random.GetItems(tokens[number][file], random.Next(1, 4)).Distinct()]);

            var found = await Analysis.RunAsync(mutant);
            Assert.True(found.All(each => each.Id != "AD0001"), $"Seed {seed}: {found.FirstOrDefault(each => each.Id == "AD0001")?.GetMessage(CultureInfo.InvariantCulture)}\n{mutant.SyntaxTrees[file]}");
            CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Analysis.Parsing)
                .RunGeneratorsAndUpdateCompilation(mutant, out _, out var generated, cancellation);
            Assert.True(generated.All(each => each.Id is not ("CS8785" or "CS8784")), $"Seed {seed}: {string.Join("\n", generated)}");
        });
    }

    private static CSharpCompilation Without(CSharpCompilation program, SyntaxTree tree, SyntaxToken[] deleted)
    {
        var text = tree.ToString();
        foreach (var token in deleted.OrderByDescending(token => token.SpanStart)) text = text.Remove(token.SpanStart, token.Span.Length);
        return program.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Analysis.Parsing, tree.FilePath));
    }

    /// <summary>The KYC sample as one program, and each file of the corpora.</summary>
    private static IEnumerable<CSharpCompilation> Programs()
    {
        string Folder([System.Runtime.CompilerServices.CallerFilePath] string test = "") => Path.GetDirectoryName(test)!;
        var samples = Path.Combine(Folder(), "..", "..", "samples");
        string[] parts = ["Kyc.Contracts", "Kyc.BrokerAccounts", "Kyc.Backoffice"];
        yield return Analysis.Compilation([.. parts.SelectMany(part => Directory.GetFiles(Path.Combine(samples, part), "*.cs")).Order(StringComparer.Ordinal).Select(File.ReadAllText), "global using System;"]);
        foreach (var file in Directory.GetFiles(Path.Combine(Folder(), "Corpus"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            yield return Analysis.Compilation(Analysis.Usings + File.ReadAllText(file));
        }
    }
}
