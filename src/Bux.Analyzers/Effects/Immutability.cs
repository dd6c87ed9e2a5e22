using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Effects;

/// <summary>
/// Which types have objects that nobody can change, nor anything that is reached from them. Where such an object comes from does not matter:
/// what is filled with it stays its maker's own. One for each compilation.
/// </summary>
internal sealed class Immutability(Compilation compilation, Func<INamedTypeSymbol, IEnumerable<INamedTypeSymbol>> derivedFrom)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What changes only with the object that it is a part of.</summary>
    public OwnParts Parts { get; } = new();

    public bool Holds(ITypeSymbol type)
    {
        if (_known.TryGetValue(type, out var known)) return known;
        var holds = Holds(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));
        _known.TryAdd(type, holds);
        return holds;
    }

    // A type that is met again while it is being asked about adds nothing to the answer.
    private bool Holds(ITypeSymbol type, HashSet<ITypeSymbol> asked) => type.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Void or SpecialType.System_DateTime => true,
        >= SpecialType.System_SByte and <= SpecialType.System_Double => true,
        SpecialType.System_Object => false,
        _ => type is INamedTypeSymbol named && (named.TypeKind == TypeKind.Enum || !asked.Add(named) || OfNamed(named, asked)),
    };

    private bool OfNamed(INamedTypeSymbol type, HashSet<ITypeSymbol> asked)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return Library.IsPlain(type);
        if (Library.IsPlain(type)) return true;
        if (type.IsTupleType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || Library.IsImmutableCollection(type)) return type.TypeArguments.All(each => Holds(each, asked));
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) return OfSource(type, asked);
        // The parts of a record of another assembly are its properties; what other classes hold may not even be in their reference assembly.
        return type.IsRecord && Levels(type).All(level => level.IsRecord && OfRecord(level, asked));
    }

    private bool OfSource(INamedTypeSymbol type, HashSet<ITypeSymbol> asked) =>
        Levels(type).All(level => SymbolEqualityComparer.Default.Equals(level.ContainingAssembly, compilation.Assembly) ? OfFields(level, asked) : level.IsRecord && OfRecord(level, asked))
        && (type.IsSealed || derivedFrom(type.OriginalDefinition).All(each => Holds(each, asked)));

    private bool OfFields(INamedTypeSymbol type, HashSet<ITypeSymbol> asked) => !HasCapturedParameters(type)
        && type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || (field.IsReadOnly && Holds(field.Type, asked)));

    private bool OfRecord(INamedTypeSymbol type, HashSet<ITypeSymbol> asked) => type.GetMembers().All(member => member.IsStatic || member switch
    {
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true } && Holds(property.Type, asked),
        IFieldSymbol field => field.IsReadOnly && Holds(field.Type, asked),
        _ => true,
    });

    /// <summary>The parameters of a class's primary constructor are fields that its methods may assign.</summary>
    private static bool HasCapturedParameters(INamedTypeSymbol type) => !type.IsRecord
        && type.DeclaringSyntaxReferences.Any(each => each.GetSyntax() is TypeDeclarationSyntax { ParameterList.Parameters.Count: > 0 });

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType) yield return current;
    }
}
