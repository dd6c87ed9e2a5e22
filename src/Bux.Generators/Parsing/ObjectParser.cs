using System;
using System.Collections.Generic;
using System.Linq;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Parsing;

/// <summary>Finds the members of an object: what its constructor takes, and what is set besides.</summary>
internal sealed class ObjectParser(CodecParser codecs, Findings findings)
{
    /// <summary>The members, or null when the type cannot be made from its own properties.</summary>
    public EquatableArray<MemberModel>? Members(INamedTypeSymbol type, ISymbol at)
    {
        var properties = Properties(type).ToList();
        var constructor = type.InstanceConstructors
            .Where(candidate => candidate.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && !IsCopy(candidate, type))
            .OrderByDescending(candidate => candidate.Parameters.Length)
            .FirstOrDefault(candidate => candidate.Parameters.All(parameter => Matching(parameter, properties) is not null));
        if (constructor is null)
        {
            findings.Add("BUX0008", at, type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            return null;
        }

        var members = new List<MemberModel>();
        var sound = true;
        foreach (var parameter in constructor.Parameters)
        {
            var property = Matching(parameter, properties)!;
            properties.Remove(property);
            var value = codecs.Value(property.Type, property.Locations.Any(location => location.IsInSource) ? property : at);
            sound &= value is not null;
            if (value is not null) members.Add(new MemberModel(property.Name, WireNames.Camel(property.Name), value, DefaultOf(parameter), true));
        }

        foreach (var property in properties.Where(property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public }))
        {
            var value = codecs.Value(property.Type, property.Locations.Any(location => location.IsInSource) ? property : at);
            sound &= value is not null;
            if (value is not null) members.Add(new MemberModel(property.Name, WireNames.Camel(property.Name), value, null, false));
        }

        return sound ? members.ToEquatableArray() : null;
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (current.IsBux("Rejection")) yield break;
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null } && seen.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    private static IPropertySymbol? Matching(IParameterSymbol parameter, List<IPropertySymbol> properties) => properties.FirstOrDefault(property =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
        && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type));

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static string? DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        return parameter.ExplicitDefaultValue switch
        {
            null => "default",
            var value when parameter.Type.TypeKind == TypeKind.Enum => $"({parameter.Type.Named()}){value}",
            float value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f",
            double value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "d",
            decimal value => value.ToString(System.Globalization.CultureInfo.InvariantCulture) + "m",
            var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };
    }
}
