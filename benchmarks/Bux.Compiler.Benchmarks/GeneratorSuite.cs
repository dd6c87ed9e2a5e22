using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Compiler.Benchmarks;

/// <summary>What the generator costs while someone types, and in a build.</summary>
internal static class GeneratorSuite
{
    private const int Rounds = 15;

    public static string Run(int[] sizes)
    {
        var text = new StringBuilder();
        text.AppendLine("| types | edit | bare, ms | bux, ms | bux / bare | outputs that are not cached |").AppendLine("|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var code = SampleCode.Compilation(size);
            Edits(text, size, "a comment elsewhere", code, "Ordinary0.cs", round => SampleCode.Ordinary(0, "", $"// {round}"));
            Edits(text, size, "a method body elsewhere", code, "Ordinary0.cs", round => SampleCode.Ordinary(0, $"sum += {round};"));
            Edits(text, size, "a member of one event", code, "Module0.cs", round => SampleCode.Contracts(0, $", string More{round}"));
        }

        text.AppendLine().AppendLine("| types | generator, cold, ms | compile with what it wrote, ms | share | files | KB |").AppendLine("|---|---|---|---|---|---|");
        foreach (var size in sizes) Cold(text, size);
        return text.ToString();
    }

    private static void Edits(StringBuilder text, int size, string name, CSharpCompilation code, string path, Func<int, string> edited)
    {
        GeneratorDriver bare = Driver(new BareGenerator()).RunGenerators(code), bux = Driver(new BuxGenerator()).RunGenerators(code);
        var (bares, buxes) = (new List<double>(), new List<double>());
        var old = code.SyntaxTrees.Single(tree => tree.FilePath == path);
        for (var round = 0; round < Rounds; round++)
        {
            // Each gets a compilation of its own, so that neither profits from what the other has bound.
            var tree = SampleCode.Parse(edited(round), path);
            if (round % 2 == 0) (bare, bux) = (Time(bare, code.ReplaceSyntaxTree(old, tree), bares), Time(bux, code.ReplaceSyntaxTree(old, tree), buxes));
            else (bux, bare) = (Time(bux, code.ReplaceSyntaxTree(old, tree), buxes), Time(bare, code.ReplaceSyntaxTree(old, tree), bares));
        }

        var ratio = Statistics.Median(bares.Zip(buxes, (one, other) => other / one));
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {size:N0} | {name} | {Statistics.Median(bares):0.00} | {Statistics.Median(buxes):0.00} | {ratio:0.00} | {string.Join(", ", Changed(code, old, SampleCode.Parse(edited(99), path)))} |");
    }

    private static GeneratorDriver Time(GeneratorDriver driver, Compilation compilation, List<double> milliseconds)
    {
        GC.Collect();
        var begun = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return driver;
    }

    /// <summary>The names of the outputs that an edit makes anew.</summary>
    private static IEnumerable<string> Changed(CSharpCompilation code, SyntaxTree old, SyntaxTree edited)
    {
        var driver = Driver(new BuxGenerator(), track: true).RunGenerators(code);
        var before = driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        var result = driver.RunGenerators(code.ReplaceSyntaxTree(old, edited)).GetRunResult().Results.Single();
        var written = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        var differ = result.GeneratedSources.Where(source => !before.TryGetValue(source.HintName, out var text) || text != source.SourceText.ToString())
            .Select(source => source.HintName).ToArray();
        return written == 0 ? ["none"] : [$"{written}: {string.Join(" ", differ)}"];
    }

    private static void Cold(StringBuilder text, int size)
    {
        var (generating, compiling) = (new List<double>(), new List<double>());
        var (files, length) = (0, 0L);
        for (var round = 0; round < 5; round++)
        {
            var code = SampleCode.Compilation(size);
            GC.Collect();
            var begun = Stopwatch.GetTimestamp();
            var driver = Driver(new BuxGenerator()).RunGeneratorsAndUpdateCompilation(code, out var output, out _);
            generating.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            begun = Stopwatch.GetTimestamp();
            var emitted = output.Emit(Stream.Null);
            compiling.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (!emitted.Success) throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).Take(5)));
            var sources = driver.GetRunResult().Results.Single().GeneratedSources;
            (files, length) = (sources.Length, sources.Sum(source => (long)source.SourceText.Length));
        }

        var (generator, compile) = (Statistics.Median(generating), Statistics.Median(compiling));
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {size:N0} | {generator:0.0} | {compile:0.0} | {generator / (generator + compile):P1} | {files:N0} | {length / 1024:N0} |");
    }

    private static GeneratorDriver Driver(IIncrementalGenerator generator, bool track = false) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()], parseOptions: SampleCode.Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    /// <summary>The least that a generator can do with the same attributes: it returns the name.</summary>
    private sealed class BareGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            foreach (var attribute in (string[])["Command", "DomainEvent", "State", "StateMutator", "UseCase", "Projection"])
            {
                var names = context.SyntaxProvider.ForAttributeWithMetadataName($"Bux.{attribute}Attribute", static (_, _) => true, static (found, _) => found.TargetSymbol.Name);
                context.RegisterSourceOutput(names.Collect(), static (_, _) => { });
            }
        }
    }
}
