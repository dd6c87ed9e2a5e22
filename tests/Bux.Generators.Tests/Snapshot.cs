using System.Runtime.CompilerServices;

namespace Bux.Generators.Tests;

/// <summary>
/// Compares texts with the files <c>*.verified.cs</c> (or of another kind) of a folder beside the test; on a mismatch <c>*.received.cs</c> says what
/// came instead.
/// Nothing is overwritten, unless a person says so: with <c>BUX_ACCEPT_SNAPSHOTS=1</c> what is received becomes what is verified.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string folderName, IEnumerable<(string Name, string Text)> texts, string kind = ".cs", [CallerFilePath] string test = "")
    {
        var verified = ".verified" + kind;
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", folderName);
        Directory.CreateDirectory(folder);
        var all = texts.ToArray();
        var stale = Directory.GetFiles(folder, "*" + verified).Select(file => Path.GetFileName(file).Replace(verified, "", StringComparison.Ordinal))
            .Except(all.Select(each => each.Name)).ToArray();
        if (IsAccepting)
        {
            foreach (var name in stale) File.Delete(Path.Combine(folder, name + verified));
            foreach (var (name, text) in all) File.WriteAllText(Path.Combine(folder, name + verified), text);
            return;
        }

        var differing = all.Where(each => !IsVerified(Path.Combine(folder, each.Name), kind, each.Text)).Select(each => each.Name).ToArray();
        Assert.True(differing.Length == 0, $"Not as verified in {folder}: {string.Join(", ", differing)}. Read what was received, and rename it when it is right.");
        Assert.True(stale.Length == 0, $"Verified in {folder}, but no longer generated: {string.Join(", ", stale)}. Remove them.");
    }

    private static bool IsAccepting =>
        Environment.GetEnvironmentVariable("BUX_ACCEPT_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    private static bool IsVerified(string path, string kind, string text)
    {
        var verified = path + ".verified" + kind;
        var received = path + ".received" + kind;
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return true;
        }

        File.WriteAllText(received, text);
        return false;
    }
}
