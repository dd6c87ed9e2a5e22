using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bux.Tasks;

/// <summary>
/// Writes the schemas of a project's contracts. A generator may not write files, so it leaves them in a source file of comments: a line
/// <c>//&gt; path</c> begins a file, <c>//| text</c> is a line of it.
/// </summary>
public sealed class WriteSchemas : Microsoft.Build.Utilities.Task
{
    private const string Sheet = "BuxSchemas.g.cs", BeginsFile = "//> ", Content = "//| ";

    /// <summary>The folder with the generated source files.</summary>
    [Required]
    public string Generated { get; set; } = "";

    /// <summary>The folder below which the schemas are written.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>A file that remembers what was written, so that what is no longer there goes.</summary>
    [Required]
    public string List { get; set; } = "";

    /// <summary>What is there now, written or as it was.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    /// <summary>Writes what is new or different and deletes what is gone.</summary>
    public override bool Execute()
    {
        var sheets = Directory.Exists(Generated) ? Directory.GetFiles(Generated, Sheet, SearchOption.AllDirectories) : [];
        if (sheets.Length == 0)
        {
            Log.LogError("BuxSchemas is 'true', but the compiler left no {0} in '{1}'. Is the source generator of Bux.Contracts among the project's analyzers?", Sheet, Generated);
            return false;
        }

        var files = Read(File.ReadAllLines(sheets[0], Encoding.UTF8));
        foreach (var each in files) Write(Path.Combine(Folder, each.Key), each.Value);
        foreach (var gone in File.Exists(List) ? File.ReadAllLines(List).Except(files.Keys) : []) File.Delete(Path.Combine(Folder, gone));
        Write(List, string.Concat(files.Keys.Select(path => path + "\n")));
        Files = [.. files.Keys.Select(path => new TaskItem(Path.Combine(Folder, path)))];
        return true;
    }

    private static SortedDictionary<string, string> Read(string[] lines)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        var path = "";
        foreach (var line in lines)
        {
            if (line.StartsWith(Content, StringComparison.Ordinal)) text.Append(line.Substring(Content.Length)).Append('\n');
            if (!line.StartsWith(BeginsFile, StringComparison.Ordinal)) continue;
            if (path.Length > 0) files[path] = text.ToString();
            text.Clear();
            path = line.Substring(BeginsFile.Length);
        }

        if (path.Length > 0) files[path] = text.ToString();
        return files;
    }

    /// <summary>An unchanged file keeps its time, so that nothing is built again for it.</summary>
    private static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
