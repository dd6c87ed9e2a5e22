using System.Text.RegularExpressions;
using Bux.Analyzers.Rules;

namespace Bux.Analyzers.Tests;

/// <summary>A corpus of mutators that are not pure, each in another way: every one is reported on its line, and nothing else is.</summary>
public sealed partial class ImpureCorpusTests
{
    [Theory]
    [InlineData("Changes.cs")]
    [InlineData("World.cs")]
    public async Task Every_impure_mutator_is_reported_at_its_line(string name)
    {
        var source = Text(name);
        var compilation = Analysis.Compilation(Analysis.Usings + Text("Model.cs"), Analysis.Usings + source, Events);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));

        var found = await Analysis.RunAsync(compilation, new EffectAnalyzer());

        var before = Analysis.Usings.Count(letter => letter == '\n');
        var reported = found.Where(each => each.Location.SourceTree!.FilePath == "File1.cs")
            .Select(each => (Line: each.Location.GetLineSpan().StartLinePosition.Line - before + 1, each.Id)).OrderBy(each => each.Line).ThenBy(each => each.Id, StringComparer.Ordinal)
            .Select(each => $"{each.Line} {each.Id}: {source.Split('\n')[each.Line - 1].Trim()}").ToArray();
        var expected = source.Split('\n').SelectMany((line, number) => Id().Matches(line[(line.IndexOf("//", StringComparison.Ordinal) + 1)..])
            .Select(match => $"{number + 1} {match.Value}: {line.Trim()}")).ToArray();
        Assert.True(expected.SequenceEqual(reported), $"Not reported:\n{string.Join("\n", expected.Except(reported))}\nReported without need:\n{string.Join("\n", reported.Except(expected))}\nTwice: {string.Join("\n", reported.GroupBy(each => each).Where(group => group.Count() != expected.Count(each => each == group.Key)).Select(group => group.Key))}");
    }

    [Fact]
    public void The_corpus_has_more_than_120_impure_mutators() =>
        Assert.InRange(Line().Count(Text("Changes.cs")) + Line().Count(Text("World.cs")), 120, int.MaxValue);

    /// <summary>Events to tell the cases apart; each holds the one that the model declares.</summary>
    private static string Events => Analysis.Usings + string.Concat(Enumerable.Range(1, 40).Select(number => $"[DomainEvent(1)] public sealed record A{number:00}(Happened Source, int Number);\n"));

    private static string Text(string name, [System.Runtime.CompilerServices.CallerFilePath] string test = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(test)!, "Corpus", "Impure", name));

    [GeneratedRegex("BUX1[0-9]{3}")]
    private static partial Regex Id();

    [GeneratedRegex("Apply\\(Thing s, .*// BUX1")]
    private static partial Regex Line();
}
