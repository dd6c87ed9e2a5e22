using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>The types that <c>JsonValue</c> reads and writes itself.</summary>
internal static class Primitives
{
    /// <summary>The name after <c>JsonValue.Read</c>, or null.</summary>
    public static string? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        SpecialType.System_Char => "Char",
        SpecialType.System_String => "String",
        SpecialType.System_DateTime => "DateTime",
        _ => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } ? "Bytes" : OfSystem(type),
    };

    /// <summary>Whether the type can be the key of a JSON object.</summary>
    public static bool IsKey(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || Of(type) is "String" or "Guid" or "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "UInt64";

    private static string? OfSystem(ITypeSymbol type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" && type is INamedTypeSymbol { Arity: 0 }
            ? type.Name
            : null;
}
