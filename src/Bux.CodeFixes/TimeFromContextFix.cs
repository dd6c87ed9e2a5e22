using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes;

/// <summary>BUX1044: the clock becomes <c>context.Now</c>, a new id <c>context.NewId()</c>, where a context is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TimeFromContextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [UseCasesTakeTimeFromContext.Rule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || BuxSymbols.Of(model.Compilation) is not { } symbols) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax read) continue;
            if (Context(read, model, symbols) is not { } name || Replacement(read, name, model) is not { } replacement) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Use {replacement}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(read, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(read)))),
                    nameof(TimeFromContextFix)),
                diagnostic);
        }
    }

    /// <summary>What gives the same type from the context, or null where nothing does.</summary>
    private static string? Replacement(ExpressionSyntax read, string context, SemanticModel model)
    {
        if (model.GetSymbolInfo(read).Symbol is not { } symbol) return null;
        return $"{symbol.ContainingType.Name}.{symbol.Name}" switch
        {
            "DateTimeOffset.UtcNow" or "DateTimeOffset.Now" or "TimeProvider.GetUtcNow" => $"{context}.Now",
            "DateTime.UtcNow" or "DateTime.Now" => $"{context}.Now.UtcDateTime",
            "DateTime.Today" => $"{context}.Now.UtcDateTime.Date",
            "Guid.NewGuid" or "Guid.CreateVersion7" => $"{context}.NewId()",
            _ => null,
        };
    }

    /// <summary>The name of the context that the code around may use: lambdas cannot hold one, static local functions see none.</summary>
    private static string? Context(SyntaxNode read, SemanticModel model, BuxSymbols symbols)
    {
        foreach (var node in read.Ancestors())
        {
            if (node is AnonymousFunctionExpressionSyntax) return null;
            var parameters = node switch
            {
                MethodDeclarationSyntax method => method.ParameterList,
                LocalFunctionStatementSyntax function => function.ParameterList,
                _ => null,
            };
            if (parameters is null) continue;
            return parameters.Parameters.Select(each => model.GetDeclaredSymbol(each)).FirstOrDefault(each => each is not null && BuxSymbols.Is(each.Type, symbols.UseCaseContext))?.Name;
        }

        return null;
    }
}
