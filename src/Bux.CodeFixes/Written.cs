using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Bux.CodeFixes;

/// <summary>Source that fixes write.</summary>
internal static class Written
{
    /// <summary>
    /// What stands where a person has to write. It compiles, every editor lists it, and it fails loudly when it runs; a body that returns
    /// something would be a decision that nobody has made.
    /// </summary>
    public const string Gap = "throw new global::System.NotImplemented" + "Exception()";

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>A type in full; the simplifier shortens it.</summary>
    public static string Name(ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>A member from its text, one empty line before it, ready to be formatted and shortened.</summary>
    public static MemberDeclarationSyntax Member(string text, SyntaxNode beside)
    {
        var member = SyntaxFactory.ParseMemberDeclaration(text.Replace("\n", LineEnd(beside)))!;
        return member
            .WithLeadingTrivia(member.GetLeadingTrivia().Insert(0, SyntaxFactory.EndOfLine(LineEnd(beside))))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(LineEnd(beside)))
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }

    /// <summary>Whether every assembly sees the type.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return true;
    }

    private static string LineEnd(SyntaxNode node)
    {
        var first = node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return first == default ? "\n" : first.ToString();
    }
}
