using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Effects;

/// <summary>
/// Which members hold a collection that every object of their type makes for itself, out of nothing, and never exchanges:
/// <c>private readonly List&lt;Line&gt; _lines = [];</c>. Whoever made the object made that, too. One for each compilation.
/// </summary>
internal sealed class OwnParts
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a field or property is one.</summary>
    public bool Has(ISymbol member) => _known.GetOrAdd(member.OriginalDefinition, each => each switch
    {
        IFieldSymbol field => IsOne(field),
        IPropertySymbol property => IsOne(property),
        _ => false,
    });

    private static bool IsOne(IFieldSymbol field) => field is { IsReadOnly: true, IsStatic: false } && Library.IsChangeable(field.Type)
        && field.DeclaringSyntaxReferences.Length == 1 && field.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made } && IsEmpty(made) && !IsExchanged(field);

    private static bool IsOne(IPropertySymbol property) => property is { SetMethod: null, IsStatic: false, IsVirtual: false, IsOverride: false, IsAbstract: false } && Library.IsChangeable(property.Type)
        && property.DeclaringSyntaxReferences.Length == 1 && property.DeclaringSyntaxReferences[0].GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: var made } && IsEmpty(made) && !IsExchanged(property);

    /// <summary>A new collection without items and arguments, but for a number or a comparer.</summary>
    private static bool IsEmpty(ExpressionSyntax made) => made switch
    {
        CollectionExpressionSyntax collection => collection.Elements.Count == 0,
        BaseObjectCreationExpressionSyntax { Initializer: null } creation => creation.ArgumentList?.Arguments.All(argument =>
            argument.Expression is LiteralExpressionSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "StringComparer" } }) != false,
        _ => false,
    };

    /// <summary>Whether a constructor (or an <c>init</c>) may put another one in its place.</summary>
    private static bool IsExchanged(ISymbol member) => member.ContainingType.DeclaringSyntaxReferences
        .SelectMany(part => part.GetSyntax().DescendantNodes(node => node is not BaseMethodDeclarationSyntax and not AccessorDeclarationSyntax || node is ConstructorDeclarationSyntax || node.IsKind(SyntaxKind.InitAccessorDeclaration)))
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == member.Name && name.Ancestors().Any(each => each is ConstructorDeclarationSyntax || each.IsKind(SyntaxKind.InitAccessorDeclaration)) && !IsReceiver(name));

    /// <summary>Whether it is only the receiver of a call: <c>_lines.Add(…)</c>.</summary>
    private static bool IsReceiver(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Expression == name;
}
