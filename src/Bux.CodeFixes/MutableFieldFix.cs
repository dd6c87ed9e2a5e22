using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Immutability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Bux.CodeFixes;

/// <summary>BUX1022: a readonly field, or a property with 'init'.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MutableFieldFix : ManyAtOnce
{
    private const string ReadOnly = "readonly", Property = "property";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1022"];

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        if (Reported.Mend(context.Diagnostics[0]) != Mends.Field || await Reported.FindAsync(solution, context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false) is not { Symbol: IFieldSymbol field }) return;
        if (await FitsAsync(field, ReadOnly, solution, context.CancellationToken).ConfigureAwait(false)) Offer(context, "Write 'readonly'", ReadOnly);
        if (await FitsAsync(field, Property, solution, context.CancellationToken).ConfigureAwait(false)) Offer(context, "Make it a property with 'init'", Property);
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        var done = new HashSet<SyntaxNode>();
        foreach (var report in reports)
        {
            if (Reported.Mend(report) != Mends.Field || await Reported.FindAsync(solution, report, cancellation).ConfigureAwait(false) is not { Symbol: IFieldSymbol field } found) continue;
            if (!await FitsAsync(field, key, solution, cancellation).ConfigureAwait(false)) continue;
            // Fields of one declaration are mended together.
            if (await DeclarationAsync(field, cancellation).ConfigureAwait(false) is not { } declaration || !done.Add(declaration)) continue;
            var edits = await editor.GetDocumentEditorAsync(found.Document.Id, cancellation).ConfigureAwait(false);
            edits.ReplaceNode(declaration, (node, _) => key == ReadOnly ? ToReadOnly((FieldDeclarationSyntax)node) : ToProperty((FieldDeclarationSyntax)node));
        }

        return editor.GetChangedSolution();
    }

    private static async Task<bool> FitsAsync(IFieldSymbol field, string key, Solution solution, CancellationToken cancellation)
    {
        if (await DeclarationAsync(field, cancellation).ConfigureAwait(false) is not { } declaration) return false;
        if (key == Property && (declaration.Declaration.Variables.Count > 1 || field.IsVolatile)) return false;
        if (field.IsVolatile || field.IsFixedSizeBuffer) return false;
        foreach (var other in declaration.Declaration.Variables.Select(each => field.ContainingType.GetMembers(each.Identifier.ValueText).OfType<IFieldSymbol>().FirstOrDefault()))
        {
            if (other is not null && await Writes.AfterMakingAsync(other, solution, initializers: key == Property, cancellation).ConfigureAwait(false)) return false;
        }

        return true;
    }

    private static async Task<FieldDeclarationSyntax?> DeclarationAsync(IFieldSymbol field, CancellationToken cancellation) => field.DeclaringSyntaxReferences.Length == 0 ? null
        : (await field.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false)).FirstAncestorOrSelf<FieldDeclarationSyntax>();

    private static FieldDeclarationSyntax ToReadOnly(FieldDeclarationSyntax field) =>
        field.AddModifiers(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space));

    private static PropertyDeclarationSyntax ToProperty(FieldDeclarationSyntax field)
    {
        var variable = field.Declaration.Variables[0];
        static AccessorDeclarationSyntax Accessor(SyntaxKind kind) => SyntaxFactory.AccessorDeclaration(kind)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithLeadingTrivia(SyntaxFactory.Space);
        var accessors = SyntaxFactory.AccessorList([Accessor(SyntaxKind.GetAccessorDeclaration), Accessor(SyntaxKind.InitAccessorDeclaration).WithTrailingTrivia(SyntaxFactory.Space)]);
        var end = field.SemicolonToken.TrailingTrivia;
        var property = SyntaxFactory.PropertyDeclaration(
            field.AttributeLists, field.Modifiers, field.Declaration.Type, null, variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space),
            variable.Initializer is null ? accessors.WithTrailingTrivia(end) : accessors.WithTrailingTrivia(SyntaxFactory.Space), null, variable.Initializer);
        return variable.Initializer is null ? property : property.WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
    }
}
