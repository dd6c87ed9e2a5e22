using System.Globalization;
using System.Runtime.CompilerServices;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Tests;

/// <summary>
/// Whole services as experienced people write them, in <c>Corpus/Clean</c>, each a file that compiles by itself. Nothing in them is worth a
/// report, so whatever an analyzer says about them is a false one.
/// </summary>
public sealed class CleanCorpusTests
{
    private const int FewestFolds = 60;
    private const int FewestHandlers = 40;
    private const int FewestServices = 12;

    public static TheoryData<string> Services => [.. Directory.EnumerateFiles(Folder(), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_compiles_without_a_warning_and_so_does_what_is_generated_for_it(string service)
    {
        var driver = CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Analysis.Parsing)
            .RunGeneratorsAndUpdateCompilation(Compilation(service), out var complete, out var reported, TestContext.Current.CancellationToken);

        Assert.Empty(reported);
        Assert.NotEmpty(driver.GetRunResult().GeneratedTrees);
        var complaints = complete.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(complaints.Length == 0, string.Join("\n", complaints.Select(each => each.ToString())));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_analyzer_reports_anything_in_it(string service)
    {
        var reported = await Analysis.RunAsync(Compilation(service));

        Assert.True(reported.IsEmpty, string.Join("\n", reported.Select(each => $"{service}.cs({each.Location.GetLineSpan().StartLinePosition.Line + 1}): {each.Id} {each.GetMessage(CultureInfo.InvariantCulture)}")));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void It_is_a_service_that_folds_and_handles(string service)
    {
        var compilation = Compilation(service);
        var (folds, handlers) = (Methods(compilation, symbols => symbols.StateMutator, "Create", "Apply"), Methods(compilation, symbols => symbols.UseCase, "Handle"));

        Assert.NotEmpty(folds);
        Assert.NotEmpty(handlers);
        Assert.All([.. folds, .. handlers], method => Assert.True(Does(method), $"{method} does nothing."));
        Assert.Contains(compilation.Assembly.GetAttributes(), each => each.AttributeClass?.Name == "ServiceContractsAttribute");
    }

    [Fact]
    public void There_are_enough_of_them()
    {
        var compilations = Services.Select(service => Compilation(service.Data)).ToArray();

        Assert.True(compilations.Length >= FewestServices, $"{compilations.Length} services");
        Assert.InRange(compilations.Sum(each => Methods(each, symbols => symbols.StateMutator, "Create", "Apply").Length), FewestFolds, int.MaxValue);
        Assert.InRange(compilations.Sum(each => Methods(each, symbols => symbols.UseCase, "Handle").Length), FewestHandlers, int.MaxValue);
        Assert.InRange(compilations.Sum(each => Methods(each, symbols => symbols.Projection, "On").Length), 1, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_clock_that_is_put_into_its_mutator_is_reported(string service)
    {
        var compilation = Compilation(service);
        var tree = compilation.SyntaxTrees.Single();
        var create = Methods(compilation, symbols => symbols.StateMutator, "Create")[0].DeclaringSyntaxReferences.Single().GetSyntax(TestContext.Current.CancellationToken);
        var spoilt = (MethodDeclarationSyntax)create;
        spoilt = spoilt.WithExpressionBody(null).WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(SyntaxFactory.ParseStatement("if (System.DateTime.UtcNow.Ticks < 0) throw new System.InvalidOperationException();\n"))
            .AddStatements(spoilt.Body is { } body ? [.. body.Statements] : [SyntaxFactory.ParseStatement($"return {spoilt.ExpressionBody!.Expression};")]));
        var changed = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.GetRoot(TestContext.Current.CancellationToken).ReplaceNode(create, spoilt).ToFullString(), Analysis.Parsing));

        Assert.Empty(changed.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        Assert.Contains("BUX1002", (await Analysis.RunAsync(changed)).Select(each => each.Id));
    }

    private static IMethodSymbol[] Methods(CSharpCompilation compilation, Func<BuxSymbols, INamedTypeSymbol> attribute, params string[] names)
    {
        var marking = attribute(BuxSymbols.Of(compilation)!);
        return
        [
            .. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, TestContext.Current.CancellationToken).OfType<INamedTypeSymbol>()
                .Where(type => BuxSymbols.Has(type, marking))
                .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
                .Where(method => names.Contains(method.Name)),
        ];
    }

    private static bool Does(IMethodSymbol method) => method.DeclaringSyntaxReferences.Single().GetSyntax(TestContext.Current.CancellationToken) is MethodDeclarationSyntax
    {
        Body: null or { Statements.Count: > 0 },
        ExpressionBody: null or { Expression: not IdentifierNameSyntax },
    };

    private static CSharpCompilation Compilation(string service) => Analysis.Compilation(service, [File.ReadAllText(Path.Combine(Folder(), service + ".cs"))]);

    private static string Folder([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Corpus", "Clean");
}
