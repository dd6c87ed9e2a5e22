using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Bux.CodeFixes;

/// <summary>Makes one edit for several reports. The name of what is written twice over goes into <paramref name="written"/>, so that it is written once.</summary>
internal delegate Task Edit(SolutionEditor editor, Document document, Diagnostic diagnostic, string key, HashSet<string> written, CancellationToken cancellation);

/// <summary>
/// Fixes all reports with one editor. Fixes that add members to a type far away cannot be merged from texts, as the batch fixer would: two
/// additions at the same place are a conflict there.
/// </summary>
internal sealed class FixAllAtOnce(string title, Edit edit) : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var key = context.CodeActionEquivalenceKey ?? "";
        var found = await FindAsync(context).ConfigureAwait(false);
        return CodeAction.Create(title, cancellation => ApplyAsync(context.Solution, found, key, edit, cancellation), key);
    }

    /// <summary>The solution with one edit for each report.</summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution, IEnumerable<Diagnostic> diagnostics, string key, Edit edit, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics)
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document) await edit(editor, document, diagnostic, key, written, cancellation).ConfigureAwait(false);
        }

        return editor.GetChangedSolution();
    }

    private static async Task<IEnumerable<Diagnostic>> FindAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            return context.Document is { } document ? Ordered(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)) : [];
        }

        var found = new List<Diagnostic>();
        foreach (var project in context.Scope == FixAllScope.Project ? [context.Project] : context.Solution.Projects)
        {
            found.AddRange(Ordered(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)));
        }

        return found;
    }

    /// <summary>Analyzers run side by side and report in any order; what is written must not depend on it.</summary>
    private static IEnumerable<Diagnostic> Ordered(ImmutableArray<Diagnostic> found) => found
        .OrderBy(each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(each => each.Location.SourceSpan.Start);
}
