using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bux.Analyzers.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>BUX1060: a use case, or a function that it calls, that goes on with a state which no event made.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateChangesByEvents : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Changed = new(
        "BUX1060", "A state changes by events alone", "{0} {1}. Emit an event instead, and go on with the state that Emit returns.", "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1060.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Changed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } symbols) return;
            var functions = new ConcurrentBag<FunctionFacts>();
            start.RegisterOperationBlockAction(block => Read(block, symbols, functions));
            start.RegisterCompilationEndAction(end => Judge(end, functions));
        });
    }

    private static void Read(OperationBlockAnalysisContext context, BuxSymbols symbols, ConcurrentBag<FunctionFacts> functions)
    {
        if (context.OwningSymbol is not IMethodSymbol method || method.ContainingType is null) return;
        var isUseCase = IsWithin(method, symbols.UseCase) || method.Parameters.Any(each => BuxSymbols.Is(each.Type, symbols.UseCaseContext));
        if (!isUseCase && !IsAboutStates(method, symbols)) return;
        // A mutator is what may build states.
        if (IsWithin(method, symbols.StateMutator)) return;
        var facts = new FunctionFacts(method.OriginalDefinition, isUseCase);
        foreach (var body in context.OperationBlocks)
        {
            var states = new BuiltStates(symbols, method);
            foreach (var found in states.Find(body, context.CancellationToken))
            {
                var report = Report(method, found.At, $"builds a {found.State.Name} and goes on with it");
                if (isUseCase && found.Unless is null) context.ReportDiagnostic(report);
                else facts.Found.Add((report, found.Unless));
            }

            foreach (var (at, member, state) in new ChangedMembers(symbols).Find(body, context.CancellationToken))
            {
                var report = Report(method, at, $"changes {member} of a {state.Name} in place");
                if (isUseCase) context.ReportDiagnostic(report);
                else facts.Found.Add((report, null));
            }

            facts.Returns.AddRange(states.Returns);
            facts.Calls.AddRange(Called(body));
        }

        functions.Add(facts);
    }

    /// <summary>What functions do that are called from use cases, and what calls return, is known when all functions are.</summary>
    private static void Judge(CompilationAnalysisContext context, ConcurrentBag<FunctionFacts> functions)
    {
        var builders = Builders(functions);
        var reached = new HashSet<IMethodSymbol>(functions.Where(each => each.IsUseCase).SelectMany(each => each.Calls), SymbolEqualityComparer.Default);
        for (var before = -1; before != reached.Count;)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            before = reached.Count;
            foreach (var function in functions.Where(each => reached.Contains(each.Function))) reached.UnionWith(function.Calls);
        }

        foreach (var function in functions.Where(each => each.IsUseCase || reached.Contains(each.Function)))
        {
            foreach (var (report, unless) in function.Found)
            {
#pragma warning disable RS1037 // What a use case does itself is reported at once; the tag would let editors wait for a build for all of it.
                if (unless is null || builders.Contains(unless)) context.ReportDiagnostic(report);
#pragma warning restore RS1037
            }
        }
    }

    /// <summary>The functions that return a state which they build, or which a builder among them builds.</summary>
    private static HashSet<IMethodSymbol> Builders(ConcurrentBag<FunctionFacts> functions)
    {
        var builders = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        for (var before = -1; before != builders.Count;)
        {
            before = builders.Count;
            foreach (var (function, builder) in functions.SelectMany(each => each.Returns))
            {
                if (builder is null || builders.Contains(builder)) builders.Add(function);
            }
        }

        return builders;
    }

    private static IEnumerable<IMethodSymbol> Called(IOperation body) => body.DescendantsAndSelf().Select(operation => operation switch
    {
        IInvocationOperation call => call.TargetMethod.OriginalDefinition,
        IMethodReferenceOperation reference => reference.Method.OriginalDefinition,
        _ => null,
    }).OfType<IMethodSymbol>().Where(each => each.MethodKind != MethodKind.LocalFunction);

    private static bool IsWithin(IMethodSymbol method, INamedTypeSymbol attribute)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (BuxSymbols.Has(type, attribute)) return true;
        }

        return false;
    }

    /// <summary>Whether the function takes or returns a state of this assembly.</summary>
    private static bool IsAboutStates(IMethodSymbol method, BuxSymbols symbols) =>
        IsOwnState(method.ReturnType, method, symbols) || method.Parameters.Any(each => IsOwnState(each.Type, method, symbols));

    private static bool IsOwnState(ITypeSymbol type, IMethodSymbol method, BuxSymbols symbols) =>
        StateTypes.Present(type) is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, method.ContainingAssembly) && BuxSymbols.Has(named, symbols.State);

    private static Diagnostic Report(IMethodSymbol method, Location at, string what) => Diagnostic.Create(Changed, at, $"{method.ContainingType.Name}.{method.Name}", what);

    /// <summary>What was found in a function, and what it depends on.</summary>
    private sealed record FunctionFacts(IMethodSymbol Function, bool IsUseCase)
    {
        public List<(Diagnostic Report, IMethodSymbol? Unless)> Found { get; } = [];

        public List<(IMethodSymbol Function, IMethodSymbol? Builder)> Returns { get; } = [];

        public List<IMethodSymbol> Calls { get; } = [];
    }
}
