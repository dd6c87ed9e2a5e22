using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Replies;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.CodeFixes;

/// <summary>BUX1102: adds an arm for each rejection that a switch misses, behind the last one that it names, for a person to fill.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameRejections : CodeFixProvider
{
    // What C#'s own fix for missing cases writes, and every tool takes for unfinished. In two parts, for this project's own code has none.
    private const string Unfinished = "System.NotImplemented" + "Exception";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["BUX1102"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(IncompleteRejectionSwitch.Missing, out var missing) || missing is null) continue;
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not (SwitchExpressionSyntax or SwitchStatementSyntax)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Add the missing rejections", cancellation => AddAsync(context.Document, diagnostic, missing.Split('\n'), cancellation), equivalenceKey: "BUX1102"),
                diagnostic);
        }
    }

    private static async Task<Document> AddAsync(Document document, Diagnostic diagnostic, string[] missing, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not { } choice || model?.GetOperation(choice, cancellation) is not { } operation) return document;
        if (ReplySymbols.Of(model.Compilation) is not { } symbols) return document;

        var rejected = symbols.ReplyOf(RejectionNames.ValueOf(operation)?.Type)?.GetTypeMembers("Rejected").FirstOrDefault();
        var patterns = missing
            .Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation))
            .OfType<INamedTypeSymbol>()
            .Select(type => rejected is null ? Name(type) : $"{Name(rejected)} {{ Rejection: {Name(type)} }}")
            .ToArray();
        var thrown = model.Compilation.GetTypeByMetadataName(Unfinished) is { } exception ? $"throw new {Name(exception)}()" : "throw null!";
        var last = Last(operation, symbols);
        var changed = choice switch
        {
            SwitchExpressionSyntax expression => SwitchArms.Add(expression, last, patterns, thrown),
            SwitchStatementSyntax statement => SwitchArms.Add(statement, last, patterns, thrown),
            _ => choice,
        };
        return document.WithSyntaxRoot(root.ReplaceNode(choice, changed));

        string Name(INamedTypeSymbol type) => type.ToMinimalDisplayString(model, choice.SpanStart);
    }

    /// <summary>The arm behind which a new one is out of every wider pattern's reach: the last that names a rejection.</summary>
    private static int Last(IOperation choice, ReplySymbols symbols)
    {
        var named = choice switch
        {
            ISwitchExpressionOperation expression => expression.Arms.Select(arm => RejectionNames.In(arm.Pattern, symbols).Any()),
            ISwitchOperation statement => statement.Cases.Select(each => each.Clauses.OfType<IPatternCaseClauseOperation>().Any(clause => RejectionNames.In(clause.Pattern, symbols).Any())),
            _ => [],
        };
        return named.ToList().LastIndexOf(true);
    }
}
