using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>Every rule has a page whose bad example breaks it, alone, and whose good example breaks none.</summary>
public sealed partial class RuleTests
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Threading.Tasks;\nusing Bux;\n";

    /// <summary>An assembly that was compiled without the generator.</summary>
    private static readonly MetadataReference Legacy = Plain("""
        using Bux;
        [assembly: ServiceContracts("legacy")]
        namespace Legacy;
        [DomainEvent(1)] public sealed record Opened(string Id);
        [State("legacy")] public sealed record Customer(string Id);
        """);

    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_example_breaks_the_rule_alone(string id)
    {
        var result = Compiling.Run(Example(id, "Bad"));

        Assert.Equal([id], result.Diagnostics.Select(each => each.Id).Distinct());
        Assert.All(result.Diagnostics, each => Assert.DoesNotContain('{', each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_good_example_breaks_no_rule_and_compiles(string id)
    {
        var example = Example(id, "Good");

        Assert.Empty(Compiling.Run(example).Diagnostics);
        Assert.Empty(Compiling.WithOutput(example).GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        Assert.Empty(Compiling.ComplaintsAboutOutput(example));
    }

    [Fact]
    public void Ids_are_unique_and_their_pages_are_linked()
    {
        var rules = DiagnosticDescriptors.All.ToArray();

        Assert.Equal(rules.Length, rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(rules, rule => Assert.Equal($"https://github.com/bux-dotnet/bux/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri));
        Assert.All(rules, rule => Assert.Contains(rule.Title.ToString(), File.ReadAllText(Page(rule.Id)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_warning_is_silenced_by_a_pragma_and_by_the_project_s_options()
    {
        const string Source = """
            using System.Text.Json.Serialization; using Bux;
            [assembly: ServiceContracts("s")]
            #pragma warning disable BUX0045
            [DomainEvent(1)] public sealed record Opened(string Id, [property: JsonPropertyOrder(1)] int Odd);
            #pragma warning restore BUX0045
            """;

        Assert.Empty(Reported(Compiling.Compilation(Source)));
        var loud = Compiling.Compilation(Source.Replace("#pragma warning disable BUX0045", "", StringComparison.Ordinal));
        Assert.Equal(("BUX0045", DiagnosticSeverity.Warning), (Reported(loud).Single().Id, Reported(loud).Single().Severity));
        Assert.Empty(Reported(loud.WithOptions(loud.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create("BUX0045", ReportDiagnostic.Suppress)]))));
        var error = loud.WithOptions(loud.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create("BUX0045", ReportDiagnostic.Error)]));
        Assert.Equal(DiagnosticSeverity.Error, Reported(error).Single().Severity);
    }

    private static Diagnostic[] Reported(Compilation compilation)
    {
        Compiling.Driver().RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics, TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(each => !each.IsSuppressed)];
    }

    private static Compilation Example(string id, string title)
    {
        var page = File.ReadAllText(Page(id));
        var code = Code().Match(page[page.IndexOf($"## {title}", StringComparison.Ordinal)..]).Groups[1].Value;
        return Compiling.Compilation("Example", [Usings + code], Legacy);
    }

    private static string Page(string id, [System.Runtime.CompilerServices.CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "docs", "rules", id + ".md");

    private static MetadataReference Plain(string source)
    {
        using var stream = new MemoryStream();
        Assert.True(Compiling.Compilation("Legacy", [source]).Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
