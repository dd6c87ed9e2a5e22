using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Bux.Client;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Tests;

/// <summary>Compiles source and asks the analyzers.</summary>
internal static class Analysis
{
    /// <summary>What every source of these tests begins with.</summary>
    public const string Usings = """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Collections.Frozen; using System.Globalization;
        using System.IO; using System.Linq; using System.Net.Http; using System.Text; using System.Threading; using System.Threading.Tasks;
        using Bux; using Bux.Client; using Microsoft.Extensions.Logging;

        """;

    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>The framework, Bux.Contracts, Bux.Runtime and the abstractions of logging.</summary>
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(ICommand), typeof(ICommandClient), typeof(Microsoft.Extensions.Logging.ILogger), typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <summary>Every analyzer of Bux.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(BuxSymbols).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static CSharpCompilation Compilation(params string[] sources) => Compilation("Example", sources);

    public static CSharpCompilation Compilation(string assembly, string[] sources, params MetadataReference[] references) => CSharpCompilation.Create(
        assembly,
        sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, Parsing, $"File{number}.cs")),
        [.. References, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the analyzers report, in the order of the source. A crash of an analyzer (AD0001) is among it.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        var found = await compilation
            .WithAnalyzers(analyzers.Length == 0 ? All : [.. analyzers], new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(each => each.Location.SourceSpan.Start).ThenBy(each => each.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The ids and the marked text of what the analyzers report on one source that begins with <see cref="Usings"/>; the source must compile.
    /// A family of rules is asked for by how its ids begin.
    /// </summary>
    public static async Task<string[]> MarksAsync(string source, string family = "BUX")
    {
        var compilation = Compilation(Usings + source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return [.. (await RunAsync(compilation)).Where(each => each.Id.StartsWith(family, StringComparison.Ordinal)).Select(each => $"{each.Id}: {Text(each)}")];
    }

    /// <summary>The source under a diagnostic.</summary>
    public static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) ?? "";

    /// <summary>An image that other compilations can reference.</summary>
    public static MetadataReference Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
