using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>What is wrong with a member or type, and the words of the report.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Mend">Which fix fits (<see cref="Mends"/>), or null when only a person can mend it.</param>
/// <param name="Words">The arguments of the rule's message.</param>
internal sealed record Offence(DiagnosticDescriptor Rule, string? Mend, params string[] Words);

/// <summary>An offence and the place in this compilation that can do something about it.</summary>
internal sealed record Finding(ISymbol Place, Offence Offence);

/// <summary>The fixes that a report may name in its properties, under <see cref="Key"/>.</summary>
internal static class Mends
{
    public const string Key = "mend";

    /// <summary>'init' instead of 'set'.</summary>
    public const string Init = "init";

    /// <summary>'readonly record struct'.</summary>
    public const string ReadOnlyStruct = "readonly-struct";

    /// <summary>Another type of the member.</summary>
    public const string Type = "type";

    /// <summary>A readonly field, or a property with 'init'.</summary>
    public const string Field = "field";
}

/// <summary>How the walk came to a type: the root that holds it, and through which members.</summary>
internal sealed record Way(string Root, string Path)
{
    public Way Then(string member) => this with { Path = Path.Length == 0 ? member : $"{Path}.{member}" };

    /// <summary>For a message: nothing for a root's own members.</summary>
    public override string ToString() => Path.Length == 0 ? "" : $" ({Root} holds it through {Path})";
}

/// <summary>Questions to symbols that several readers of immutability ask.</summary>
internal static class Members
{
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static string Named(ISymbol member) => $"{member.ContainingType.Name}.{Name(member)}";

    /// <summary>The member's name; of an explicit implementation without the interface's.</summary>
    public static string Name(ISymbol member) => member.Name.Substring(member.Name.LastIndexOf('.') + 1).Replace("[]", "");

    /// <summary>Whether anyone can put another value into the property after its object was made.</summary>
    public static bool IsSettable(IPropertySymbol property) =>
        !property.IsStatic && (property.SetMethod is { IsInitOnly: false } || property.RefKind == RefKind.Ref);

    public static bool IsSource(ISymbol symbol) => symbol.Locations.Any(location => location.IsInSource);

    /// <summary>The type and what it derives from, without the roots of all types.</summary>
    public static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            yield return current;
        }
    }
}
