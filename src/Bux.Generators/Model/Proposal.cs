namespace Bux.Generators.Model;

/// <summary>Files that a generator may not write itself, and what it will not put into them.</summary>
/// <param name="Refusals">Sentences; with any, accepting ends as failed, but the files are written.</param>
internal sealed record Proposal(EquatableArray<ProposedFile> Files, EquatableArray<string> Refusals);

/// <summary>A file of the project.</summary>
/// <param name="Path">Its path from the project's folder, with slashes.</param>
/// <param name="Text">Its whole text, with line feeds.</param>
internal sealed record ProposedFile(string Path, string Text);
