using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bux.CodeFixes;

/// <summary>BUX1103 and BUX1104: makes a command's list of rejections the one that its use case returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareRejection : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["BUX1103", "BUX1104"];

    public override FixAllProvider GetFixAllProvider() => DeclareRejections.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ChangeFor(diagnostic) is not { } change) continue;
            var project = context.Document.Project;
            if (!await CommandDeclaration.IsPossibleAsync(project, change, context.CancellationToken).ConfigureAwait(false)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"{(change.IsDeclared ? "Add" : "Remove")} [Rejects<{Name(change.Rejection)}>] {(change.IsDeclared ? "to" : "from")} {Name(change.Command)}",
                    cancellation => CommandDeclaration.ChangeAsync(project, [change], cancellation),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    /// <summary>What mends a report.</summary>
    internal static DeclarationChange? ChangeFor(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DeclaredRejections.Command, out var command) && command is not null
        && diagnostic.Properties.TryGetValue(DeclaredRejections.Rejection, out var rejection) && rejection is not null
            ? new DeclarationChange(command, rejection, diagnostic.Id == "BUX1103")
            : null;

    private static string Name(string id) => id.Substring(Math.Max(id.LastIndexOf('.'), id.LastIndexOf(':')) + 1);
}
