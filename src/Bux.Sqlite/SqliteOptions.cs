using Bux.Log;

namespace Bux.Sqlite;

/// <summary>Where the file is, and what it may cost.</summary>
public sealed class SqliteOptions
{
    /// <summary>The database file; its folder is made when it is missing.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Whether each commit waits until the disk has it, which is the default. When false, a crash of the machine (not of the process) may
    /// take the newest commits back, as a whole each.
    /// </summary>
    public bool SynchronousFull { get; init; } = true;

    /// <summary>When a batch of commands is closed.</summary>
    public BatchLimits Limits { get; init; } = new();

    /// <summary>The largest command, in bytes; what a service writes may exceed it by <see cref="OutputBatch.Allowance"/>.</summary>
    public int MaximumRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>Opens the file for looking only, beside a process that writes.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How often expired and superseded records are looked for.</summary>
    internal TimeSpan TidyInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest file, in pages; what the disk holds when null. It lets a test fill the disk.</summary>
    internal int? MaximumPages { get; init; }
}
