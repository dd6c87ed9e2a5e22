using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>
/// Reads <c>[ImmutableObject(true)]</c>. On a type it vouches for what the type hides, on a member for a type whose inside cannot be seen.
/// What everyone can see to be changeable is reported all the same.
/// </summary>
internal sealed class Vouching(Compilation compilation)
{
    private readonly INamedTypeSymbol? _attribute = compilation.GetTypeByMetadataName("System.ComponentModel.ImmutableObjectAttribute");

    public bool Covers(ISymbol symbol) => IsMarked(symbol) || (symbol is IPropertySymbol property && Parameter(property) is { } parameter && IsMarked(parameter));

    private bool IsMarked(ISymbol symbol) => _attribute is not null && symbol.GetAttributes().Any(each =>
        BuxSymbols.Is(each.AttributeClass, _attribute) && each.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: true });

    /// <summary>A record's positional property has its attributes on the parameter unless they say 'property:'.</summary>
    private static IParameterSymbol? Parameter(IPropertySymbol property) => property.ContainingType.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters)
        .FirstOrDefault(parameter => parameter.Locations.Intersect(property.Locations).Any());
}
