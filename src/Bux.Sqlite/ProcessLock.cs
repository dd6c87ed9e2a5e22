using System.Globalization;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>
/// Sees to it that one process writes a file. The operating system holds the lock, so a process that dies gives it back; who holds it is
/// written beside it, for the one who is refused.
/// </summary>
internal sealed class ProcessLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _owner;

    private ProcessLock(FileStream held, string owner) => (_held, _owner) = (held, owner);

    /// <summary>Takes the lock of a database file.</summary>
    /// <exception cref="LogNotReadyException">Another process, or this one, has it already.</exception>
    public static ProcessLock Take(string database)
    {
        var owner = database + ".owner";
        FileStream held;
        try
        {
            held = new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            var who = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "another process";
            throw new LogNotReadyException(
                [$"The file {database} is written by {who}, and one process can write it at a time. End that process, open the file read-only, or use Kafka ({error.GetType().Name})."]);
        }

        File.WriteAllText(owner, string.Create(
            CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {DateTimeOffset.UtcNow:O}"));
        return new ProcessLock(held, owner);
    }

    public void Dispose()
    {
        File.Delete(_owner);
        _held.Dispose();
    }
}
