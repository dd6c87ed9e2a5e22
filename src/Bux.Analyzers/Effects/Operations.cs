using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Effects;

/// <summary>The operations that run when a member of the source is used.</summary>
internal static class Operations
{
    /// <summary>The body of a method, accessor or constructor, or the initializer of a static member. Empty when there is none to look at.</summary>
    public static IReadOnlyList<IOperation> Of(ISymbol member, Func<SyntaxTree, SemanticModel> model, CancellationToken cancellation)
    {
        var nodes = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => OfConstructor(constructor, cancellation),
            IMethodSymbol method => Syntax(method.PartialImplementationPart ?? method, cancellation),
            IFieldSymbol or IPropertySymbol => Syntax(member, cancellation).SelectMany(Initializer),
            _ => [],
        };
        return [.. nodes.Select(node => model(node.SyntaxTree).GetOperation(node, cancellation)).OfType<IOperation>()];
    }

    private static IEnumerable<SyntaxNode> OfConstructor(IMethodSymbol constructor, CancellationToken cancellation)
    {
        var syntax = Syntax(constructor, cancellation).ToArray();
        foreach (var node in syntax)
        {
            if (node is ConstructorDeclarationSyntax) yield return node;
            // A primary constructor is its type's declaration; what runs there is the call of the base, and the initializers below.
            if (node is TypeDeclarationSyntax { BaseList.Types: var bases } && bases.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } call) yield return call;
        }

        if (syntax.Any(node => node is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer })) yield break;
        foreach (var member in constructor.ContainingType.GetMembers().Where(each => !each.IsStatic && each is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol))
        {
            foreach (var initializer in Syntax(member, cancellation).SelectMany(Initializer)) yield return initializer;
        }
    }

    private static IEnumerable<SyntaxNode> Initializer(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer: { } initializer } => [initializer],
        PropertyDeclarationSyntax { Initializer: { } initializer } => [initializer],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Syntax(ISymbol symbol, CancellationToken cancellation) => symbol.DeclaringSyntaxReferences.Select(each => each.GetSyntax(cancellation));
}
