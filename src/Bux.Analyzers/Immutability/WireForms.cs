using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>
/// What the generator refuses by itself (BUX0012, BUX0014): one mistake is reported once, so the rules of immutability leave it alone.
/// </summary>
internal sealed class WireForms(Compilation compilation, LibraryTypes library)
{
    private readonly INamedTypeSymbol? _derived = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonDerivedTypeAttribute");
    private readonly INamedTypeSymbol? _ignored = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonIgnoreAttribute");
    private readonly INamedTypeSymbol? _codec = compilation.GetTypeByMetadataName("Bux.CodecAttribute");
    private readonly INamedTypeSymbol? _memory = compilation.GetTypeByMetadataName("System.ReadOnlyMemory`1");
    private readonly INamedTypeSymbol? _uri = compilation.GetTypeByMetadataName("System.Uri");
    private static readonly HashSet<string> Values = Named(
        "System.Guid", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Half", "System.Int128", "System.UInt128");

    private static readonly HashSet<string> Containers = Named(
        "System.Collections.Generic.List`1", "System.Collections.Generic.IList`1", "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.ISet`1", "System.Collections.Generic.IReadOnlySet`1", "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Frozen.FrozenSet`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyDictionary`2", "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Frozen.FrozenDictionary`2");

    /// <summary>The types that a closed hierarchy declares with <c>[JsonDerivedType]</c>; none when the type is no such hierarchy.</summary>
    public IEnumerable<INamedTypeSymbol> Cases(INamedTypeSymbol type) => type.GetAttributes()
        .Where(each => _derived is not null && BuxSymbols.Is(each.AttributeClass, _derived))
        .Select(each => each.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol derived } ? derived : null)
        .OfType<INamedTypeSymbol>();

    /// <summary>Whether a user's own codec writes it, so that the generator does not look inside.</summary>
    public bool HasCodec(ISymbol? symbol) => symbol is not null && _codec is not null && BuxSymbols.Has(symbol, _codec);

    /// <summary>Whether the generator writes and reads the property of a type that is on the wire.</summary>
    public bool Writes(IPropertySymbol property, INamedTypeSymbol type) =>
        IsMember(property) && !IsIgnored(property) && !HasCodec(property) && !HasCodec(Parameter(property, type)) && !HasCodec(property.Type);

    /// <summary>Whether the generator says of the property that it does not come back from the wire (BUX0014).</summary>
    public bool Loses(IPropertySymbol property, INamedTypeSymbol type, bool stored) =>
        stored && IsMember(property) && !IsIgnored(property) && Parameter(property, type) is null
        && !(property.SetMethod is { } setter && compilation.IsSymbolAccessibleWithin(setter, compilation.Assembly));

    /// <summary>Whether the generator says of the field that it does not come back from the wire (BUX0014).</summary>
    public static bool Loses(IFieldSymbol field) => field.DeclaredAccessibility == Accessibility.Public;

    /// <summary>Whether the generator says that the wire has no form for the type (BUX0012).</summary>
    public bool Refuses(ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol or { TypeKind: TypeKind.Error or TypeKind.Enum }: return false;
            case IArrayTypeSymbol array: return array.Rank != 1 || Refuses(array.ElementType);
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable: return Refuses(nullable.TypeArguments[0]);
            case INamedTypeSymbol { IsTupleType: true } tuple: return tuple.TupleElements.Any(each => Refuses(each.Type));
            case INamedTypeSymbol named when HasCodec(named) || Cases(named).Any(): return false;
            case INamedTypeSymbol named when LibraryTypes.IsOneOf(named, Containers): return named.TypeArguments.Any(Refuses) || (named.Arity == 2 && !IsKey(named.TypeArguments[0]));
            case INamedTypeSymbol named: return RefusesSingle(named);
            default: return true;
        }
    }

    private bool RefusesSingle(INamedTypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_DateTime or SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double)) return false;
        if (LibraryTypes.IsOneOf(type, Values) || SymbolEqualityComparer.Default.Equals(type, _uri)) return false;
        if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _memory)) return type.TypeArguments[0].SpecialType != SpecialType.System_Byte;
        return type.SpecialType != SpecialType.None || LibraryTypes.IsOfSystem(type) || library.Changes(type)
            || type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsAbstract || type.IsRefLikeType
            || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);
    }

    /// <summary>Whether the type can be text; an id around another such type is taken for one.</summary>
    private bool IsKey(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or { TypeKind: TypeKind.Error or TypeKind.Enum } => true,
        { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => false,
        { SpecialType: SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) } => true,
        INamedTypeSymbol named when HasCodec(named) => false,
        INamedTypeSymbol named => (LibraryTypes.IsOneOf(named, Values) && named.Name is "Guid" or "Int128" or "UInt128") || named is { IsRecord: true, IsValueType: true, IsReadOnly: true },
        _ => false,
    };

    private static bool IsMember(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public };

    private bool IsIgnored(IPropertySymbol property)
    {
        if (_ignored is null) return false;
        var attribute = property.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, _ignored));
        return attribute is not null && attribute.NamedArguments.FirstOrDefault(each => each.Key == "Condition").Value.Value is null or 1;
    }

    private IParameterSymbol? Parameter(IPropertySymbol property, INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly))
        .SelectMany(constructor => constructor.Parameters)
        .FirstOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type));

    private static HashSet<string> Named(params string[] names) => new(names, StringComparer.Ordinal);
}
