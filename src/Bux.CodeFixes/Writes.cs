using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Bux.CodeFixes;

/// <summary>Looks for code that sets a member after its object was made: such code would not compile with 'init' or 'readonly'.</summary>
internal static class Writes
{
    /// <summary>Whether some code sets the member outside of constructors, and also of initializers when they may not.</summary>
    public static async Task<bool> AfterMakingAsync(ISymbol member, Solution solution, bool initializers, CancellationToken cancellation)
    {
        foreach (var location in (await SymbolFinder.FindReferencesAsync(member, solution, cancellation).ConfigureAwait(false)).SelectMany(each => each.Locations))
        {
            var root = await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (root?.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is { } node && IsWrite(node, member, initializers)) return true;
        }

        return false;
    }

    private static bool IsWrite(SyntaxNode name, ISymbol member, bool initializers)
    {
        var target = name;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Name == target || target.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax)
        {
            target = target.Parent!;
        }

        switch (target.Parent)
        {
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == target:
                return !initializers;
            case AssignmentExpressionSyntax assignment when assignment.Left == target:
                return !IsConstruction(target, member);
            case PrefixUnaryExpressionSyntax prefix:
                return prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression);
            case PostfixUnaryExpressionSyntax postfix:
                return postfix.IsKind(SyntaxKind.PostIncrementExpression) || postfix.IsKind(SyntaxKind.PostDecrementExpression);
            case ArgumentSyntax argument:
                return !argument.RefKindKeyword.IsKind(SyntaxKind.None);
            default:
                // A part of a struct is a part of the member.
                return target.Parent is RefExpressionSyntax
                    || (target.Parent is MemberAccessExpressionSyntax part && part.Expression == target && IsStruct(member) && part.Parent is AssignmentExpressionSyntax set && set.Left == part);
        }
    }

    private static bool IsStruct(ISymbol member) => (member as IPropertySymbol)?.Type.IsValueType ?? (member as IFieldSymbol)?.Type.IsValueType ?? false;

    /// <summary>Whether it stands in a constructor of the member's own type (not in a function inside of it), on the object that is made.</summary>
    private static bool IsConstruction(SyntaxNode target, ISymbol member)
    {
        if (target is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax }) return false;
        var around = target.Ancestors().FirstOrDefault(each => each is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        var isMaking = around is ConstructorDeclarationSyntax || around.IsKind(SyntaxKind.InitAccessorDeclaration);
        return isMaking && around!.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText == member.ContainingType.Name;
    }
}
