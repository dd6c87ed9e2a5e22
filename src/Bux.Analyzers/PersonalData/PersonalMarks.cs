using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.PersonalData;

/// <summary>What is marked as personal data, and which types hold or print what is.</summary>
internal sealed class PersonalMarks(BuxSymbols symbols)
{
    /// <summary>Types that nest deeper hold nothing that anybody sees in a log.</summary>
    private const int DeepestType = 8;

    private const string Nothing = "";

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, string> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string> _printed = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string> _held = new(SymbolEqualityComparer.Default);

    /// <summary>The name of the field, property or parameter when it is personal, or null.</summary>
    public string? OfMember(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_members.TryGetValue(member, out var origin)) _members[member] = origin = IsPersonalMember(member) ? NameOf(member) : Nothing;
        return origin.Length == 0 ? null : origin;
    }

    /// <summary>The name of the type when it is marked as a whole, or null.</summary>
    public string? OfType(ITypeSymbol? type)
    {
        type = Underlying(type);
        for (var current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            if (Has(current, symbols.PersonalData)) return type!.Name;
        }

        return null;
    }

    public bool IsAnonymized(ISymbol member) => Has(member, symbols.Anonymized);

    /// <summary>Whether an assembly can mark anything: those that do not know Bux are not asked for attributes, which are costly to read.</summary>
    public bool CanMark(IAssemblySymbol assembly) => _assemblies.GetOrAdd(assembly, each =>
        each is ISourceAssemblySymbol || each.Modules.Any(module => module.ReferencedAssemblies.Any(other => other.Name == symbols.PersonalData.ContainingAssembly.Name)));

    /// <summary>The personal member that the type's own <c>ToString</c> prints, or null.</summary>
    public string? PrintedBy(ITypeSymbol? type) => Cached(_printed, type, each => Printed(each, DeepestType));

    /// <summary>The personal member that a value of the type leads to, or null.</summary>
    public string? HeldBy(ITypeSymbol? type) => Cached(_held, type, each => Held(each, DeepestType));

    /// <summary>Whether the text of a value is made of its members' texts.</summary>
    public static bool PrintsMembers(ITypeSymbol type) =>
        type.IsTupleType || type.IsAnonymousType || type is INamedTypeSymbol { Name: "KeyValuePair" } || (type.IsRecord && OwnText(type) is null);

    /// <summary>Whether a type has one member only, so that whoever reads it reads all.</summary>
    public static bool IsWrapper(ITypeSymbol type) => type.SpecialType == SpecialType.None && Members(type).Take(2).Count() == 1;

    /// <summary>The <c>ToString</c> or the <c>PrintMembers</c> that somebody wrote for a type.</summary>
    public static IMethodSymbol? OwnText(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (var method in current.GetMembers(nameof(ToString)).Concat(current.IsRecord ? current.GetMembers("PrintMembers") : []).OfType<IMethodSymbol>())
            {
                if (method.Parameters.Length <= 1 && method is { IsStatic: false, IsImplicitlyDeclared: false } && !IsCompilerMade(method)) return method;
            }
        }

        return null;
    }

    /// <summary>The type of the elements of a sequence that is no text.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence => sequence.TypeArguments[0],
        _ => type.AllInterfaces
            .FirstOrDefault(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
    };

    /// <summary>Whether a symbol belongs to the framework.</summary>
    public static bool IsFramework(ISymbol symbol)
    {
        if (symbol.Locations.Any(each => each.IsInSource)) return false;
        var space = symbol as INamespaceSymbol ?? symbol.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false }) space = space.ContainingNamespace;
        return space?.Name == "System";
    }

    public static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string? Cached(ConcurrentDictionary<ITypeSymbol, string> known, ITypeSymbol? type, Func<ITypeSymbol, string?> find)
    {
        if (type is null) return null;
        if (!known.TryGetValue(type, out var origin)) known[type] = origin = find(type) ?? Nothing;
        return origin.Length == 0 ? null : origin;
    }

    private bool Has(ISymbol symbol, INamedTypeSymbol attribute) =>
        (symbol.ContainingAssembly is not { } assembly || CanMark(assembly)) && BuxSymbols.Has(symbol, attribute);

    private bool IsPersonalMember(ISymbol member)
    {
        if (IsAnonymized(member)) return false;
        if (Has(member, symbols.PersonalData)) return true;
        return member switch
        {
            IPropertySymbol { OverriddenProperty: { } overridden } when IsPersonalMember(overridden) => true,
            IPropertySymbol property => IsMemberOfPersonalType(property) || Positional(property) is { } parameter && Has(parameter, symbols.PersonalData),
            IFieldSymbol { AssociatedSymbol: IPropertySymbol property } => IsPersonalMember(property),
            IFieldSymbol field => IsMemberOfPersonalType(field),
            IParameterSymbol parameter => Positional(parameter) is { } property && IsPersonalMember(property),
            _ => false,
        };
    }

    private bool IsMemberOfPersonalType(ISymbol member) =>
        member is { IsStatic: false, ContainingType: { TypeKind: not TypeKind.Enum } type } && OfType(type) is not null;

    private static IParameterSymbol? Positional(IPropertySymbol property) => property.ContainingType is { IsRecord: true } type
        ? type.InstanceConstructors.SelectMany(each => each.Parameters).FirstOrDefault(each => each.Name == property.Name)
        : null;

    private static IPropertySymbol? Positional(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } type }
            ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
            : null;

    private string? Printed(ITypeSymbol type, int depth)
    {
        if (OfType(type) is { } name) return name;
        type = Underlying(type)!;
        if (depth == 0 || !PrintsMembers(type)) return null;
        return type.IsRecord || type.IsAnonymousType
            ? First(Members(type).Where(each => each.DeclaredAccessibility == Accessibility.Public), each => OfMember(each) ?? Printed(TypeOf(each), depth - 1))
            : First(((INamedTypeSymbol)type).TypeArguments, each => Printed(each, depth - 1));
    }

    private string? Held(ITypeSymbol type, int depth)
    {
        if (OfType(type) is { } name) return name;
        type = Underlying(type)!;
        if (depth == 0 || type.SpecialType != SpecialType.None) return null;
        if (type is IArrayTypeSymbol array) return Held(array.ElementType, depth - 1);
        if (type is not INamedTypeSymbol named) return null;
        return First(named.TypeArguments, each => Held(each, depth - 1))
            ?? (IsFramework(type) ? null : First(Members(type), each => OfMember(each) ?? Held(TypeOf(each), depth - 1)));
    }

    private static IEnumerable<ISymbol> Members(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, Name: not "EqualityContract" }
                    or IFieldSymbol { IsStatic: false, AssociatedSymbol: null, CanBeReferencedByName: true })
                {
                    yield return member;
                }
            }
        }
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static bool IsCompilerMade(IMethodSymbol method) => method.GetAttributes().Any(each => each.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static string? First<T>(IEnumerable<T> all, Func<T, string?> find) => all.Select(find).FirstOrDefault(each => each is not null);

    private static string NameOf(ISymbol member) =>
        member.ContainingSymbol is ITypeSymbol { IsAnonymousType: false, Name: { Length: > 0 } type } ? $"{type}.{member.Name}" : member.Name;
}
