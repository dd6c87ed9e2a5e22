using System.Runtime.CompilerServices;

namespace Bux.Generators.Tests;

/// <summary>
/// Compares texts with the files <c>*.verified.cs</c> of a folder beside the test; on a mismatch <c>*.received.cs</c> says what came instead.
/// Nothing is overwritten, unless a person says so: with <c>BUX_ACCEPT_SNAPSHOTS=1</c> what is received becomes what is verified.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string folderName, IEnumerable<(string Name, string Text)> texts, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", folderName);
        Directory.CreateDirectory(folder);
        var all = texts.ToArray();
        var stale = Directory.GetFiles(folder, "*.verified.cs").Select(file => Path.GetFileName(file).Replace(".verified.cs", "", StringComparison.Ordinal))
            .Except(all.Select(each => each.Name)).ToArray();
        if (IsAccepting)
        {
            foreach (var name in stale) File.Delete(Path.Combine(folder, name + ".verified.cs"));
            foreach (var (name, text) in all) File.WriteAllText(Path.Combine(folder, name + ".verified.cs"), text);
            return;
        }

        var differing = all.Where(each => !IsVerified(folder, each.Name, each.Text)).Select(each => each.Name).ToArray();
        Assert.True(differing.Length == 0, $"Not as verified in {folder}: {string.Join(", ", differing)}. Read what was received, and rename it when it is right.");
        Assert.True(stale.Length == 0, $"Verified in {folder}, but no longer generated: {string.Join(", ", stale)}. Remove them.");
    }

    private static bool IsAccepting =>
        Environment.GetEnvironmentVariable("BUX_ACCEPT_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    private static bool IsVerified(string folder, string name, string text)
    {
        var verified = Path.Combine(folder, name + ".verified.cs");
        var received = Path.Combine(folder, name + ".received.cs");
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return true;
        }

        File.WriteAllText(received, text);
        return false;
    }
}
