using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bux.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Rules;

/// <summary>
/// Proves that mutators are pure, that use cases are safe in a transaction, and that projections are folds. What they call in this
/// compilation is judged with them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EffectAnalyzer : DiagnosticAnalyzer
{
    private static readonly EffectReport Mutators = new(
        (EffectKind.Change, MutatorsChangeNothing.Rule),
        (EffectKind.ChangeOfStatic, MutatorsChangeNothing.Rule),
        (EffectKind.Clock, MutatorsKnowNoTimeOrChance.Rule),
        (EffectKind.Chance, MutatorsKnowNoTimeOrChance.Rule),
        (EffectKind.Surroundings, MutatorsKnowNoTimeOrChance.Rule),
        (EffectKind.Culture, MutatorsKnowNoCulture.Rule),
        (EffectKind.InputOutput, MutatorsDoNothingElse.Rule),
        (EffectKind.Logging, MutatorsDoNothingElse.Rule),
        (EffectKind.Waiting, MutatorsDoNothingElse.Rule),
        (EffectKind.ReadOfStatic, MutatorsReadNoChangingStatic.Rule),
        (EffectKind.Order, MutatorsMakeUpNoOrder.Rule),
        (EffectKind.Unsafe, MutatorsAreSafeCode.Rule),
        (EffectKind.Unknown, MutatorsCallWhatIsKnown.Rule));

    /// <summary>What facts compute by themselves. That they do not change is the business of the rules about immutability.</summary>
    private static readonly EffectReport Facts = Mutators.Without(EffectKind.Change);

    private static readonly EffectReport UseCases = new(
        (EffectKind.Waiting, UseCasesWaitForNothing.Rule),
        (EffectKind.InputOutput, UseCasesDoNoInputOutput.Rule),
        (EffectKind.ReadOfStatic, UseCasesShareNothing.Rule),
        (EffectKind.ChangeOfStatic, UseCasesShareNothing.Rule),
        (EffectKind.Change, UseCasesKeepNothing.Rule),
        (EffectKind.Clock, UseCasesTakeTimeFromContext.Rule),
        (EffectKind.Chance, UseCasesTakeTimeFromContext.Rule),
        (EffectKind.Surroundings, UseCasesTakeTimeFromContext.Rule));

    private static readonly EffectReport Projections = new(
        (EffectKind.Clock, ProjectionsKnowNoTimeOrChance.Rule),
        (EffectKind.Chance, ProjectionsKnowNoTimeOrChance.Rule),
        (EffectKind.Surroundings, ProjectionsKnowNoTimeOrChance.Rule),
        (EffectKind.InputOutput, ProjectionsDoNoInputOutput.Rule),
        (EffectKind.Waiting, ProjectionsDoNoInputOutput.Rule),
        (EffectKind.Change, ProjectionsChangeNothing.Rule),
        (EffectKind.ChangeOfStatic, ProjectionsChangeNothing.Rule));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Mutators.Rules, .. UseCases.Rules, .. Projections.Rules];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } symbols) return;
            var index = new EffectIndex(start.Compilation, symbols);
            var places = new ConcurrentDictionary<(string, Location), bool>();
            void Judge(EffectReport report, IMethodSymbol method, Action<Diagnostic> say, CancellationToken cancellation)
            {
                // What several methods of a type share is reported once.
                foreach (var finding in report.Findings(method, index, cancellation).Where(finding => places.TryAdd((finding.Id, finding.Location), true))) say(finding);
            }

            // At the end of a type the driver has bound its bodies; what they call elsewhere is bound when it is followed.
            start.RegisterSymbolStartAction(
                type =>
                {
                    if (ReportOf((INamedTypeSymbol)type.Symbol, symbols) is not var (report, names)) return;
                    var methods = new ConcurrentQueue<IMethodSymbol>();
                    type.RegisterOperationBlockAction(block =>
                    {
                        if (block.OwningSymbol is IMethodSymbol method && names.Contains(method.Name)) methods.Enqueue(method);
                    });
                    type.RegisterSymbolEndAction(end =>
                    {
                        foreach (var method in methods.OrderBy(method => method.Locations[0].SourceSpan.Start)) Judge(report, method, end.ReportDiagnostic, end.CancellationToken);
                    });
                },
                SymbolKind.NamedType);
            start.RegisterSymbolAction(
                type =>
                {
                    foreach (var method in Computing((INamedTypeSymbol)type.Symbol, symbols)) Judge(Facts, method, type.ReportDiagnostic, type.CancellationToken);
                },
                SymbolKind.NamedType);
        });
    }

    private static (EffectReport Report, string[] Methods)? ReportOf(INamedTypeSymbol type, BuxSymbols symbols) =>
        BuxSymbols.Has(type, symbols.StateMutator) ? (Mutators, ["Create", "Apply"])
        : BuxSymbols.Has(type, symbols.UseCase) ? (UseCases, ["Handle"])
        : BuxSymbols.Has(type, symbols.Projection) ? (Projections, ["On", "Key"])
        // What an event was is a part of the fold, so upcasters are pure as mutators are.
        : symbols.UpcastersOf(type).Select(method => method.Name).Distinct().ToArray() is { Length: > 0 } upcasters ? (Mutators, upcasters)
        : null;

    /// <summary>
    /// What a contract or a state computes by itself is taken for granted in other assemblies, and mutators build on it. A hash code may
    /// differ between processes; those who ask for one are reported.
    /// </summary>
    private static IEnumerable<IMethodSymbol> Computing(INamedTypeSymbol type, BuxSymbols symbols) =>
        BuxSymbols.Has(type, symbols.Command) || BuxSymbols.Has(type, symbols.DomainEvent) || BuxSymbols.Has(type, symbols.State)
            ? type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsImplicitlyDeclared
                && method is not { Name: "GetHashCode", Parameters.IsEmpty: true }
                && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.Constructor)
            : [];
}
