using System.IO.Compression;
using Bux.Package;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace Bux.Package;

/// <summary>
/// The packages of this working tree, packed twice as CI packs them, from two folders. The first lot is a feed for the tests' consumers. Its
/// version is new in each run, so that no cache serves an older one.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>What the solution packs.</summary>
    public static readonly string[] Packages = ["Bux.Contracts", "Bux.Runtime", "Bux.Sqlite", "Bux.Testing"];

    /// <summary>Where the copies of the working tree come from, as far as git knows.</summary>
    public const string Remote = "https://example.org/bux.git";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bux-package-");

    /// <summary>The version of all packages.</summary>
    public string Version { get; } = $"0.1.0-test.g{Guid.NewGuid():N}"[..24];

    /// <summary>The folder with the packages to consume.</summary>
    public string Feed => Path.Combine(_home.FullName, "first", "packages");

    /// <summary>The project's folder: the nearest one above the tests that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            // Consumers live below: whatever lies above this folder is not theirs.
            await File.WriteAllTextAsync(Path.Combine(_home.FullName, name), "<Project />");
        }

        await PackAsync("first");
        await PackAsync("second");
    }

    /// <summary>The content of a package's file (<c>nupkg</c> or <c>snupkg</c>) by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Read(string package, string extension = "nupkg", string lot = "first")
    {
        using var archive = ZipFile.OpenRead(Path.Combine(_home.FullName, lot, "packages", $"{package}.{Version}.{extension}"));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(content);
            files.Add(entry.FullName, content.ToArray());
        }

        return files;
    }

    /// <summary>A new folder for a consumer, outside of the repository.</summary>
    public string NewFolder(string name) => _home.CreateSubdirectory($"{name}-{Guid.NewGuid():N}"[..(name.Length + 9)]).FullName;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var caches = await Shell.RunAsync(_home.FullName, "dotnet", "nuget", "locals", "global-packages", "--list");
        var cache = caches.Output.Trim()["global-packages: ".Length..];
        foreach (var package in Packages)
        {
            var folder = Path.Combine(cache, package.ToLowerInvariant(), Version);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        _home.Delete(recursive: true);
    }

    private async Task PackAsync(string lot)
    {
        var folder = Path.Combine(_home.FullName, lot, "source");
        await CopyWorkingTreeAsync(folder);
        var packed = await Shell.RunAsync(
            folder, "dotnet", "pack", "Bux.Generators.sln", "--output", Path.Combine(_home.FullName, lot, "packages"), $"-p:Version={Version}",
            "-p:ContinuousIntegrationBuild=true");
        Assert.DoesNotContain("warning", packed.Succeeded().Output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task CopyWorkingTreeAsync(string folder)
    {
        var files = await Shell.RunAsync(Root, "git", "ls-files", "--cached", "--others", "--exclude-standard");
        foreach (var file in files.Succeeded().Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
        {
            var source = Path.Combine(Root, file);
            if (!File.Exists(source)) continue; // Removed, but not committed yet.
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        (await Shell.RunAsync(folder, "git", "init", "--quiet", "--initial-branch", "main")).Succeeded();
        (await Shell.RunAsync(folder, "git", "remote", "add", "origin", Remote)).Succeeded();
        (await Shell.RunAsync(folder, "git", "add", "--all")).Succeeded();
        (await Shell.RunAsync(folder, "git", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Working tree")).Succeeded();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bux.Generators.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("These tests pack the source: run them inside of a checkout.");
    }
}
