using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests;

/// <summary>What holds for every rule: a page whose bad example breaks it, alone, and whose good example breaks none; ways to silence it.</summary>
public sealed partial class RuleTests
{
    private static readonly DiagnosticDescriptor[] Rules = [.. Analysis.All.SelectMany(each => each.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_breaks_the_rule_alone(string id)
    {
        var found = await Analysis.RunAsync(Example(id, "Bad"));

        Assert.Equal([id], found.Select(each => each.Id).Distinct());
        Assert.All(found, each => Assert.DoesNotMatch("[{][0-9]", each.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_breaks_no_rule_of_analyzers_or_generator(string id)
    {
        var example = Example(id, "Good");

        Assert.Empty(await Analysis.RunAsync(example));
        CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Analysis.Parsing)
            .RunGeneratorsAndUpdateCompilation(example, out _, out var generated, TestContext.Current.CancellationToken);
        Assert.Empty(generated);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_rule_is_silenced_by_pragma_attribute_and_options(string id)
    {
        var bad = Example(id, "Bad");
        var tree = bad.SyntaxTrees.Single();

        var pragma = bad.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From($"#pragma warning disable {id}\n{tree}")));
        Assert.Empty(await Analysis.RunAsync(pragma));
        var attribute = bad.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Bux\", \"{id}\", Scope = \"module\")]", Analysis.Parsing));
        Assert.Empty(await Analysis.RunAsync(attribute));
        var options = bad.WithOptions(bad.Options.WithSyntaxTreeOptionsProvider(new Severity(id, ReportDiagnostic.Suppress)));
        Assert.Empty(await Analysis.RunAsync(options));
        var error = bad.WithOptions(bad.Options.WithSyntaxTreeOptionsProvider(new Severity(id, ReportDiagnostic.Error)));
        Assert.All(await Analysis.RunAsync(error), each => Assert.Equal(DiagnosticSeverity.Error, each.Severity));
    }

    [Fact]
    public void Ids_are_unique_and_have_one_descriptor_each()
    {
        var all = Analysis.All.SelectMany(each => each.SupportedDiagnostics).Distinct().ToArray();

        Assert.Equal(all.Length, all.Select(rule => rule.Id).Distinct().Count());
        Assert.All(all, rule => Assert.Matches("^BUX1[0-9]{3}$", rule.Id));
        Assert.All(all, rule => Assert.Equal($"https://github.com/bux-dotnet/bux/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri));
        Assert.All(all, rule => Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(Page(rule.Id)), StringComparison.Ordinal));
        Assert.All(all, rule => Assert.Contains($"{rule.DefaultSeverity.ToString().Replace("Info", "Suggestion", StringComparison.Ordinal)}. The message: `{rule.MessageFormat}`", File.ReadAllText(Page(rule.Id)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_lists_every_page()
    {
        var index = File.ReadAllText(Page("README"));

        foreach (var page in Directory.GetFiles(Path.GetDirectoryName(Page("README"))!, "BUX*.md"))
        {
            var heading = Heading().Match(File.ReadAllText(page));
            Assert.Contains($"| [{heading.Groups[1]}]({heading.Groups[1]}.md) | {heading.Groups[2]} | {heading.Groups[3].Value.ToLowerInvariant()} |\n", index, StringComparison.Ordinal);
        }

        Assert.Equal(index.Split("| [BUX").Length - 1, Directory.GetFiles(Path.GetDirectoryName(Page("README"))!, "BUX*.md").Length);
    }

    [Fact]
    public void Every_fix_is_for_a_rule_that_there_is_and_can_fix_all()
    {
        var fixes = Assembly.Load("Bux.CodeFixes").GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!).ToArray();

        Assert.All(fixes, fix => Assert.NotNull(fix.GetFixAllProvider()));
        Assert.Empty(fixes.SelectMany(fix => fix.FixableDiagnosticIds)
            .Except(Rules.Concat(new Generators.Locking.ContractLockAnalyzer().SupportedDiagnostics).Select(rule => rule.Id)));
    }

    private static CSharpCompilation Example(string id, string title)
    {
        var page = File.ReadAllText(Page(id));
        var code = Code().Match(page[page.IndexOf($"## {title}", StringComparison.Ordinal)..]).Groups[1].Value;
        var compilation = Analysis.Compilation(Analysis.Usings + code);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static string Page(string id, [System.Runtime.CompilerServices.CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "docs", "rules", id + ".md");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^# (BUX[0-9]+): (.*)\n\n([A-Z][a-z]+)\\.")]
    private static partial Regex Heading();

    /// <summary>What <c>dotnet_diagnostic.ID.severity</c> in an <c>.editorconfig</c> becomes.</summary>
    private sealed class Severity(string rule, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellation) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string id, CancellationToken cancellation, out ReportDiagnostic value)
        {
            value = severity;
            return id == rule;
        }

        public override bool TryGetGlobalDiagnosticValue(string id, CancellationToken cancellation, out ReportDiagnostic value)
        {
            value = severity;
            return false;
        }
    }
}
