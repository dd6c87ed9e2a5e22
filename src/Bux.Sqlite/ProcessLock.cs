using System.Diagnostics;
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
    /// <exception cref="LogUnavailableException">This process may not write there.</exception>
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
            [
                $"The file {database} is written by {who}, and one process can write it at a time. "
                + $"End that process, open the file read-only, or use Kafka ({error.Message})",
            ]);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new LogUnavailableException(
                $"The file {database} cannot be written by this process: {error.Message} Grant it the rights, or open the file read-only.",
                error);
        }

        try
        {
            using var process = Process.GetCurrentProcess();
            var since = process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
            File.WriteAllText(owner, $"process {process.Id} on {Environment.MachineName} since {since}");
            return new ProcessLock(held, owner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw new LogUnavailableException(
                $"The file {owner} cannot be written: {error.Message} Look at the disk's space and the file's rights.", error);
        }
    }

    public void Dispose()
    {
        File.Delete(_owner);
        _held.Dispose();
    }
}
