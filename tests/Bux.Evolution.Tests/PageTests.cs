using System.Text.RegularExpressions;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;

namespace Bux.Evolution.Tests;

/// <summary>Every rule of the lock has a page whose bad example breaks it, alone, and whose good example breaks none.</summary>
public sealed partial class PageTests
{
    private static readonly DiagnosticDescriptor[] Rules = [.. new ContractLockAnalyzer().SupportedDiagnostics];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_breaks_the_rule_alone(string id) => Assert.Equal([id], (await Example(id, "Bad")).Select(each => each.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_breaks_no_rule(string id) => Assert.Empty((await Example(id, "Good")).Select(Locking.Text));

    [Fact]
    public void Pages_say_what_the_rules_say()
    {
        Assert.Equal(Rules.Length, Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Rules, rule => Assert.Matches("^BUX2[0-9]{3}$", rule.Id));
        Assert.All(Rules, rule => Assert.Equal($"https://github.com/bux-dotnet/bux/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri));
        Assert.All(Rules, rule => Assert.StartsWith(
            $"# {rule.Id}: {rule.Title}\n\n{rule.DefaultSeverity}. The message: `{rule.MessageFormat}`\n", File.ReadAllText(Page(rule.Id)), StringComparison.Ordinal));
    }

    private static async Task<Diagnostic[]> Example(string id, string title)
    {
        var page = File.ReadAllText(Page(id));
        var section = page[page.IndexOf($"## {title}", StringComparison.Ordinal)..];
        var end = section.IndexOf("\n## ", StringComparison.Ordinal);
        if (end > 0) section = section[..end];
        var code = Code().Match(section).Groups[1].Value;
        var locked = Lock().Match(section) is { Success: true } match ? match.Groups[1].Value : null;
        const string Customers = """namespace Customers; [DomainEvent(1, Service = "customers")] public sealed record Moved(string Id);""";
        var compilation = Locking.Compile("", "Example", MetadataReference.CreateFromImage(Locking.Emit(Locking.Compile(Customers, "Customers"))))
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Locking.Usings + code, Locking.Parsing, "Example.cs"));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return await Locking.JudgeAsync(compilation, locked);
    }

    private static string Page(string id, [System.Runtime.CompilerServices.CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "docs", "rules", id + ".md");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Lock();
}
