using System.Collections.Immutable;
using Bux.Analyzers.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>What use cases emit, mutators fold, and the other way round: BUX1080, BUX1081, BUX1082 and BUX1084.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventsAreHandled : DiagnosticAnalyzer
{
    /// <summary>The keys of what a report of BUX1080 tells its fix: documentation ids of types, and the name of the method to write.</summary>
    internal const string EventKey = "Event", StateKey = "State", MutatorKey = "Mutator", MethodKey = "Method";

    private static readonly DiagnosticDescriptor NotFolded = new(
        "BUX1080", "An emitted event has a Create, an Apply or [NoStateChange]", "{0} emits {1}, but {2} does not fold it. Write '{3}' there, or add [NoStateChange<{1}>] to it when the event leaves the state as it is.", "Bux.Handling", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1080.md");

    private static readonly DiagnosticDescriptor NoEvent = new(
        "BUX1081", "What is emitted is an event", "{0} emits something whose static type is {1}, which is no event. Emit each event as its own type, one with [DomainEvent].", "Bux.Handling", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1081.md");

    private static readonly DiagnosticDescriptor NotEmitted = new(
        "BUX1082", "A folded event is emitted", "{0} folds {1}, but no use case emits it. Emit it, remove what folds it, or mark the event [Obsolete] when there are old ones in the log.", "Bux.Handling", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1082.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly DiagnosticDescriptor RetiredEmitted = new(
        "BUX1084", "What is emitted is not retired", "{0} emits {1}, which is retired: wherever it is read, its upcaster makes another event of it. Emit that event.", "Bux.Handling", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1084.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NotFolded, NoEvent, NotEmitted, RetiredEmitted];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } symbols) return;
            var emissions = new Emissions(start.Compilation, symbols);
            var service = new LazyDeclarations(start.Compilation, symbols);
            start.RegisterOperationAction(
                operation =>
                {
                    var call = (IInvocationOperation)operation.Operation;
                    if (emissions.Take(call, operation.ContainingSymbol) is not { } emission) return;
                    var judge = new EmissionJudge(symbols, service.Read(operation.CancellationToken));
                    if (judge.Judge(emission, call) is { } found) operation.ReportDiagnostic(found);
                },
                OperationKind.Invocation);
            start.RegisterCompilationEndAction(end => JudgeAll(end, emissions, symbols, service));
        });
    }

    private static void JudgeAll(CompilationAnalysisContext end, Emissions emissions, BuxSymbols symbols, LazyDeclarations service)
    {
        var judge = new EmissionJudge(symbols, service.Read(end.CancellationToken));
        // What a generic function emits is known only when all of its callers are.
        foreach (var emission in emissions.OfTypeArguments())
        {
#pragma warning disable RS1037 // Nearly all reports of these two rules come at once; the tag would let editors wait for a build for all of them.
            if (judge.Judge(emission, null) is { } found) end.ReportDiagnostic(found);
#pragma warning restore RS1037
        }

        foreach (var fold in Unused(service.Read(end.CancellationToken), emissions, symbols))
        {
            end.ReportDiagnostic(Diagnostic.Create(NotEmitted, fold.At, fold.Mutator.Name, fold.Event.Name));
        }
    }

    private static IEnumerable<Fold> Unused(ServiceDeclarations service, Emissions emissions, BuxSymbols symbols)
    {
        // What is emitted without its type is another mistake, and may well be what seems to be missing.
        if (!service.HasUseCases || emissions.IsOpen || !emissions.AreEvents()) return [];
        var emitted = emissions.Types();
        // Nor is an event unused whose retired version is emitted in its place.
        if (emitted.OfType<INamedTypeSymbol>().Any(service.Retired.Has)) return [];
        var newest = service.Folds.Select(fold => service.NameOf(fold.Event)).GroupBy(each => each.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(each => each.Version), StringComparer.Ordinal);
        return service.Folds
            .Where(fold => !emitted.Contains(fold.Event) && !BuxSymbols.Has(fold.Event, symbols.Obsolete))
            // An older version is in the log, and is read for as long as it is there.
            .Where(fold => service.NameOf(fold.Event) is var (name, version) && version >= newest[name])
            .GroupBy<Fold, INamedTypeSymbol>(fold => fold.Event, SymbolEqualityComparer.Default)
            .Select(group => group.First());
    }

    /// <summary>Judges one emission.</summary>
    private sealed class EmissionJudge(BuxSymbols symbols, ServiceDeclarations service)
    {
        /// <param name="emission">What is emitted.</param>
        /// <param name="call">The <c>Emit</c>, or null when a generic function emits it.</param>
        public Diagnostic? Judge(Emission emission, IInvocationOperation? call)
        {
            var by = emission.By.ContainingType is { } type ? $"{type.Name}.{emission.By.Name}" : emission.By.Name;
            if (emission.Event is not INamedTypeSymbol named || !BuxSymbols.Has(named, symbols.DomainEvent))
            {
                return Diagnostic.Create(NoEvent, emission.At, by, emission.Event.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            }

            if (service.Retired.Has(named)) return Diagnostic.Create(RetiredEmitted, emission.At, by, named.Name);
            var state = emission.State as INamedTypeSymbol ?? (service.States.Count == 1 ? service.States[0] : null);
            // Without a mutator the generator says so (BUX0028), once and not at every event.
            if (state is null || service.IsFolded(named, state) || service.MutatorOf(state) is not { } mutator) return null;
            var method = call is not null && BeginsEntity(call, emission.By) ? "Create" : "Apply";
            var missing = method == "Create" ? $"static {state.Name} Create({named.Name} e)" : $"static {state.Name} Apply({state.Name} s, {named.Name} e)";
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add(EventKey, DocumentationCommentId.CreateDeclarationId(named))
                .Add(StateKey, DocumentationCommentId.CreateDeclarationId(state))
                .Add(MutatorKey, DocumentationCommentId.CreateDeclarationId(mutator))
                .Add(MethodKey, method);
            return Diagnostic.Create(NotFolded, emission.At, properties, by, named.Name, mutator.Name, missing);
        }

        /// <summary>Whether this is the first event of a use case that expects no entity.</summary>
        private bool BeginsEntity(IInvocationOperation call, ISymbol by)
        {
            if (by is not IMethodSymbol { Name: "Handle" } handle || !BuxSymbols.Has(handle.ContainingType, symbols.UseCase)) return false;
            var expects = handle.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, symbols.Expects))?.ConstructorArguments.FirstOrDefault().Value;
            // Expectation.Missing is 1.
            if (expects is null ? handle.Parameters.Any(parameter => BuxSymbols.Has(StateTypes.Present(parameter.Type), symbols.State)) : expects is not 1) return false;
            IOperation root = call;
            while (root.Parent is { } parent) root = parent;
            return root.DescendantsAndSelf().OfType<IInvocationOperation>().First(each => Emissions.IsEmit(each, symbols)) == call;
        }
    }
}
