using System.Globalization;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>
/// What a member is when the wire does not have it, in terms of the wire: JSON, or <c>default</c> for a struct that JSON cannot tell, or
/// <c>initialiser</c> for what only running code can.
/// </summary>
internal static class Absence
{
    private const string Default = "default", Initialiser = "initialiser", Null = "null";

    /// <summary>The text, or null when the wire must have the member.</summary>
    public static string? Of(IPropertySymbol property, IParameterSymbol? parameter, MemberRole role, WireType read, IMethodSymbol constructor)
    {
        if (parameter is { HasExplicitDefaultValue: true }) return OfConstant(parameter.Type, parameter.ExplicitDefaultValue, read);
        if (role is not (MemberRole.Setter or MemberRole.With)) return read is NullableType ? Null : null;
        return OfProperty(property, read, constructor);
    }

    private static string OfProperty(IPropertySymbol property, WireType read, IMethodSymbol constructor)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax) return Initialiser;
        if (syntax.Initializer?.Value is { } value) return OfLiteral(property.Type, value);
        // A body may assign anything; a primary constructor has none.
        var hasBody = constructor.DeclaringSyntaxReferences.Any(each => each.GetSyntax() is ConstructorDeclarationSyntax);
        return hasBody ? Initialiser : Nothing(property.Type, read);
    }

    private static string OfLiteral(ITypeSymbol type, ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax { Token.Value: { } constant } => OfConstant(constant),
        LiteralExpressionSyntax { Token.Text: "null" } => Null,
        PrefixUnaryExpressionSyntax { OperatorToken.Text: "-", Operand: LiteralExpressionSyntax { Token.Value: { } number } } => "-" + OfConstant(number),
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Empty" } when type.SpecialType == SpecialType.System_String => "\"\"",
        MemberAccessExpressionSyntax { Name.Identifier.Text: var name } when NameOf(type, field => field.Name == name) is { } named => named,
        CollectionExpressionSyntax { Elements.Count: 0 } => "[]",
        _ => Initialiser,
    };

    private static string OfConstant(ITypeSymbol type, object? value, WireType read) =>
        value is null ? Nothing(type, read)
        : NameOf(type, field => Equals(field.ConstantValue, value)) ?? OfConstant(value);

    private static string OfConstant(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        string text => JsonText.Quoted(text),
        char letter => JsonText.Quoted(letter.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Default,
    };

    /// <summary>The value of a type that nobody gave one.</summary>
    private static string Nothing(ITypeSymbol type, WireType read) =>
        read is NullableType || type.IsReferenceType ? Null
        : NameOf(type, field => field.ConstantValue is IConvertible value && value.ToDecimal(CultureInfo.InvariantCulture) == 0) is { } name ? name
        : read is ScalarType { Kind: Scalar.Boolean } ? "false"
        : read is ScalarType { Kind: >= Scalar.Byte and <= Scalar.Decimal or Scalar.Half or Scalar.Int128 or Scalar.UInt128 } ? "0"
        : Default;

    /// <summary>A member of an enum by its name on the wire, so that the order of members makes no difference.</summary>
    private static string? NameOf(ITypeSymbol type, Func<IFieldSymbol, bool> isIt)
    {
        var present = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (present.TypeKind != TypeKind.Enum) return null;
        return present.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && isIt(field)) is { } found
            ? JsonText.Quoted(JsonAttributes.NameOf(found)) : null;
    }
}
