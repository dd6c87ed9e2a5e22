using System.Collections.Immutable;
using System.Composition;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Bux.CodeFixes;

/// <summary>BUX2002, BUX2003 and BUX2009: writes the contract's block, which the report brings along, into the lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AcceptContractFix : ManyAtOnce
{
    private const string Accept = "accept", Block = "block";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX2002", "BUX2003", "BUX2009"];

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (LockOf(context.Document.Project) is not null) Offer(context, "Accept it in " + LockFile.Name, Accept);
        return Task.CompletedTask;
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        foreach (var reported in reports.GroupBy(report => solution.GetDocument(report.Location.SourceTree)?.Project.Id))
        {
            if (reported.Key is null || LockOf(solution.GetProject(reported.Key)!) is not { } document) continue;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var reading = LockReading.Of(text.ToString());
            // A lock that cannot be read is mended by a person.
            if (reading.Problems.Count > 0) continue;
            var accepted = reported.SelectMany(Contracts).Aggregate(reading.File, (file, contract) => file.With(contract)).ToString();
            if (text.ToString().Contains("\r\n")) accepted = accepted.Replace("\n", "\r\n");
            solution = solution.WithAdditionalDocumentText(document.Id, SourceText.From(accepted, text.Encoding));
        }

        return solution;
    }

    private static IEnumerable<LockedContract> Contracts(Diagnostic report) => report.Properties.TryGetValue(Block, out var block) && block is not null
        ? LockReading.Of(LockFile.Format + "\n" + block).File.Contracts : [];

    private static TextDocument? LockOf(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(document => string.Equals(Path.GetFileName(document.FilePath ?? document.Name), LockFile.Name, StringComparison.OrdinalIgnoreCase));
}
