using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bux.CodeFixes;

/// <summary>A fix that mends one report or many in one pass, because mending them one by one would edit the same places several times.</summary>
public abstract class ManyAtOnce : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => new All(this);

    /// <summary>Mends the reports as the action with this key says, and leaves those that it does not fit.</summary>
    protected abstract Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation);

    protected void Offer(CodeFixContext context, string title, string key) => context.RegisterCodeFix(
        CodeAction.Create(title, cancellation => MendAsync(context.Document.Project.Solution, context.Diagnostics, key, cancellation), key),
        context.Diagnostics);

    private sealed class All(ManyAtOnce fix) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var reports = context.Scope switch
            {
                FixAllScope.Document when context.Document is { } document => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false),
                FixAllScope.Project => await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false),
                FixAllScope.Solution => await OfSolutionAsync(context).ConfigureAwait(false),
                _ => [],
            };
            if (reports.IsEmpty || context.CodeActionEquivalenceKey is not { } key) return null;
            return CodeAction.Create("Fix all", cancellation => fix.MendAsync(context.Solution, reports, key, cancellation), key);
        }

        private static async Task<ImmutableArray<Diagnostic>> OfSolutionAsync(FixAllContext context)
        {
            var reports = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (var project in context.Solution.Projects.Where(each => each.Language == LanguageNames.CSharp))
            {
                reports.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }

            return reports.ToImmutable();
        }
    }
}
