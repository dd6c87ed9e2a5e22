using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>One question after the effects of a body, and the bodies that are being read on the way to its answer.</summary>
internal sealed class Inquiry(EffectIndex index, CancellationToken cancellation)
{
    private const int MostEffects = 48;
    private const int Deepest = 100;

    private readonly HashSet<ISymbol> _reading = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _asked = new(SymbolEqualityComparer.Default);
    private int _lowest = int.MaxValue;

    public EffectIndex Index { get; } = index;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The effects of a body as its caller sees them, each once.</summary>
    public ImmutableArray<Effect> EffectsOf(ISymbol member)
    {
        if (Index.Known(member) is { } known) return known;
        if (_asked.TryGetValue(member, out var depth))
        {
            // It calls itself: what it does is being collected already.
            _lowest = Math.Min(_lowest, depth);
            return [];
        }

        if (_asked.Count >= Deepest) return [];
        depth = _asked.Count;
        _asked[member] = depth;
        var (before, effects) = (_lowest, Collect(member));
        _asked.Remove(member);
        // Within a circle only its first member has seen everything; the others are asked again when they are asked for themselves.
        if (_lowest >= depth) (_, _lowest) = (Keep(member, effects), before);
        return effects;
    }

    /// <summary>What a method of this compilation returns, or null where that is not known.</summary>
    public Value? ResultOf(IMethodSymbol method)
    {
        if (!Index.IsHere(method) || method.IsAbstract || _reading.Contains(method.OriginalDefinition)) return null;
        return BodyOf(method.OriginalDefinition)?.Result;
    }

    private bool Keep(ISymbol member, ImmutableArray<Effect> effects)
    {
        Index.Keep(member, effects);
        return true;
    }

    private ImmutableArray<Effect> Collect(ISymbol member)
    {
        if (BodyOf(member) is not { } body) return [];
        var found = new Dictionary<(EffectKind, SyntaxNode, string), Effect>();
        foreach (var effect in body.Effects) Add(found, effect);
        foreach (var call in body.Calls)
        {
            Cancellation.ThrowIfCancellationRequested();
            foreach (var effect in EffectsOf(call.Member).SelectMany(effect => Seen(effect, call, member))) Add(found, effect);
        }

        return [.. found.Values.OrderBy(effect => effect.Site.SpanStart).ThenBy(effect => effect.Kind).ThenBy(effect => effect.What, StringComparer.Ordinal).Take(MostEffects)];
    }

    private static void Add(Dictionary<(EffectKind, SyntaxNode, string), Effect> found, Effect effect)
    {
        var key = (effect.Kind, effect.Site, effect.What);
        if (!found.TryGetValue(key, out var other)) found[key] = effect;
        else found[key] = (other.Path?.Length ?? 0) <= (effect.Path?.Length ?? 0) ? other with { Target = other.Target | effect.Target } : effect with { Target = other.Target | effect.Target };
    }

    /// <summary>An effect of a callee, seen from the caller: a change of something that the caller made itself is none.</summary>
    private static IEnumerable<Effect> Seen(Effect effect, Call call, ISymbol caller)
    {
        var path = new CallPath(Name(call.Member), effect.Path);
        // Within a type the place itself is more use than the call that leads there.
        var site = SymbolEqualityComparer.Default.Equals(call.Member.ContainingType, caller.ContainingType) ? effect.Site : call.Site;
        if (effect.Kind is not EffectKind.Change)
        {
            yield return effect with { Site = site, Path = path };
            yield break;
        }

        var target = effect.Target.SeenBy(call.Receiver, call.Arguments);
        if (target.HasStatic) yield return new Effect(EffectKind.ChangeOfStatic, effect.What, target, site, path);
        var isOwnConstruction = caller is IMethodSymbol { MethodKind: MethodKind.Constructor } && !target.HasParameter;
        if ((target.HasParameter || target.HasThis) && !isOwnConstruction) yield return new Effect(EffectKind.Change, effect.What, target, site, path);
    }

    private Body? BodyOf(ISymbol member)
    {
        if (Index.BodyOf(member) is { } known) return known;
        if (!_reading.Add(member)) return null;
        var operations = Operations.Of(member, Index.Model, Cancellation);
        var body = operations.Count == 0 ? null : BodyReader.Read(member, operations, this);
        _reading.Remove(member);
        if (body is not null) Index.Keep(member, body);
        return body;
    }

    private static string Name(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => $"new {member.ContainingType.Name}",
        IMethodSymbol { AssociatedSymbol: { } property } => $"{member.ContainingType.Name}.{property.Name}",
        _ => $"{member.ContainingType.Name}.{member.Name}",
    };
}
