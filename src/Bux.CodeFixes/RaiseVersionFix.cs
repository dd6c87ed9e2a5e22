using System.Collections.Immutable;
using System.Composition;
using Bux.CodeFixes.Versions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bux.CodeFixes;

/// <summary>BUX2004: the edited event becomes the next version, the locked one stays beside it, and an upcaster leads from one to the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RaiseVersionFix : ManyAtOnce
{
    private const string Raise = "raise", Contract = "contract";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX2004"];

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var contract = context.Diagnostics.Select(ContractOf).FirstOrDefault(each => each is not null);
        if (contract is null || await Raising.FindAsync(context.Document.Project, contract, context.CancellationToken).ConfigureAwait(false) is not { } raising) return;
        Offer(context, $"Make it {raising.NewName}, and keep what is locked", Raise);
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        // After the first of them the others' places are gone, but not their projects.
        var contracts = reports.Select(report => (Project: solution.GetDocument(report.Location.SourceTree)?.Project.Id, Contract: ContractOf(report))).Distinct().ToArray();
        foreach (var (id, contract) in contracts.OrderBy(each => each.Contract, StringComparer.Ordinal))
        {
            if (id is null || contract is null) continue;
            if (await Raising.FindAsync(solution.GetProject(id)!, contract, cancellation).ConfigureAwait(false) is { } raising) solution = await raising.ApplyAsync().ConfigureAwait(false);
        }

        return solution;
    }

    private static string? ContractOf(Diagnostic report) => report.Properties.TryGetValue(Contract, out var contract) ? contract : null;
}
