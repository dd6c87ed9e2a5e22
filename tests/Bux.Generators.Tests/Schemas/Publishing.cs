using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Generators.Tests.Schemas;

/// <summary>The schemas that a compilation publishes.</summary>
internal static class Publishing
{
    /// <summary>From path to text.</summary>
    public static SortedDictionary<string, string> Files(Compilation compilation)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = "";
        foreach (var line in Sheet(Compiling.Driver(new Properties(("BuxSchemas", "true"), ("Version", "2.1.0"))), compilation)!.Split('\n'))
        {
            if (line.StartsWith("//> ", StringComparison.Ordinal)) files.Add(path = line[4..], "");
            else if (line.StartsWith("//| ", StringComparison.Ordinal)) files[path] += line[4..] + "\n";
        }

        return files;
    }

    /// <summary>The source file that carries them, or null when there is none.</summary>
    public static string? Sheet(GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation).GetRunResult().Results.Single()
        .GeneratedSources.FirstOrDefault(source => source.HintName == "BuxSchemas.g.cs").SourceText?.ToString();

    public static Compilation Kyc() => Compiling.Compilation("Kyc.Contracts", [SnapshotTests.Usings, .. SnapshotTests.Files("samples", "Kyc.Contracts")]);

    public static Compilation Service() =>
        Compiling.Compilation("Kyc.BrokerAccounts", [SnapshotTests.Usings, .. SnapshotTests.Files("samples", "Kyc.BrokerAccounts")], Compiling.Image(Kyc()));

    public static Compilation Shapes() => Compiling.Compilation("Shapes", [SnapshotTests.Usings, .. SnapshotTests.Files("tests", "Bux.Codecs.Tests", "*Shapes.cs")]);

    /// <summary>Properties of a project, as the compiler shows them.</summary>
    internal sealed class Properties(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties.ToImmutableDictionary(each => "build_property." + each.Name, each => each.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
