using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Locking;

/// <summary>Finds the member that a path of the wire means, so that a change is reported where it was made.</summary>
internal static class MemberPlace
{
    /// <summary>
    /// The member itself; where it is gone or in another assembly, the nearest thing around it that is in source: the type that had it, or the
    /// member that holds that type.
    /// </summary>
    public static Location Of(INamedTypeSymbol root, string path)
    {
        var place = InSource(root) ?? Location.None;
        ITypeSymbol? type = root;
        if (WirePath.IsInResponse(path))
        {
            path = path.Substring(WirePath.Response.Length);
            type = CommandReader.ResponseOf(root);
        }

        foreach (var step in Steps(path))
        {
            type = Present(type);
            ISymbol? next = step[0] switch
            {
                '[' when step == "[]" => Items(type),
                '{' => Values(type),
                '[' => type is INamedTypeSymbol { IsTupleType: true } tuple && int.TryParse(step.Trim('[', ']'), out var index) && index < tuple.TupleElements.Length
                    ? tuple.TupleElements[index].Type : null,
                '(' => Case(type, step.Substring(1, step.Length - 2)),
                _ => Member(type, step.TrimStart('.')),
            };
            if (next is null) return type is not null && InSource(type) is { } around ? around : place;
            if (next is IPropertySymbol && InSource(next) is { } found) place = found;
            type = next is IPropertySymbol property ? property.Type : (ITypeSymbol)next;
        }

        return place;
    }

    private static IEnumerable<string> Steps(string path)
    {
        var start = 0;
        for (var i = 0; i < path.Length; i = WirePath.AfterWord(path, i))
        {
            if (i == start || path[i] is not ('.' or '[' or '{' or '(')) continue;
            yield return path.Substring(start, i - start);
            start = i;
        }

        if (start < path.Length) yield return path.Substring(start);
    }

    private static ITypeSymbol? Present(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ITypeSymbol? Items(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named => named.TypeArguments[0],
        _ => null,
    };

    private static ITypeSymbol? Values(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments.Length: 2 } named ? named.TypeArguments[1] : null;

    private static INamedTypeSymbol? Case(ITypeSymbol? type, string name) => type?.GetAttributes()
        .Where(attribute => Symbols.Positional(attribute, 1) is string wire && WirePath.Word(wire) == name)
        .Select(attribute => Symbols.Positional(attribute) as INamedTypeSymbol)
        .FirstOrDefault(derived => derived is not null);

    private static IPropertySymbol? Member(ITypeSymbol? type, string name) => type is not INamedTypeSymbol named ? null : Symbols.WithBases(named)
        .SelectMany(level => level.GetMembers().OfType<IPropertySymbol>())
        .FirstOrDefault(property => property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && WirePath.Word(JsonAttributes.NameOf(property)) == name);

    private static Location? InSource(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
