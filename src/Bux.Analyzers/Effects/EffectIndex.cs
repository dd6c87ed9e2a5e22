using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>
/// The effects of those bodies of a compilation that somebody asks for, those of what they call included. One for each compilation; it is
/// safe for concurrent use, and remembers only what is complete.
/// </summary>
internal sealed class EffectIndex
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<ISymbol, Body> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Effect>> _effects = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Overrides> _overrides;

    public EffectIndex(Compilation compilation, BuxSymbols symbols)
    {
        _compilation = compilation;
        Library = new Library(symbols, compilation);
        _overrides = new Lazy<Overrides>(() => new Overrides(compilation));
        Immutability = new Immutability(compilation, type => _overrides.Value.DerivedFrom(type));
    }

    public Library Library { get; }

    public Immutability Immutability { get; }

    /// <summary>Every effect of a body, whether it does it itself or by way of others.</summary>
    public ImmutableArray<Effect> EffectsOf(ISymbol member, CancellationToken cancellation) => new Inquiry(this, cancellation).EffectsOf(member.OriginalDefinition);

    /// <summary>Whether the symbol is of this compilation's source.</summary>
    public bool IsHere(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _compilation.Assembly);

    /// <summary>The bodies that a call of a virtual or interface method of this source may end in.</summary>
    public ImmutableArray<IMethodSymbol> BodiesOf(IMethodSymbol method)
    {
        var bodies = _overrides.Value.Of(method.OriginalDefinition);
        return method.IsAbstract ? bodies : bodies.Add(method.OriginalDefinition);
    }

    public Body? BodyOf(ISymbol member) => _bodies.TryGetValue(member, out var body) ? body : null;

    public void Keep(ISymbol member, Body body) => _bodies.TryAdd(member, body);

    public ImmutableArray<Effect>? Known(ISymbol member) => _effects.TryGetValue(member, out var effects) ? effects : null;

    public void Keep(ISymbol member, ImmutableArray<Effect> effects) => _effects.TryAdd(member, effects);

    public SemanticModel Model(SyntaxTree tree) => SemanticModels.Of(_compilation, tree);
}
