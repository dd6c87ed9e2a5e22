using System.Collections.Immutable;
using Bux.Analyzers.Immutability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>
/// Commands, events, states, responses, rejections and rows stay as they were made, with everything that they hold: whoever gets one gets the
/// same object as all others.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeepImmutability : DiagnosticAnalyzer
{
    private const string Category = "Bux.Immutability";

    public static readonly DiagnosticDescriptor SettableProperty = new(
        "BUX1020", "A fact's properties are set once", "{0} can be set at any time{1}. {2}.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1020.md");

    public static readonly DiagnosticDescriptor ChangeableContent = new(
        "BUX1021", "A fact's collections do not change", "{0} is of type {1}, which anyone who holds it can change{2}. Use {3}.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1021.md");

    public static readonly DiagnosticDescriptor MutableField = new(
        "BUX1022", "A fact's fields do not change", "{0} can change after it is made: {1}{2}. {3}.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1022.md");

    public static readonly DiagnosticDescriptor UnseenContent = new(
        "BUX1023", "What a fact holds can be seen not to change",
        "{0} may change after it is made: {1} {2}{3}. Use a type that cannot change, or vouch for this one with [ImmutableObject(true)].", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1023.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [SettableProperty, ChangeableContent, MutableField, UnseenContent];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } bux) return;
            var facts = new Facts(start.Compilation, bux);
            start.RegisterSymbolAction(symbol => ReportDeclarations(symbol, facts), SymbolKind.NamedType);
            start.RegisterSymbolStartAction(type => WatchBodies(type, facts), SymbolKind.NamedType);
        });
    }

    private static void ReportDeclarations(SymbolAnalysisContext context, Facts facts)
    {
        foreach (var (place, offence) in facts.Graph(context.CancellationToken).Within((INamedTypeSymbol)context.Symbol))
        {
            context.ReportDiagnostic(Report(offence, place));
        }
    }

    /// <summary>Reads the bodies of types whose state only their own code could change.</summary>
    private static void WatchBodies(SymbolStartAnalysisContext context, Facts facts)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var graph = facts.Graph(context.CancellationToken);
        if (graph.Reaching(type) is not { } way) return;
        var state = new HiddenState(type, way, graph.Library);
        if (!state.IsWorthWatching) return;
        context.RegisterOperationAction(reference => state.See((IFieldReferenceOperation)reference.Operation, reference.ContainingSymbol), OperationKind.FieldReference);
        context.RegisterOperationAction(reference => state.See((IParameterReferenceOperation)reference.Operation, reference.ContainingSymbol), OperationKind.ParameterReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var (place, offence) in state.Findings) end.ReportDiagnostic(Report(offence, place));
        });
    }

    private static Diagnostic Report(Offence offence, ISymbol place) => Diagnostic.Create(
        offence.Rule,
        place.Locations.FirstOrDefault(location => location.IsInSource),
        offence.Mend is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Mends.Key, offence.Mend),
        [.. offence.Words]);

    /// <summary>The graph of one compilation, walked by whoever asks first.</summary>
    private sealed class Facts(Compilation compilation, BuxSymbols bux)
    {
        private readonly object _lock = new();
        private FactGraph? _graph;

        public FactGraph Graph(CancellationToken cancellation)
        {
            // Not Lazy: it would keep the cancellation of one question for all later ones.
            lock (_lock) return _graph ??= new FactGraph(compilation, bux, cancellation);
        }
    }
}
