using System.Runtime.CompilerServices;

namespace Bux.Generators.Tests;

/// <summary>Compares texts with the files <c>*.verified.cs</c> beside the test; on a mismatch <c>*.received.cs</c> says what came instead.</summary>
internal static class Snapshot
{
    public static void Verify(IEnumerable<(string Name, string Text)> texts, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots");
        Directory.CreateDirectory(folder);
        var differing = texts.Where(each => !IsVerified(folder, each.Name, each.Text)).Select(each => each.Name).ToArray();
        Assert.True(differing.Length == 0, $"Not as verified in {folder}: {string.Join(", ", differing)}. Read what was received, and rename it when it is right.");
    }

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
