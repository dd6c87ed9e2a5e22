using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes;

/// <summary>Writes new arms into a switch in the layout of the arm before them: the formatter would break short patterns into lines.</summary>
internal static class SwitchArms
{
    /// <summary>Adds arms behind the one with this number.</summary>
    public static SwitchExpressionSyntax Add(SwitchExpressionSyntax choice, int last, IEnumerable<string> patterns, string body)
    {
        var nodes = choice.Arms.GetWithSeparators().ToList();
        var model = choice.Arms[last];
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithLeadingTrivia().WithTrailingTrivia(choice.Arms.SeparatorCount > 0
            ? Blanks(choice.Arms.GetSeparators().First().TrailingTrivia)
            : Blanks(model.GetTrailingTrivia()));
        var place = last * 2 + 1;
        if (place < nodes.Count)
        {
            place++;
        }
        else
        {
            // The last arm of all may go without a comma; now it is not the last.
            nodes[last * 2] = model.WithTrailingTrivia();
            nodes.Insert(place++, comma);
        }

        foreach (var pattern in patterns)
        {
            var arm = ((SwitchExpressionSyntax)SyntaxFactory.ParseExpression($"_ switch {{ {pattern} => {body} }}")).Arms[0];
            nodes.Insert(place++, arm.WithLeadingTrivia(Indentation(model.GetLeadingTrivia())).WithTrailingTrivia());
            nodes.Insert(place++, comma);
        }

        return choice.WithArms(SyntaxFactory.SeparatedList<SwitchExpressionArmSyntax>(nodes));
    }

    /// <summary>Adds sections behind the one with this number.</summary>
    public static SwitchStatementSyntax Add(SwitchStatementSyntax choice, int last, IEnumerable<string> patterns, string body)
    {
        var model = choice.Sections[last];
        var outer = Indentation(model.GetLeadingTrivia());
        var inner = model.Statements.FirstOrDefault() is { } statement ? Indentation(statement.GetLeadingTrivia()) : default;
        var label = Blanks(model.Labels.Last().GetTrailingTrivia());
        var end = Blanks(model.GetTrailingTrivia());
        var sections = patterns.Select(pattern =>
        {
            var section = ((SwitchStatementSyntax)SyntaxFactory.ParseStatement($"switch (_) {{ case {pattern}: {body}; }}")).Sections[0];
            return section
                .WithLabels([section.Labels[0].WithLeadingTrivia(outer).WithTrailingTrivia(label)])
                .WithStatements([section.Statements[0].WithLeadingTrivia(inner).WithTrailingTrivia(end)]);
        });
        return choice.WithSections(choice.Sections.InsertRange(last + 1, sections));
    }

    private static SyntaxTriviaList Indentation(SyntaxTriviaList trivia) => [.. trivia.Reverse().TakeWhile(each => each.IsKind(SyntaxKind.WhitespaceTrivia))];

    /// <summary>Line ends and spaces, without the comments of the neighbour.</summary>
    private static SyntaxTriviaList Blanks(SyntaxTriviaList trivia) =>
        [.. trivia.Where(each => each.IsKind(SyntaxKind.WhitespaceTrivia) || each.IsKind(SyntaxKind.EndOfLineTrivia))];
}
