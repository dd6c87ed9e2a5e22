using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>How a collection is made from the list, set or dictionary <c>items</c> that was read.</summary>
internal sealed record CollectionShape(CodecKind Kind, string Conversion, bool HasUnsafeDefault = false);

/// <summary>The collections that can be written.</summary>
internal static class Collections
{
    private const string Immutable = "global::System.Collections.Immutable.";

    /// <summary>The collection's shape, or null when the type is none that is known.</summary>
    public static CollectionShape? Of(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString();
        return (space, type.Name, type.Arity) switch
        {
            ("System.Collections.Generic", "List" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable" or "IList" or "ICollection", 1) =>
                new CollectionShape(CodecKind.Sequence, "items"),
            ("System.Collections.Generic", "HashSet" or "ISet" or "IReadOnlySet", 1) => new CollectionShape(CodecKind.Set, "items"),
            ("System.Collections.Generic", "Dictionary" or "IDictionary" or "IReadOnlyDictionary", 2) => new CollectionShape(CodecKind.Map, "items"),
            ("System.Collections.Immutable", "ImmutableArray", 1) =>
                new CollectionShape(CodecKind.Sequence, Immutable + "ImmutableArray.CreateRange(items)", HasUnsafeDefault: true),
            ("System.Collections.Immutable", "ImmutableList" or "IImmutableList", 1) => new CollectionShape(CodecKind.Sequence, Immutable + "ImmutableList.CreateRange(items)"),
            ("System.Collections.Immutable", "ImmutableHashSet" or "IImmutableSet", 1) => new CollectionShape(CodecKind.Set, Immutable + "ImmutableHashSet.CreateRange(items)"),
            ("System.Collections.Immutable", "ImmutableDictionary" or "IImmutableDictionary", 2) => new CollectionShape(CodecKind.Map, Immutable + "ImmutableDictionary.CreateRange(items)"),
            _ => null,
        };
    }
}
