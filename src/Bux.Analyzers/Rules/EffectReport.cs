using System.Collections.Immutable;
using Bux.Analyzers.Effects;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>Which rule forbids which effect to a kind of code, and the report of what was found.</summary>
internal sealed class EffectReport(params (EffectKind Kind, DiagnosticDescriptor Rule)[] forbidden)
{
    public ImmutableArray<DiagnosticDescriptor> Rules { get; } = [.. forbidden.Select(each => each.Rule).Distinct()];

    /// <summary>The same for code to which one kind of effect is of no concern.</summary>
    public EffectReport Without(EffectKind kind) => new([.. forbidden.Where(each => each.Kind != kind)]);

    /// <summary>What a method does that it may not. Of nested places that break the same rule the innermost is reported.</summary>
    public IEnumerable<Diagnostic> Findings(IMethodSymbol method, EffectIndex index, CancellationToken cancellation) =>
        from effect in index.EffectsOf(method, cancellation)
        let rule = RuleOf(effect)
        where rule is not null
        group effect by rule into broken
        from effect in broken.GroupBy(effect => effect.Site, (_, same) => same.First())
        where !broken.Any(other => other.Site != effect.Site && effect.Site.Contains(other.Site))
        select Diagnostic.Create(broken.Key, effect.Site.GetLocation(), $"{method.ContainingType.Name}.{method.Name}", Words(effect), effect.Through);

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
