using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Effects;

/// <summary>Which static members hold something that can be another thing later.</summary>
internal static class Statics
{
    /// <summary>Whether the member stores a value: a field, or a property without a body.</summary>
    public static bool IsStored(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: false } => true,
        IPropertySymbol property => property.DeclaringSyntaxReferences.Any(each => each.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors }
            && accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)),
        _ => false,
    };

    /// <summary>Whether the member can be assigned, or what it holds can be changed.</summary>
    public static bool IsChangeable(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly || Holds(field.Type, []),
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false } || Holds(property.Type, []),
        _ => false,
    };

    private static bool Holds(ITypeSymbol type, HashSet<ISymbol> seen)
    {
        if (Library.IsChangeable(type)) return true;
        if (type is not INamedTypeSymbol named || !seen.Add(named)) return false;
        if (named.TypeArguments.Any(argument => Holds(argument, seen))) return true;
        if (named.DeclaringSyntaxReferences.IsEmpty || named.TypeKind is TypeKind.Interface or TypeKind.Delegate or TypeKind.Enum) return false;
        for (var current = named; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(member => !member.IsStatic))
            {
                // A struct (a tuple above all) that is read from where nobody can assign is a copy; only what it refers to can be changed.
                if (member is IPropertySymbol { SetMethod.IsInitOnly: false } && named.IsReferenceType && IsStored(member)) return true;
                if (member is IFieldSymbol field && ((!field.IsReadOnly && !field.IsImplicitlyDeclared && named.IsReferenceType) || Holds(field.Type, seen))) return true;
            }
        }

        return false;
    }
}
