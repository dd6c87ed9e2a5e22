using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Bux.Analyzers.Tests;

/// <summary>
/// Applies a fix one by one and as "fix all" in document, project and solution (the library does all four), and checks that the result
/// compiles and that nothing is left to fix. Reports are marked in the source: <c>{|BUX1020:text|}</c> or <c>[|text|]</c>.
/// </summary>
internal static class Fixing
{
    /// <summary>Both sources begin with <see cref="Analysis.Usings"/>.</summary>
    public static Task<CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>> CheckAsync<TAnalyzer, TFix>(string before, string after, int action = 0)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => CheckAsync<TAnalyzer, TFix>([before], [after], action);

    /// <summary>Several files of one project.</summary>
    public static async Task<CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>> CheckAsync<TAnalyzer, TFix>(string[] before, string[] after, int action = 0)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = Test<TAnalyzer, TFix>();
        test.CodeActionIndex = action;
        foreach (var source in before) test.TestState.Sources.Add(Analysis.Usings + source);
        foreach (var source in after) test.FixedState.Sources.Add(Analysis.Usings + source);
        await test.RunAsync(TestContext.Current.CancellationToken);
        return test;
    }

    /// <summary>A test without sources, for projects of a more complicated shape.</summary>
    public static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> Test<TAnalyzer, TFix>()
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        test.TestState.AdditionalReferences.AddRange(Analysis.References);
        test.SolutionTransforms.Add((solution, project) => solution
            .WithProjectParseOptions(project, Analysis.Parsing)
            .WithProjectCompilationOptions(project, ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!)
                .WithNullableContextOptions(NullableContextOptions.Enable)));
        return test;
    }
}
