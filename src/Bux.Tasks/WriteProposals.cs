using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bux.Tasks;

/// <summary>
/// Writes the files that an accepting build proposes. A generator may not write files, so its proposals are source files of comments: a line
/// <c>//&gt; path</c> begins a file, <c>//| text</c> is a line of it, <c>//! text</c> says what was not taken in.
/// </summary>
public sealed class WriteProposals : Microsoft.Build.Utilities.Task
{
    private const string BeginsFile = "//> ", Content = "//|", Refusal = "//! ";

    /// <summary>The folder with the generated source files.</summary>
    [Required]
    public string Generated { get; set; } = "";

    /// <summary>The project's folder, below which everything is written.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>Writes what is proposed. With a refusal it fails, after everything else has been written.</summary>
    public override bool Execute()
    {
        var proposals = Directory.Exists(Generated) ? Directory.GetFiles(Generated, "BuxProposal.*.cs", SearchOption.AllDirectories) : [];
        Array.Sort(proposals, StringComparer.Ordinal);
        if (proposals.Length == 0) Log.LogMessage(MessageImportance.High, "There are no contracts to accept.");
        foreach (var proposal in proposals) Read(File.ReadAllLines(proposal, Encoding.UTF8));
        return !Log.HasLoggedErrors;
    }

    private void Read(string[] lines)
    {
        string? path = null;
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (line.StartsWith(Refusal, StringComparison.Ordinal)) Log.LogError(null, "BUX2100", null, null, 0, 0, 0, 0, "Not accepted: {0}", line.Substring(Refusal.Length));
            else if (line.StartsWith(BeginsFile, StringComparison.Ordinal))
            {
                Write(path, text);
                path = line.Substring(BeginsFile.Length);
            }
            else if (path is not null && line.StartsWith(Content, StringComparison.Ordinal))
            {
                // Whoever trims the spaces at the end of lines has not changed the file.
                text.Append(line.Length > Content.Length ? line.Substring(Content.Length + 1) : "").Append('\n');
            }
        }

        Write(path, text);
    }

    private void Write(string? path, StringBuilder text)
    {
        var content = text.ToString();
        text.Clear();
        if (path is null) return;
        var root = Path.GetFullPath(Project).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, path));
        if (!target.StartsWith(root, StringComparison.Ordinal))
        {
            Log.LogError("'{0}' is not in the project's folder.", path);
            return;
        }

        // An unchanged file keeps its time, so that nothing is built again for it.
        if (File.Exists(target) && Normal(File.ReadAllText(target)) == content)
        {
            Log.LogMessage(MessageImportance.High, "{0} is as it was.", path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Log.LogMessage(MessageImportance.High, "{0} is written.", path);
    }

    private static string Normal(string text) => text.Replace("\r\n", "\n");
}
