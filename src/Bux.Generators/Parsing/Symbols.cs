using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Parsing;

/// <summary>Questions to symbols that several readers ask.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The C# type without a question mark of its own.</summary>
    public static string Text(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Qualified);

    /// <summary>The type's name for people.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The name that identifies a generic or other library type, such as <c>System.Collections.Generic.List`1</c>.</summary>
    public static string MetadataName(ITypeSymbol type)
    {
        if (type.ContainingType is { } outer) return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    public static bool Is(ITypeSymbol? type, string metadataName) =>
        type is not null && MetadataName(type.OriginalDefinition) == metadataName;

    public static AttributeData? Attribute(ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, metadataName));

    /// <summary>A named argument of an attribute, or null.</summary>
    public static string? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;

    /// <summary>A positional argument of an attribute, or null.</summary>
    public static object? Positional(AttributeData attribute, int index = 0) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value
            : null;

    public static LocationInfo? Place(ISymbol symbol) => LocationInfo.Of(symbol.Locations.FirstOrDefault(location => location.IsInSource));

    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static bool IsObsolete(ISymbol symbol) => Attribute(symbol, "System.ObsoleteAttribute") is not null;

    /// <summary>Whether the type or one around it or inside it is obsolete.</summary>
    public static bool MentionsObsolete(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => MentionsObsolete(array.ElementType),
        INamedTypeSymbol named => IsObsolete(named)
            || (named.ContainingType is { } outer && MentionsObsolete(outer))
            || named.TypeArguments.Any(MentionsObsolete),
        _ => false,
    };

    public static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>The type's names: <c>Outer_Inner</c> for a nested one, <c>PageOfOrder</c> for a generic one.</summary>
    public static TypeNames Names(INamedTypeSymbol type)
    {
        var name = Flat(type);
        var space = type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() + "." : "";
        return new TypeNames(Text(type), name, WireNames.Identifier(space + name), IsPublic(type), MentionsObsolete(type));
    }

    private static string Flat(ITypeSymbol type)
    {
        var annotated = type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType ? "Optional" : "";
        if (type is IArrayTypeSymbol array) return annotated + Flat(array.ElementType) + "Array";
        var outer = type.ContainingType is { } containing && type is not ITypeParameterSymbol ? Flat(containing) + "_" : "";
        var arguments = type is INamedTypeSymbol { TypeArguments.Length: > 0 } named ? "Of" + string.Join("And", named.TypeArguments.Select(Flat)) : "";
        return annotated + outer + WireNames.Identifier(type.Name) + arguments;
    }

    private static bool IsPublic(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPublic(array.ElementType),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && (named.ContainingType is null || IsPublic(named.ContainingType))
            && named.TypeArguments.All(IsPublic),
        _ => true,
    };
}
