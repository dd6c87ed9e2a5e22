using System.Collections.Immutable;
using Bux.Analyzers.Effects;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>Which rule forbids which effect to a kind of code, and the report of what was found.</summary>
internal sealed class EffectReport(params (EffectKind Kind, DiagnosticDescriptor Rule)[] forbidden)
{
    public ImmutableArray<DiagnosticDescriptor> Rules { get; } = [.. forbidden.Select(each => each.Rule).Distinct()];

    /// <summary>What a method does that it may not. A place is reported once for each rule.</summary>
    public IEnumerable<Diagnostic> Findings(IMethodSymbol method, EffectIndex index, CancellationToken cancellation)
    {
        var reported = new HashSet<(string, SyntaxNode)>();
        foreach (var effect in index.EffectsOf(method, cancellation))
        {
            if (RuleOf(effect) is { } rule && reported.Add((rule.Id, effect.Site)))
            {
                yield return Diagnostic.Create(rule, effect.Site.GetLocation(), $"{method.ContainingType.Name}.{method.Name}", Words(effect), effect.Through);
            }
        }
    }

    private DiagnosticDescriptor? RuleOf(Effect effect) => forbidden.FirstOrDefault(each => each.Kind == effect.Kind).Rule is { } rule && Concerns(rule, effect) ? rule : null;

    /// <summary>Of the changes of objects, some rules concern only the code's own instance.</summary>
    private static bool Concerns(DiagnosticDescriptor rule, Effect effect) => rule != UseCasesKeepNothing.Rule || effect.Target.HasThis;

    private static string Words(Effect effect) => effect.Kind switch
    {
        EffectKind.ChangeOfStatic => $"the static {effect.What}",
        EffectKind.ReadOfStatic => $"the static {effect.What}",
        _ => effect.What,
    };
}
