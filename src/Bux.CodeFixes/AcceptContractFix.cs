using System.Collections.Immutable;
using System.Composition;
using Bux.CodeFixes.Versions;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bux.CodeFixes;

/// <summary>BUX2002, BUX2003 and BUX2009: writes the contract's block, which the report brings along, into the lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AcceptContractFix : ManyAtOnce
{
    private const string Accept = "accept", Block = "block";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX2002", "BUX2003", "BUX2009"];

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (ProjectLock.Of(context.Document.Project) is not null) Offer(context, "Accept it in " + LockFile.Name, Accept);
        return Task.CompletedTask;
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        foreach (var reported in reports.GroupBy(report => solution.GetDocument(report.Location.SourceTree)?.Project.Id))
        {
            // A lock that cannot be read is mended by a person.
            if (reported.Key is null || await ProjectLock.ReadAsync(solution.GetProject(reported.Key)!, cancellation).ConfigureAwait(false) is not { } reading) continue;
            var accepted = reported.SelectMany(Contracts).Aggregate(reading.File, (file, contract) => file.With(contract));
            solution = await ProjectLock.WriteAsync(solution, reported.Key, accepted, cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static IEnumerable<LockedContract> Contracts(Diagnostic report) => report.Properties.TryGetValue(Block, out var block) && block is not null
        ? LockReading.Of(LockFile.Format + "\n" + block).File.Contracts : [];
}
