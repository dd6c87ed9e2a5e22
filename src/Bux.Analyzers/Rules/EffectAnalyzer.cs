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
            start.RegisterSymbolAction(
                type =>
                {
                    var (report, methods) = Judged((INamedTypeSymbol)type.Symbol, symbols);
                    // What several methods of the type share is reported once.
                    var places = new HashSet<(string, Location)>();
                    foreach (var finding in methods.SelectMany(method => report.Findings(method, index, type.CancellationToken)))
                    {
                        if (places.Add((finding.Id, finding.Location))) type.ReportDiagnostic(finding);
                    }
                },
                SymbolKind.NamedType);
        });
    }

    private static (EffectReport Report, IEnumerable<IMethodSymbol> Methods) Judged(INamedTypeSymbol type, BuxSymbols symbols)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsImplicitlyDeclared);
        if (BuxSymbols.Has(type, symbols.StateMutator)) return (Mutators, methods.Where(method => method.Name is "Create" or "Apply"));
        if (BuxSymbols.Has(type, symbols.UseCase)) return (UseCases, methods.Where(method => method.Name == "Handle"));
        if (BuxSymbols.Has(type, symbols.Projection)) return (Projections, methods.Where(method => method.Name is "On" or "Key"));
        // What a contract or a state computes by itself is taken for granted in other assemblies, and mutators build on it. A hash code may
        // differ between processes; those who ask for one are reported.
        var isContract = BuxSymbols.Has(type, symbols.Command) || BuxSymbols.Has(type, symbols.DomainEvent) || BuxSymbols.Has(type, symbols.State);
        var computes = methods.Where(method => method is not { Name: "GetHashCode", Parameters.IsEmpty: true } && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.Constructor);
        return (Facts, isContract ? computes : []);
    }
}
