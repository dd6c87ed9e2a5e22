using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>Which of .NET's own types stay as they were made, which can be changed, and what to use instead of those.</summary>
internal sealed class LibraryTypes
{
    private const string Generic = "System.Collections.Generic.", Unchanging = "System.Collections.Immutable.", Reading = "System.Collections.ObjectModel.";

    /// <summary>Classes and interfaces; a struct of .NET is a value wherever it is held, unless it stands under <see cref="Changing"/>.</summary>
    private static readonly string[] Staying =
    [
        Generic + "IEnumerable`1", Generic + "IReadOnlyCollection`1", Generic + "IReadOnlyList`1", Generic + "IReadOnlySet`1", Generic + "IReadOnlyDictionary`2",
        Reading + "ReadOnlyCollection`1", Reading + "ReadOnlyDictionary`2", Reading + "ReadOnlySet`1",
        Unchanging + "ImmutableList`1", Unchanging + "ImmutableHashSet`1", Unchanging + "ImmutableSortedSet`1", Unchanging + "ImmutableDictionary`2",
        Unchanging + "ImmutableSortedDictionary`2", Unchanging + "ImmutableQueue`1", Unchanging + "ImmutableStack`1",
        Unchanging + "IImmutableList`1", Unchanging + "IImmutableSet`1", Unchanging + "IImmutableDictionary`2", Unchanging + "IImmutableQueue`1", Unchanging + "IImmutableStack`1",
        "System.Collections.Frozen.FrozenSet`1", "System.Collections.Frozen.FrozenDictionary`2",
        "System.Linq.ILookup`2", "System.Linq.Lookup`2", "System.Linq.IGrouping`2", Generic + "IComparer`1", Generic + "IEqualityComparer`1",
        "System.Uri", "System.Version", "System.Type", "System.TimeZoneInfo", "System.StringComparer", "System.DBNull", "System.Text.RegularExpressions.Regex",
        "System.Net.Mail.MailAddress", "System.Tuple`1", "System.Tuple`2", "System.Tuple`3", "System.Tuple`4", "System.Tuple`5", "System.Tuple`6", "System.Tuple`7",
    ];

    /// <summary>What can be changed; what to use instead; what to use where one wants to read only.</summary>
    private static readonly (string Type, string Immutable, string ReadOnly)[] Changing =
    [
        (Generic + "List`1", Unchanging + "ImmutableArray`1", Generic + "IReadOnlyList`1"),
        (Generic + "IList`1", Unchanging + "ImmutableArray`1", Generic + "IReadOnlyList`1"),
        (Generic + "ICollection`1", Unchanging + "ImmutableArray`1", Generic + "IReadOnlyList`1"),
        (Generic + "LinkedList`1", Unchanging + "ImmutableList`1", Generic + "IReadOnlyList`1"),
        (Reading + "Collection`1", Unchanging + "ImmutableArray`1", Generic + "IReadOnlyList`1"),
        (Reading + "ObservableCollection`1", Unchanging + "ImmutableArray`1", Generic + "IReadOnlyList`1"),
        (Generic + "HashSet`1", Unchanging + "ImmutableHashSet`1", Generic + "IReadOnlySet`1"),
        (Generic + "ISet`1", Unchanging + "ImmutableHashSet`1", Generic + "IReadOnlySet`1"),
        (Generic + "SortedSet`1", Unchanging + "ImmutableSortedSet`1", Generic + "IReadOnlySet`1"),
        (Generic + "Dictionary`2", Unchanging + "ImmutableDictionary`2", Generic + "IReadOnlyDictionary`2"),
        (Generic + "IDictionary`2", Unchanging + "ImmutableDictionary`2", Generic + "IReadOnlyDictionary`2"),
        (Generic + "SortedDictionary`2", Unchanging + "ImmutableSortedDictionary`2", Generic + "IReadOnlyDictionary`2"),
        (Generic + "SortedList`2", Unchanging + "ImmutableSortedDictionary`2", Generic + "IReadOnlyDictionary`2"),
        ("System.Collections.Concurrent.ConcurrentDictionary`2", Unchanging + "ImmutableDictionary`2", Generic + "IReadOnlyDictionary`2"),
        (Generic + "Queue`1", Unchanging + "ImmutableQueue`1", Unchanging + "IImmutableQueue`1"),
        (Generic + "Stack`1", Unchanging + "ImmutableStack`1", Unchanging + "IImmutableStack`1"),
        ("System.Memory`1", "System.ReadOnlyMemory`1", "System.ReadOnlyMemory`1"),
        ("System.ArraySegment`1", "System.ReadOnlyMemory`1", "System.ReadOnlyMemory`1"),
        ("System.Text.StringBuilder", "System.String", "System.String"),
    ];

    private static readonly HashSet<string> StayingNames = new(Staying, StringComparer.Ordinal);

    private static readonly Dictionary<string, (string Immutable, string ReadOnly)> ChangingNames =
        Changing.ToDictionary(each => each.Type, each => (each.Immutable, each.ReadOnly), StringComparer.Ordinal);

    private readonly Compilation _compilation;

    public LibraryTypes(Compilation compilation) => _compilation = compilation;

    /// <summary>
    /// Whether a type of .NET is one of those with these metadata names. Names, because to look all of them up costs more than to judge a small
    /// project.
    /// </summary>
    public static bool IsOneOf(ITypeSymbol type, ISet<string> names) => type is INamedTypeSymbol named && IsOfSystem(named) && names.Contains(NameOf(named));

    /// <summary>Whether a type is .NET's own. What is inside of it is not the user's to mend, and the wire knows its own few of them.</summary>
    public static bool IsOfSystem(ITypeSymbol type) =>
        type.ContainingAssembly?.Name is { } assembly
        && (assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard");

    /// <summary>Whether a class or interface of .NET stays as it was made, as far as what it is made of does.</summary>
    public bool Stays(INamedTypeSymbol type) => IsOneOf(type, StayingNames);

    /// <summary>Whether a type is a collection, an array or another container of .NET whose content anyone who holds it can change.</summary>
    public bool Changes(ITypeSymbol type) => type is IArrayTypeSymbol
        || (type is INamedTypeSymbol named && IsOfSystem(named) && (ChangingNames.ContainsKey(NameOf(named)) || (!Stays(named) && IsCollection(named))));

    /// <summary>The type with every container inside it that can be changed replaced, or null when there is no such type.</summary>
    public ITypeSymbol? Unchangeable(ITypeSymbol type, bool readOnly) => Replaced(type, readOnly) is { } replaced
        ? IsOptional(type) ? Optional(replaced) : replaced.IsReferenceType ? replaced.WithNullableAnnotation(type.NullableAnnotation) : replaced
        : null;

    private static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{NameOf(outer)}+{type.MetadataName}" : $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}";

    private static bool IsOptional(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;

    private static bool IsCollection(INamedTypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Interface
        && type.SpecialType != SpecialType.System_String
        && type.AllInterfaces.Append(type).Any(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_ICollection_T
            || each is { Name: "ICollection" or "IList" or "IDictionary", Arity: 0, ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } });

    private ITypeSymbol? Replaced(ITypeSymbol type, bool readOnly)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } bytes:
                return Constructed("System.ReadOnlyMemory`1", bytes.ElementType);
            case IArrayTypeSymbol { Rank: 1 } array:
                return Unchangeable(array.ElementType, readOnly) is { } element
                    ? Constructed(readOnly ? Generic + "IReadOnlyList`1" : Unchanging + "ImmutableArray`1", element) : null;
            case IArrayTypeSymbol:
                return null;
            case INamedTypeSymbol { IsTupleType: true } tuple:
                var elements = tuple.TupleElements.Select(each => Unchangeable(each.Type, readOnly)).ToArray();
                return elements.Any(each => each is null) ? null : _compilation.CreateTupleTypeSymbol(
                    [.. elements.Select(each => each!)],
                    tuple.TupleElements.Select(each => each.IsExplicitlyNamedTupleElement ? each.Name : null).ToImmutableArray(),
                    elementNullableAnnotations: [.. elements.Select(each => each!.NullableAnnotation)]);
            case INamedTypeSymbol named:
                var arguments = named.TypeArguments.Select(each => Unchangeable(each, readOnly)).ToArray();
                if (arguments.Any(each => each is null)) return null;
                if (IsOfSystem(named) && ChangingNames.TryGetValue(NameOf(named), out var instead))
                {
                    return Constructed(readOnly ? instead.ReadOnly : instead.Immutable, [.. arguments.Select(each => each!)]);
                }

                return Changes(named) ? null : named.Arity == 0 || named.ContainingType is { IsGenericType: true } ? named : Constructed(named.OriginalDefinition, [.. arguments.Select(each => each!)]);
            default:
                return type;
        }
    }

    private INamedTypeSymbol Optional(ITypeSymbol type) => type.IsValueType
        ? _compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(type)
        : (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.Annotated);

    private INamedTypeSymbol? Constructed(string name, params ITypeSymbol[] arguments) =>
        _compilation.GetTypeByMetadataName(name) is { } definition ? Constructed(definition, arguments) : null;

    private static INamedTypeSymbol Constructed(INamedTypeSymbol definition, ITypeSymbol[] arguments) => definition.Arity == 0 ? definition
        : definition.Construct([.. arguments], [.. arguments.Select(each => each.NullableAnnotation)]);
}
