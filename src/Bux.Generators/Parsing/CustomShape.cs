using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads <c>[Codec(typeof(…))]</c> on a member or a type.</summary>
internal sealed class CustomShape(ShapeReader shapes, Compilation compilation)
{
    private const string Attribute = "Bux.CodecAttribute";

    /// <summary>The attribute of a member, of its constructor parameter or of a type, or null.</summary>
    public static AttributeData? Of(ISymbol? symbol) => symbol is null ? null : Symbols.Attribute(symbol, Attribute);

    /// <summary>Reads the codec of a type, or returns null and reports why it is none.</summary>
    public CustomType? Read(AttributeData attribute, ITypeSymbol type, LocationInfo? at, string place)
    {
        if (Symbols.Positional(attribute) is not INamedTypeSymbol codec || codec.TypeKind == TypeKind.Error) return null;
        var reason = Unfit(codec, type);
        if (reason is null) return new CustomType(Symbols.Text(type), type.IsValueType, Symbols.Text(codec));
        shapes.Report(Finding.Of(DiagnosticDescriptors.UnusableCodec, at ?? shapes.Root, codec.Name, place, reason, Symbols.Short(type)));
        return null;
    }

    private string? Unfit(INamedTypeSymbol codec, ITypeSymbol type) =>
        codec.IsUnboundGenericType ? "is an open generic type"
        : !compilation.IsSymbolAccessibleWithin(codec, compilation.Assembly) || codec.IsFileLocal ? "cannot be seen by generated code"
        : codec.TypeKind is not (TypeKind.Class or TypeKind.Struct) || codec.IsStatic || codec.IsAbstract ? "is no concrete type"
        : !codec.AllInterfaces.Any(each => Symbols.Is(each, "Bux.ICodec`1") && SymbolEqualityComparer.Default.Equals(each.TypeArguments[0], type))
            ? $"does not implement ICodec<{Symbols.Short(type)}>"
        : null;
}
