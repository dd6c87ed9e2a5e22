using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>Which methods of a compilation override or implement others, and which types derive from others. Made when somebody first asks.</summary>
internal sealed class Overrides
{
    private readonly List<INamedTypeSymbol> _types = [];
    private readonly Dictionary<ISymbol, List<IMethodSymbol>> _overriding = new(SymbolEqualityComparer.Default);

    public Overrides(Compilation compilation)
    {
        Collect(compilation.Assembly.GlobalNamespace);
        foreach (var method in _types.SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>().Where(method => method.IsOverride && !method.IsAbstract))
        {
            for (var current = method.OverriddenMethod?.OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
            {
                if (!_overriding.TryGetValue(current, out var list)) _overriding[current] = list = [];
                list.Add(method);
            }
        }
    }

    /// <summary>Every method that a call of this one may end in, itself apart.</summary>
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind != TypeKind.Interface) return _overriding.TryGetValue(method, out var list) ? [.. list] : [];
        return
        [
            .. _types
                .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
                .SelectMany(type => type.AllInterfaces.Where(each => BuxSymbols.Is(each, method.ContainingType)), (type, face) => Implementation(type, face, method))
                .OfType<IMethodSymbol>()
                .Where(implementation => !implementation.IsAbstract)
                .Select(implementation => implementation.OriginalDefinition)
                .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default),
        ];
    }

    /// <summary>The types of this compilation that derive from a class, directly or not.</summary>
    public IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) => _types.Where(each => each.BaseType is { } parent && BuxSymbols.DerivesFrom(parent, type));

    private static ISymbol? Implementation(INamedTypeSymbol type, INamedTypeSymbol face, IMethodSymbol method) =>
        face.GetMembers(method.Name).FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method)) is { } declared
            ? type.FindImplementationForInterfaceMember(declared) : null;

    private void Collect(INamespaceOrTypeSymbol symbol)
    {
        foreach (var member in symbol.GetMembers())
        {
            if (member is INamedTypeSymbol type) _types.Add(type);
            if (member is INamespaceOrTypeSymbol inner) Collect(inner);
        }
    }
}
