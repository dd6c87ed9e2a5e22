using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Services;

/// <summary>The events that an upcaster makes something else of wherever they are read.</summary>
internal sealed class RetiredEvents(BuxSymbols symbols)
{
    private readonly HashSet<INamedTypeSymbol> _own = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IAssemblySymbol, HashSet<string>> _announced = new(SymbolEqualityComparer.Default);

    /// <summary>Takes in the upcasters of a type of this assembly.</summary>
    public void Take(INamedTypeSymbol type)
    {
        foreach (var upcaster in symbols.UpcastersOf(type))
        {
            if (upcaster.Parameters[0].Type is INamedTypeSymbol retired) _own.Add(retired);
        }
    }

    public bool Has(INamedTypeSymbol domainEvent) =>
        _own.Contains(domainEvent)
        || AnnouncedBy(domainEvent.ContainingAssembly).Contains(domainEvent.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private HashSet<string> AnnouncedBy(IAssemblySymbol? assembly)
    {
        if (assembly is null) return [];
        lock (_announced)
        {
            if (_announced.TryGetValue(assembly, out var known)) return known;
            var retired = assembly.GetAttributes()
                .Where(each => BuxSymbols.Is(each.AttributeClass, symbols.AnnouncedUpcaster) && each.ConstructorArguments.Length > 1)
                .Select(each => each.ConstructorArguments[1].Value as string ?? "");
            return _announced[assembly] = new HashSet<string>(retired, StringComparer.Ordinal);
        }
    }
}
