using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Services;

/// <summary>Questions to the types of states.</summary>
internal static class StateTypes
{
    /// <summary>The type without <c>Nullable&lt;T&gt;</c> around it.</summary>
    public static ITypeSymbol Present(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether the type is a state, nullable or not.</summary>
    public static bool IsState(ITypeSymbol? type, BuxSymbols symbols) => type is not null && BuxSymbols.Has(Present(type), symbols.State);
}
