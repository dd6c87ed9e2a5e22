using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bux.Analyzers.Rules;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Compiler.Benchmarks;

/// <summary>What the analyzers cost in a build: beside the compile in this process, and as the compiler itself reports it for the sample.</summary>
internal static partial class AnalyzerSuite
{
    private const int Rounds = 5;
    private const int WarmUps = 8;

    public static async Task<string> RunAsync(int[] sizes)
    {
        var text = new StringBuilder("| types | compile, ms | analyzers, ms | analyzers / compile | the dearest, ms |\n|---|---|---|---|---|\n");
        foreach (var size in sizes) await Warm(text, size);
        text.AppendLine().AppendLine("| sample project | compiler task, ms | analyzers of Bux, ms | share |").AppendLine("|---|---|---|---|");
        await Build("Kyc", []);
        foreach (var project in (string[])["Kyc.Contracts", "Kyc.BrokerAccounts", "Kyc.Backoffice", "Kyc"]) await Sample(text, project);
        return text.ToString();
    }

    /// <summary>The same code compiled without analyzers, then judged; the analyzers' own time is what the driver counts for each.</summary>
    private static async Task Warm(StringBuilder text, int size)
    {
        var analyzers = typeof(EffectAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToArray();
        var (compiling, judging) = (new List<double>(), new List<double>());
        var each = analyzers.ToDictionary(analyzer => analyzer.GetType().Name, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: SampleCode.Parsing)
                .RunGeneratorsAndUpdateCompilation(SampleCode.Compilation(size), out var output, out _);
            GC.Collect();
            var begun = Stopwatch.GetTimestamp();
            output.Emit(Stream.Null);
            var compiled = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            // On the same compilation, as in a build: what both need of the symbols is paid by whoever comes first.
            var result = await output
                .WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true))
                .GetAnalysisResultAsync(CancellationToken.None);
            if (round == 0) continue; // the first one pays for the just-in-time compiler
            compiling.Add(compiled);
            judging.Add(result.AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds));
            foreach (var (analyzer, info) in result.AnalyzerTelemetryInfo) each[analyzer.GetType().Name].Add(info.ExecutionTime.TotalMilliseconds);
        }

        var dearest = string.Join(", ", each.OrderByDescending(pair => Statistics.Median(pair.Value)).Take(3).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {Statistics.Median(pair.Value):0.0}")));
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {size:N0} | {Statistics.Median(compiling):0.0} | {Statistics.Median(judging):0.0} | {Statistics.Median(judging.Zip(compiling, (analyzer, compile) => analyzer / compile)):P1} | {dearest} |");
    }

    /// <summary>A rebuild of the sample with <c>/p:ReportAnalyzer=true</c>, on a compiler server that is warm.</summary>
    private static async Task Sample(StringBuilder text, string project)
    {
        var (tasks, analyzers) = (new List<double>(), new List<double>());
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var output = await Build(project, ["--no-restore", "-t:Rebuild", "-p:ReportAnalyzer=true", "-p:BuildProjectReferences=false", "-v:detailed", "-clp:PerformanceSummary"]);
            if (round < 0) continue;
            tasks.Add(double.Parse(Task_().Match(output).Groups[1].Value, CultureInfo.InvariantCulture));
            analyzers.Add(1000 * double.Parse(Analyzers().Match(output).Groups[1].Value.Replace("<", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        }

        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {project} | {Statistics.Median(tasks):0} | {Statistics.Median(analyzers):0} | {Statistics.Median(analyzers.Zip(tasks, (analyzer, task) => analyzer / task)):P1} |");
    }

    private static async Task<string> Build(string project, string[] options)
    {
        var folder = Path.Combine(Root(), "samples", project);
        var start = new ProcessStartInfo("dotnet", ["build", folder, "-c", "Release", "-p:UseSharedCompilation=true", "-nologo", .. options]) { RedirectStandardOutput = true };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex(@"(\d+) ms\s+Csc\s")]
    private static partial Regex Task_();

    [GeneratedRegex(@"(<?[\d.]+)\s+<?\d+\s+Bux\.Analyzers, Version")]
    private static partial Regex Analyzers();
}
