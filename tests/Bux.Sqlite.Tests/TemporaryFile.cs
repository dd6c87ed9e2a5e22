namespace Bux.Sqlite;

/// <summary>A folder for one test's database; it goes with the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bux-sqlite-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "bux.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
