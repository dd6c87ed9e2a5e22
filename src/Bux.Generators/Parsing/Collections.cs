using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Which library types are lists, sets and dictionaries, and the function of <c>Bux.Seam.JsonShapes</c> for each.</summary>
internal static class Collections
{
    public static string? Sequence(INamedTypeSymbol type) => type.Arity != 1 ? null : Symbols.MetadataName(type.OriginalDefinition) switch
    {
        "System.Collections.Generic.List`1" => "List",
        "System.Collections.Generic.IList`1" => "ListInterface",
        "System.Collections.Generic.ICollection`1" => "Collection",
        "System.Collections.Generic.IReadOnlyList`1" => "ReadOnlyList",
        "System.Collections.Generic.IReadOnlyCollection`1" => "ReadOnlyCollection",
        "System.Collections.Generic.IEnumerable`1" => "Enumerable",
        "System.Collections.Immutable.ImmutableArray`1" => "ImmutableArray",
        "System.Collections.Immutable.ImmutableList`1" => "ImmutableList",
        "System.Collections.Generic.HashSet`1" => "HashSet",
        "System.Collections.Generic.ISet`1" => "Set",
        "System.Collections.Generic.IReadOnlySet`1" => "ReadOnlySet",
        "System.Collections.Immutable.ImmutableHashSet`1" => "ImmutableHashSet",
        "System.Collections.Frozen.FrozenSet`1" => "FrozenSet",
        _ => null,
    };

    public static string? Map(INamedTypeSymbol type) => type.Arity != 2 ? null : Symbols.MetadataName(type.OriginalDefinition) switch
    {
        "System.Collections.Generic.Dictionary`2" => "Dictionary",
        "System.Collections.Generic.IDictionary`2" => "DictionaryInterface",
        "System.Collections.Generic.IReadOnlyDictionary`2" => "ReadOnlyDictionary",
        "System.Collections.Immutable.ImmutableDictionary`2" => "ImmutableDictionary",
        "System.Collections.Frozen.FrozenDictionary`2" => "FrozenDictionary",
        _ => null,
    };
}
