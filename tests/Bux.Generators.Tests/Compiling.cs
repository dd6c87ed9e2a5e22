using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Generators.Tests;

/// <summary>Compiles source with the generator.</summary>
internal static class Compiling
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly MetadataReference Contracts = MetadataReference.CreateFromFile(typeof(ICommand).Assembly.Location);

    public static CSharpCompilation Compilation(string assembly, IEnumerable<string> sources, params MetadataReference[] references) =>
        CSharpCompilation.Create(
            assembly,
            sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, Parsing, $"File{number}.cs")),
            [.. Net100.References.All, Contracts, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Compilation(params string[] sources) => Compilation("Kyc.Contracts", sources);

    public static GeneratorDriver Driver(AnalyzerConfigOptionsProvider? options = null) => CSharpGeneratorDriver.Create(
        [new BuxGenerator().AsSourceGenerator()], parseOptions: Parsing, optionsProvider: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRunResult Run(Compilation compilation) => Driver().RunGenerators(compilation).GetRunResult().Results.Single();

    public static Compilation WithOutput(Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return output;
    }

    /// <summary>The ids of the generator's diagnostics.</summary>
    public static string[] Ids(string source) => [.. Run(Compilation(source)).Diagnostics.Select(each => each.Id)];

    /// <summary>Warnings and errors that are in generated files alone: missing documentation and obsolete use are among them.</summary>
    public static Diagnostic[] ComplaintsAboutOutput(Compilation compilation)
    {
        var output = WithOutput(compilation);
        return [.. output.GetDiagnostics().Where(each =>
            each.Severity >= DiagnosticSeverity.Warning && each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != false)];
    }

    /// <summary>An image that other compilations can reference.</summary>
    public static MetadataReference Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = WithOutput(compilation).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
