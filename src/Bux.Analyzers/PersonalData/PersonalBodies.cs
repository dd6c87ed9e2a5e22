using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.PersonalData;

/// <summary>Where the code of a declaration stands.</summary>
internal static class PersonalBodies
{
    /// <summary>The operations that a declaration executes, without those of members within it.</summary>
    public static IEnumerable<IOperation> Of(SemanticModel model, SyntaxNode declaration, CancellationToken cancellation) =>
        Nodes(declaration).Select(node => model.GetOperation(node, cancellation)).OfType<IOperation>();

    /// <summary>Whether a method that is declared here does something.</summary>
    public static bool IsBody(SyntaxNode declaration) => declaration switch
    {
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        TypeDeclarationSyntax type => type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any() == true,
        _ => declaration is ArrowExpressionClauseSyntax,
    };

    /// <summary>The nodes that carry the code of a declaration.</summary>
    public static IEnumerable<SyntaxNode> Nodes(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case TypeDeclarationSyntax type:
                if (type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } start) yield return start;
                break;
            case PropertyDeclarationSyntax property:
                if (property.ExpressionBody is { } arrow) yield return arrow;
                if (property.Initializer is { } initializer) yield return initializer;
                if (property.AccessorList?.Accessors.FirstOrDefault(each => each.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter) yield return getter;
                break;
            case IndexerDeclarationSyntax { ExpressionBody: { } expression }:
                yield return expression;
                break;
            case VariableDeclaratorSyntax { Initializer: { } value }:
                yield return value;
                break;
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables.Where(each => each.Initializer is not null)) yield return variable.Initializer!;
                break;
            case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax or ArrowExpressionClauseSyntax:
                yield return declaration;
                break;
        }
    }
}
