using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Which types are values without parts.</summary>
internal static class Scalars
{
    public static Scalar? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => Scalar.Boolean,
        SpecialType.System_Byte => Scalar.Byte,
        SpecialType.System_SByte => Scalar.SByte,
        SpecialType.System_Int16 => Scalar.Int16,
        SpecialType.System_UInt16 => Scalar.UInt16,
        SpecialType.System_Int32 => Scalar.Int32,
        SpecialType.System_UInt32 => Scalar.UInt32,
        SpecialType.System_Int64 => Scalar.Int64,
        SpecialType.System_UInt64 => Scalar.UInt64,
        SpecialType.System_Single => Scalar.Single,
        SpecialType.System_Double => Scalar.Double,
        SpecialType.System_Decimal => Scalar.Decimal,
        SpecialType.System_Char => Scalar.Char,
        SpecialType.System_String => Scalar.String,
        SpecialType.System_DateTime => Scalar.DateTime,
        _ => OfName(type),
    };

    public static bool IsKey(Scalar scalar) => scalar is Scalar.String or Scalar.Guid || IsInteger(scalar);

    private static bool IsInteger(Scalar scalar) => scalar is >= Scalar.Byte and <= Scalar.UInt64 or Scalar.Int128 or Scalar.UInt128;

    private static Scalar? OfName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }) return Scalar.Bytes;
        if (type.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true } || type.ContainingType is not null) return null;
        if (IsDeclaredHere(type)) return null;
        return type.Name switch
        {
            "Guid" => Scalar.Guid,
            "DateTimeOffset" => Scalar.DateTimeOffset,
            "DateOnly" => Scalar.DateOnly,
            "TimeOnly" => Scalar.TimeOnly,
            "TimeSpan" => Scalar.TimeSpan,
            "Uri" => Scalar.Uri,
            "Half" => Scalar.Half,
            "Int128" => Scalar.Int128,
            "UInt128" => Scalar.UInt128,
            "ReadOnlyMemory" when IsOfBytes(type) => Scalar.Memory,
            _ => null,
        };
    }

    private static bool IsOfBytes(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } named && named.TypeArguments[0].SpecialType == SpecialType.System_Byte;

    // A user's own namespace may be called System.
    private static bool IsDeclaredHere(ITypeSymbol type) => type.Locations.Any(location => location.IsInSource);
}
