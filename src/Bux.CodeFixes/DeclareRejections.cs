using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bux.CodeFixes;

/// <summary>
/// Mends all lists of rejections at once. Several reports change one declaration, in a file that none of them is in, which merging text
/// would take for a conflict.
/// </summary>
internal sealed class DeclareRejections : FixAllProvider
{
    public static readonly DeclareRejections Instance = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Declare the rejections that are returned", cancellation => FixAsync(context, cancellation), equivalenceKey: context.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellation)
    {
        var changed = context.Solution;
        var projects = context.Scope == FixAllScope.Solution ? changed.Projects.Where(each => each.Language == context.Project.Language) : [context.Project];
        foreach (var project in projects)
        {
            var found = context.Scope is FixAllScope.Document or FixAllScope.ContainingMember or FixAllScope.ContainingType && context.Document is { } document
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            var changes = found
                .Where(each => each.Id == context.CodeActionEquivalenceKey)
                .OrderBy(each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(each => each.Location.SourceSpan.Start)
                .Select(DeclareRejection.ChangeFor)
                .OfType<DeclarationChange>();
            changed = await CommandDeclaration.ChangeAsync(changed.GetProject(project.Id)!, changes, cancellation).ConfigureAwait(false);
        }

        return changed;
    }
}
