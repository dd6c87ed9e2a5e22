using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.PersonalData;

/// <summary>What is known of the framework's members.</summary>
internal static class PersonalTransforms
{
    /// <summary>Parts of the framework whose results come from elsewhere: what they are asked with is not in the answer.</summary>
    private static readonly string[] Elsewhere = ["System.Net.Http", "System.Data", "System.IO", "System.Diagnostics", "System.Reflection"];

    /// <summary>Whether a method's result is made of its arguments, as far as its signature allows.</summary>
    public static bool Passes(IMethodSymbol method)
    {
        if (!PersonalMarks.IsFramework(method) || method.Name == nameof(GetType)) return false;
        var space = method.ContainingNamespace.ToDisplayString();
        return method.ContainingType.Name is "StringWriter" or "StringReader" or "TextWriter" or "Path" or "MemoryStream" or "ActivityTagsCollection"
            || !Elsewhere.Any(each => space == each || space.StartsWith(each + ".", StringComparison.Ordinal));
    }

    /// <summary>Whether a member says how many or where, which is not personal.</summary>
    public static bool Counts(ISymbol member) =>
        member.Name is "Length" or "LongLength" or "Count" or "LongCount" or "CompareTo" or "Compare" or "CompareOrdinal" or "GetByteCount" or "GetType"
        || member.Name.StartsWith("IndexOf", StringComparison.Ordinal) || member.Name.StartsWith("LastIndexOf", StringComparison.Ordinal)
        || member.Name.StartsWith("FindIndex", StringComparison.Ordinal);

    /// <summary>Whether a method puts its arguments into the object, or, as an extension, into the first of them, and keeps them.</summary>
    public static bool Fills(IMethodSymbol method) =>
        (!method.IsStatic || method.IsExtensionMethod)
        && (method.Name is "Push" or "Enqueue" or "TryAdd" or "UnionWith" or "SetValue" or "Replace" or "GetOrAdd" or "AddOrUpdate"
            || method.Name.StartsWith("Add", StringComparison.Ordinal) || method.Name.StartsWith("Append", StringComparison.Ordinal)
            || method.Name.StartsWith("Insert", StringComparison.Ordinal) || method.Name.StartsWith("Write", StringComparison.Ordinal))
        && !method.ContainingNamespace.ToDisplayString().StartsWith("System.Linq", StringComparison.Ordinal)
        && method.ContainingNamespace.Name != "Immutable" && !IsValue(method.ContainingType);

    /// <summary>Whether a method writes all of an object's members.</summary>
    public static bool WritesWhole(IMethodSymbol method) => method.ContainingType.Name == "JsonSerializer";

    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Whether a type is or has a type parameter.</summary>
    public static bool MentionsAny(ITypeSymbol? type) => Parameters(type).Any();

    /// <summary>Whether two types have a type parameter in common.</summary>
    public static bool Share(ITypeSymbol one, ITypeSymbol other) => Parameters(one).Any(each => Parameters(other).Contains(each, SymbolEqualityComparer.Default));

    private static bool IsValue(ITypeSymbol? type) => type is { SpecialType: not SpecialType.None } or { Name: "DateOnly" or "TimeOnly" or "DateTimeOffset" or "TimeSpan" };

    private static IEnumerable<ITypeSymbol> Parameters(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol parameter => [parameter],
        IArrayTypeSymbol array => Parameters(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parameters).Concat(Parameters(named.ContainingType)),
        _ => [],
    };
}
