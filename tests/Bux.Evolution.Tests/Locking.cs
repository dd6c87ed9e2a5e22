using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Bux.Generators;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Evolution.Tests;

/// <summary>Compiles contracts, accepts them into a lock, and asks the analyzer.</summary>
internal static class Locking
{
    public const string Usings = """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Text.Json.Serialization; using Bux;

        """;

    /// <summary>The assembly's service; with types above it, they would be an error.</summary>
    public const string Service = "[assembly: ServiceContracts(\"accounts\")]\n";

    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    public static readonly ImmutableArray<MetadataReference> References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ICommand).Assembly.Location)];

    public static CSharpCompilation Compile(string source, string assembly = "Contracts", params MetadataReference[] references) => CSharpCompilation.Create(
        assembly,
        [CSharpSyntaxTree.ParseText(Usings + Service + source, Parsing, "Contracts.cs")],
        [.. References, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The lines that an accepting build proposes: the text of the lock, and what it refuses.</summary>
    public static (string Lock, string[] Refusals) Accept(Compilation compilation, string? locked = null)
    {
        var result = CSharpGeneratorDriver.Create(
                [new BuxGenerator().AsSourceGenerator()], locked is null ? [] : [new LockText(locked)], Parsing, new Options(("BuxAccepting", "true")))
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        var lines = result.GeneratedSources.SingleOrDefault(source => source.HintName.StartsWith("BuxProposal.", StringComparison.Ordinal)).SourceText?.ToString().Split('\n') ?? [];
        return (
            string.Concat(lines.Where(line => line.StartsWith("//| ", StringComparison.Ordinal) || line == "//|").Select(line => (line.Length > 4 ? line[4..] : "") + "\n")),
            [.. lines.Where(line => line.StartsWith("//! ", StringComparison.Ordinal)).Select(line => line[4..])]);
    }

    public static string Accept(string source) => Accept(Compile(source)).Lock;

    /// <summary>What the analyzer reports, in the order of ids and places.</summary>
    public static async Task<Diagnostic[]> JudgeAsync(Compilation compilation, string? locked, params (string, string)[] properties)
    {
        var options = new AnalyzerOptions(locked is null ? [] : [new LockText(locked)], new Options(properties));
        var found = await compilation.WithAnalyzers([new ContractLockAnalyzer()], new CompilationWithAnalyzersOptions(options, null, true, false, false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(each => each.Id, StringComparer.Ordinal).ThenBy(each => each.Location.SourceSpan.Start)];
    }

    /// <summary>What the analyzer reports on source, each as <c>id at marked text: message</c>, when the former source was accepted.</summary>
    public static async Task<string[]> JudgeAsync(string before, string after)
    {
        var compilation = Compile(after);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return [.. (await JudgeAsync(compilation, Accept(before))).Select(Text)];
    }

    /// <summary>A report as text.</summary>
    public static string Text(Diagnostic report) =>
        $"{report.Id} at {report.Location.SourceTree?.ToString().Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length) ?? "line " + (report.Location.GetLineSpan().StartLinePosition.Line + 1)}: {report.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The image of an assembly with what is generated for it.</summary>
    public static byte[] Emit(Compilation compilation)
    {
        CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported, TestContext.Current.CancellationToken);
        Assert.Empty(reported.Where(each => each.Severity == DiagnosticSeverity.Error).Select(each => each.ToString()));
        using var stream = new MemoryStream();
        var result = output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }

    private sealed class LockText(string text) : AdditionalText
    {
        public override string Path => "/project/bux.contracts.lock";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties((string Name, string Value)[] properties) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = properties.Where(each => "build_property." + each.Name == key).Select(each => each.Value).FirstOrDefault();
                return value is not null;
            }
        }
    }
}
