using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>
/// Judges the types of referenced assemblies by what is visible of them. Records, structs and the types of assemblies built with Bux say enough;
/// another class may hide anything.
/// </summary>
internal sealed class ForeignTypes(LibraryTypes library, Vouching vouching, WireForms wire, BuxSymbols bux)
{
    private readonly Dictionary<INamedTypeSymbol, (Offence Offence, string Path)?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The first thing wrong with a type, and through which of its members it is found; null when nothing is. Its words lack the way to it,
    /// which the caller puts last.
    /// </summary>
    public (Offence Offence, string Path)? First(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (_known.TryGetValue(type, out var known)) return known;
        // A type that holds itself is judged by its other members.
        _known[type] = null;
        return _known[type] = Members.Levels(type).SelectMany(level => OfMembers(level.OriginalDefinition, type)).FirstOrDefault() is { Path: not null } found ? found
            : wire.Cases(type).Select(First).FirstOrDefault(each => each is not null) ?? OfItself(type);
    }

    private IEnumerable<(Offence Offence, string Path)> OfMembers(INamedTypeSymbol level, INamedTypeSymbol type)
    {
        if (LibraryTypes.IsOfSystem(level) || BuxSymbols.Is(level, bux.Rejection)) yield break;
        foreach (var member in level.GetMembers())
        {
            if (member.IsStatic || member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)) continue;
            if (member is IPropertySymbol property)
            {
                if (Members.IsSettable(property)) yield return (Offences.Settable(Members.Named(property)), property.Name);
                else if (IsStored(property, type) && OfType(property.Type, property) is { } found) yield return found;
            }
            else if (member is IFieldSymbol field)
            {
                if (!field.IsReadOnly) yield return (Offences.OpenField(Members.Named(field)), field.Name);
                else if (OfType(field.Type, field) is { } found) yield return found;
            }
        }
    }

    private (Offence Offence, string Path)? OfType(ITypeSymbol type, ISymbol member)
    {
        if (library.Changes(type)) return (Offences.Changeable(Members.Named(member), type, library), member.Name);
        if (type is not INamedTypeSymbol named) return null;
        foreach (var argument in named.TypeArguments)
        {
            if (OfType(argument, member) is { } found) return found;
        }

        return LibraryTypes.IsOfSystem(named) || vouching.Covers(member) || First(named) is not { } inner ? null : (inner.Offence, $"{member.Name}.{inner.Path}".TrimEnd('.'));
    }

    private (Offence Offence, string Path)? OfItself(INamedTypeSymbol type)
    {
        if (vouching.Covers(type) || type.TypeKind is TypeKind.Enum or TypeKind.Struct || wire.Cases(type).Any()) return null;
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && (type.IsRecord || BuxSymbols.Has(type.ContainingAssembly, bux.Catalogue))) return null;
        return (Offences.Unseen(type), "");
    }

    /// <summary>Whether the property holds a value of its own. Fields of other assemblies are not visible, but what is set is stored.</summary>
    private static bool IsStored(IPropertySymbol property, INamedTypeSymbol type) => !property.IsIndexer && (property.SetMethod is not null
        || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter =>
            string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type))));
}
