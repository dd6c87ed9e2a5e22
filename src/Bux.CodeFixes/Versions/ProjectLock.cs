using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Bux.CodeFixes.Versions;

/// <summary>The locks of a solution's projects.</summary>
internal static class ProjectLock
{
    /// <summary>A project's lock, or null when it has none.</summary>
    public static TextDocument? Of(Project project) => project.AdditionalDocuments.FirstOrDefault(document => LockSettings.IsLock(document.FilePath ?? document.Name));

    /// <summary>What a project's lock says, or null when it has none that can be read: one that cannot is mended by a person.</summary>
    public static async Task<LockReading?> ReadAsync(Project project, CancellationToken cancellation)
    {
        if (Of(project) is not { } document) return null;
        var reading = LockReading.Of((await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString());
        return reading.Problems.Count > 0 ? null : reading;
    }

    /// <summary>The lock with other contents; its line ends and its encoding stay.</summary>
    public static async Task<Solution> WriteAsync(Solution solution, ProjectId id, LockFile file, CancellationToken cancellation)
    {
        if (Of(solution.GetProject(id)!) is not { } document) return solution;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var written = file.ToString();
        if (text.ToString().Contains("\r\n")) written = written.Replace("\n", "\r\n");
        return solution.WithAdditionalDocumentText(document.Id, SourceText.From(written, text.Encoding));
    }

    /// <summary>Retires the locked version and adds the new one; whoever used the one now uses the other.</summary>
    public static async Task<Solution> RaiseAsync(Solution solution, ProjectId id, ContractChange change, int version, CancellationToken cancellation)
    {
        var raised = change.Present with { Version = version, Retired = false };
        foreach (var project in solution.Projects)
        {
            if (await ReadAsync(project, cancellation).ConfigureAwait(false) is not { } reading) continue;
            var file = reading.File;
            if (project.Id == id) file = file.With(change.Retired()).With(raised);
            var used = file.Uses.FirstOrDefault(each => each.Id == change.Locked.Id);
            if (used is not null)
            {
                var others = file.Uses.Where(each => each.Id != used.Id && each.Id != raised.Id);
                file = LockFile.Of(file.Contracts, others.Append(used with { Version = version, Hash = raised.Hash }));
            }

            if (file != reading.File) solution = await WriteAsync(solution, project.Id, file, cancellation).ConfigureAwait(false);
        }

        return solution;
    }
}
