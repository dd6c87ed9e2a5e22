using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bux.CodeFixes;

/// <summary>BUX1061: assigns the state that an event makes to the variable that is read afterwards.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AssignEmitted : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1061"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(StateIsNotStale.VariableKey, out var variable) || variable is null) continue;
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call) continue;
            // Elsewhere the value is used, and an assignment in the middle of an expression is hard to read.
            ExpressionSyntax whole = call.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard : call;
            if (whole.Parent is not ExpressionStatementSyntax) continue;
            var assignment = SyntaxFactory.AssignmentExpression(
                    SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.ParseExpression(Escaped(variable)), call.WithoutLeadingTrivia())
                .WithLeadingTrivia(whole.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Go on with the new state: {variable} = …", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(whole, assignment))), "BUX1061"),
                diagnostic);
        }
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
