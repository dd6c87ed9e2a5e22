using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>The attributes of System.Text.Json that the wire follows, and those that it does not.</summary>
internal static class JsonAttributes
{
    private const string Space = "System.Text.Json.Serialization.";
    private const int Never = 0, Always = 1, WhenWritingNull = 3;

    /// <summary>A member's name on the wire: <c>[JsonPropertyName]</c>, or camelCase.</summary>
    public static string NameOf(IPropertySymbol property) =>
        Symbols.Attribute(property, Space + "JsonPropertyNameAttribute") is { } attribute && Symbols.Positional(attribute) is string name
            ? name : WireNames.Camel(property.Name);

    /// <summary>An enum member's name on the wire: <c>[EnumMember]</c>, <c>[JsonStringEnumMemberName]</c>, or camelCase.</summary>
    public static string NameOf(IFieldSymbol member)
    {
        if (Symbols.Attribute(member, Space + "JsonStringEnumMemberNameAttribute") is { } json && Symbols.Positional(json) is string name) return name;
        if (Symbols.Attribute(member, "System.Runtime.Serialization.EnumMemberAttribute") is { } data && Symbols.Named(data, "Value") is { } value) return value;
        return WireNames.Camel(member.Name);
    }

    /// <summary>Whether a member is not on the wire at all.</summary>
    public static bool IsIgnored(IPropertySymbol property) => Condition(property) == Always;

    /// <summary>Whether a member is left out where it is null.</summary>
    public static bool IsLeftOutWhenNull(IPropertySymbol property) => Condition(property) == WhenWritingNull;

    /// <summary>Whether the user has chosen this constructor for reading.</summary>
    public static bool IsChosen(IMethodSymbol constructor) => Symbols.Attribute(constructor, Space + "JsonConstructorAttribute") is not null;

    /// <summary>The name of an attribute on a member or a type that would change the form in System.Text.Json, but not here; or null.</summary>
    public static string? NotFollowed(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            var name = attribute.AttributeClass is { } type ? Symbols.MetadataName(type) : "";
            if (!name.StartsWith(Space, StringComparison.Ordinal)) continue;
            switch (name.Substring(Space.Length))
            {
                // Enums are written by name anyway, which is what their converters are for.
                case "JsonConverterAttribute" or "JsonConverterAttribute`1" when symbol is not INamedTypeSymbol { TypeKind: TypeKind.Enum }:
                case "JsonExtensionDataAttribute":
                case "JsonNumberHandlingAttribute":
                case "JsonPropertyOrderAttribute":
                case "JsonRequiredAttribute":
                case "JsonUnmappedMemberHandlingAttribute":
                    return attribute.AttributeClass!.Name.Replace("Attribute", "");
                case "JsonIgnoreAttribute" when symbol is IPropertySymbol property && Condition(property) is not (Never or Always or WhenWritingNull):
                    return "JsonIgnore with this condition";
                case "JsonIncludeAttribute" when symbol.DeclaredAccessibility != Accessibility.Public:
                    return "JsonInclude on a member that is not public";
            }
        }

        return null;
    }

    private static int? Condition(IPropertySymbol property)
    {
        if (Symbols.Attribute(property, Space + "JsonIgnoreAttribute") is not { } attribute) return null;
        var condition = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value;
        return condition.Value as int? ?? Always;
    }
}
