using System.Collections.Immutable;
using Bux.Analyzers.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>BUX1061: a use case that emits, and goes on with the state from before the event.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateIsNotStale : DiagnosticAnalyzer
{
    /// <summary>The key of the variable that the fix may assign.</summary>
    internal const string VariableKey = "Variable";

    private static readonly DiagnosticDescriptor Stale = new(
        "BUX1061", "After Emit the state is the one that Emit returns", "{0} reads '{1}' after this event, but '{1}' still is the state before it. Write '{1} = context.Emit(…)', or copy the older state to a local of another name first.", "Bux.UseCases", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1061.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Stale];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } symbols) return;
            start.RegisterOperationBlockAction(block => Judge(block, symbols));
        });
    }

    private static void Judge(OperationBlockAnalysisContext context, BuxSymbols symbols)
    {
        // Whoever emits was handed a context: it is neither kept nor captured.
        if (context.OwningSymbol is not IMethodSymbol method || !method.Parameters.Any(each => BuxSymbols.Is(each.Type, symbols.UseCaseContext))) return;
        var emitting = new EmittingFunctions(symbols);
        foreach (var block in context.OperationBlocks.OfType<IBlockOperation>())
        {
            if (!block.Descendants().OfType<IInvocationOperation>().Any(call => emitting.StateOf(call, context.CancellationToken) is not null)) continue;
            foreach (var found in Find(context.GetControlFlowGraph(block), method, emitting, context.CancellationToken).GroupBy(each => each.Call.Syntax))
            {
                var first = found.OrderBy(each => each.At.SourceSpan.Start).First();
                context.ReportDiagnostic(Diagnostic.Create(
                    Stale, first.Call.Syntax.GetLocation(), found.Select(each => each.At), Properties(first), $"{method.ContainingType.Name}.{method.Name}", first.Variable.Name));
            }
        }
    }

    private static IEnumerable<StaleRead> Find(ControlFlowGraph graph, IMethodSymbol function, EmittingFunctions emitting, CancellationToken cancellation)
    {
        foreach (var found in new StaleStates(graph, function, emitting, cancellation).Find()) yield return found;
        foreach (var local in graph.LocalFunctions)
        {
            foreach (var found in Find(graph.GetLocalFunctionControlFlowGraph(local, cancellation), local, emitting, cancellation)) yield return found;
        }
    }

    private static ImmutableDictionary<string, string?> Properties(StaleRead found)
    {
        var none = ImmutableDictionary<string, string?>.Empty;
        var isVariable = found.Variable switch
        {
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
            ILocalSymbol local => local is { IsConst: false, RefKind: not RefKind.RefReadOnly },
            _ => false,
        };
        var type = found.Variable is IParameterSymbol { Type: var ofParameter } ? ofParameter : (found.Variable as ILocalSymbol)?.Type;
        var fits = type is not null && SymbolEqualityComparer.Default.Equals(StateTypes.Present(type), found.Call.Type is null ? null : StateTypes.Present(found.Call.Type));
        return isVariable && fits ? none.Add(VariableKey, found.Variable.Name) : none;
    }
}
