using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Bux.CodeFixes;

/// <summary>What a command's declaration is to declare in future: a rejection more or a rejection less.</summary>
/// <param name="Command">The id of the command's declaration.</param>
/// <param name="Rejection">The id of the rejection's declaration.</param>
/// <param name="IsDeclared">Whether it is to be declared.</param>
internal readonly record struct DeclarationChange(string Command, string Rejection, bool IsDeclared);

/// <summary>Writes <c>[Rejects&lt;…&gt;]</c> at commands, wherever in the solution they are declared.</summary>
internal static class CommandDeclaration
{
    /// <summary>The solution with all changes, or itself when none can be made. <paramref name="from"/> is a project that sees the commands.</summary>
    public static async Task<Solution> ChangeAsync(Project from, IEnumerable<DeclarationChange> changes, CancellationToken cancellation)
    {
        var solution = from.Solution;
        foreach (var change in changes.Distinct())
        {
            // One after the other, each on what the last one left: two changes of one command meet in one list of attributes.
            solution = await ChangeAsync(solution.GetProject(from.Id)!, change, cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<Solution> ChangeAsync(Project from, DeclarationChange change, CancellationToken cancellation)
    {
        var solution = from.Solution;
        if (await SourceAsync(from, change.Command, cancellation).ConfigureAwait(false) is not { } command) return solution;
        foreach (var reference in command.DeclaringSyntaxReferences)
        {
            var node = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
            if (node is not TypeDeclarationSyntax type || solution.GetDocument(type.SyntaxTree) is not { } document) continue;
            var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (model is null || root is null) continue;
            if (Find(model.Compilation, change.Rejection) is not { } rejection || model.GetDeclaredSymbol(type, cancellation) is not { } declared) continue;

            var after = change.IsDeclared ? Add(type, declared, rejection, model) : Remove(root, type, rejection, model, cancellation);
            if (after is null) continue;
            return solution.WithDocumentSyntaxRoot(document.Id, change.IsDeclared ? root.ReplaceNode(type, after) : after);
        }

        return solution;
    }

    /// <summary>Whether the change can be made: the command's source is in the solution, and sees the rejection.</summary>
    public static async Task<bool> IsPossibleAsync(Project from, DeclarationChange change, CancellationToken cancellation) =>
        await ChangeAsync(from, change, cancellation).ConfigureAwait(false) != from.Solution;

    private static async Task<INamedTypeSymbol?> SourceAsync(Project from, string command, CancellationToken cancellation)
    {
        var compilation = await from.GetCompilationAsync(cancellation).ConfigureAwait(false);
        if (compilation is null || Find(compilation, command) is not { } symbol) return null;
        return await SymbolFinder.FindSourceDefinitionAsync(symbol, from.Solution, cancellation).ConfigureAwait(false) as INamedTypeSymbol ?? symbol;
    }

    private static INamedTypeSymbol? Find(Compilation compilation, string id) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol;

    private static SyntaxNode? Add(TypeDeclarationSyntax type, INamedTypeSymbol command, INamedTypeSymbol rejection, SemanticModel model)
    {
        if (model.Compilation.GetTypeByMetadataName("Bux.RejectsAttribute`1") is not { } attribute) return null;
        if (command.GetAttributes().Any(each => Declares(each, rejection, attribute))) return null;
        if (type.AttributeLists.Count == 0) return null;

        var last = type.AttributeLists[type.AttributeLists.Count - 1];
        var name = attribute.Construct(rejection).ToMinimalDisplayString(model, type.AttributeLists[0].SpanStart).Replace("RejectsAttribute<", "Rejects<");
        var lines = last.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToArray();

        // Parsed, and not put together: what is put together is laid out anew, which would take the space out of `[Command] [Rejects<…>]`.
        var list = SyntaxFactory.ParseMemberDeclaration($"[{name}]class X;")!.AttributeLists[0];
        list = lines.Length > 0
            ? list.WithLeadingTrivia(last.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))).WithTrailingTrivia(lines[0])
            : list.WithTrailingTrivia(SyntaxFactory.Space);

        // `[Command]record …` without anything between them.
        var lists = last.GetTrailingTrivia().Count == 0 ? type.AttributeLists.Replace(last, last.WithTrailingTrivia(SyntaxFactory.Space)) : type.AttributeLists;
        return type.WithAttributeLists(lists.Add(list));
    }

    private static SyntaxNode? Remove(SyntaxNode root, TypeDeclarationSyntax type, INamedTypeSymbol rejection, SemanticModel model, CancellationToken cancellation)
    {
        if (model.Compilation.GetTypeByMetadataName("Bux.RejectsAttribute`1") is not { } declaring) return null;
        if (model.GetDeclaredSymbol(type, cancellation) is not { } command) return null;
        var found = command.GetAttributes()
            .Where(each => Declares(each, rejection, declaring))
            .Select(each => each.ApplicationSyntaxReference)
            .Where(each => each is not null && each.SyntaxTree == type.SyntaxTree && type.Span.Contains(each.Span))
            .Select(each => each!.GetSyntax(cancellation))
            .OfType<AttributeSyntax>()
            .FirstOrDefault();
        if (found?.Parent is not AttributeListSyntax list) return null;
        if (list.Attributes.Count > 1) return root.RemoveNode(found, SyntaxRemoveOptions.KeepNoTrivia);

        // The list goes with its line; what stood above it now stands above what follows.
        var tracked = root.TrackNodes(list);
        var next = tracked.GetCurrentNode(list)!.GetLastToken().GetNextToken();
        var kept = next.LeadingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            ? list.GetLeadingTrivia()
            : list.GetLeadingTrivia().AddRange(next.LeadingTrivia);
        tracked = tracked.ReplaceToken(next, next.WithLeadingTrivia(kept));
        return tracked.RemoveNode(tracked.GetCurrentNode(list)!, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static bool Declares(AttributeData attribute, INamedTypeSymbol rejection, INamedTypeSymbol declaring) =>
        attribute.AttributeClass is { TypeArguments.Length: 1 } type
        && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, declaring)
        && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], rejection);
}
