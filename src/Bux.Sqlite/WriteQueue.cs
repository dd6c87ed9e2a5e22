using Bux.Log;

namespace Bux.Sqlite;

/// <summary>
/// Writes what many callers want to write at the same time in one transaction: the wait for the disk is shared. The first caller of a round
/// starts the thread that writes it.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly SqliteRecords _records;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private List<(OutputRecord Record, TaskCompletionSource Written)> _waiting = [];
    private bool _closed;

    public WriteQueue(SqliteRecords records)
    {
        _records = records;
        _thread = new Thread(Run) { IsBackground = true, Name = "bux sqlite writer" };
        _thread.Start();
    }

    /// <summary>Completes when the record is in the file.</summary>
    public Task Write(OutputRecord record)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLogStore));
            _waiting.Add((record, written));
        }

        _wake.Set();
        return written.Task;
    }

    /// <summary>Writes what waits, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock) _closed = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wake.WaitOne();
            bool closed;
            List<(OutputRecord Record, TaskCompletionSource Written)> round;
            lock (_lock)
            {
                closed = _closed;
                (round, _waiting) = (_waiting, []);
            }

            if (round.Count > 0) WriteTogether(round);
            if (closed) return;
        }
    }

    private void WriteTogether(List<(OutputRecord Record, TaskCompletionSource Written)> round)
    {
        try
        {
            lock (_records.Gate) _records.Write([.. round.Select(entry => entry.Record)], null, []);
            foreach (var (_, written) in round) written.SetResult();
        }
        catch (LogUnavailableException) when (round.Count > 1)
        {
            // One of them may name a topic that is not there; alone each learns its own fault.
            foreach (var entry in round) WriteTogether([entry]);
        }
        catch (LogUnavailableException error)
        {
            round[0].Written.SetException(error);
        }
    }
}
