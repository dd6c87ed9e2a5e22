using System.Diagnostics;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>
/// Writes what many callers want to write at the same time in one transaction: the wait for the disk is shared. The first caller of a round
/// wakes the thread that writes it. Now and then, and when there is nothing to write, the same thread deletes what need not be kept.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly SqliteRecords _records;
    private readonly Lock _lock = new();
    private readonly TimeSpan _tidyInterval;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private List<(OutputRecord Record, TaskCompletionSource Written)> _waiting = [];
    private bool _closed;

    public WriteQueue(SqliteRecords records, TimeSpan tidyInterval)
    {
        (_records, _tidyInterval) = (records, tidyInterval);
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
        var (tidied, more) = (Stopwatch.GetTimestamp(), false);
        while (true)
        {
            _wake.WaitOne(more ? TimeSpan.Zero : _tidyInterval);
            bool closed;
            List<(OutputRecord Record, TaskCompletionSource Written)> round;
            lock (_lock)
            {
                closed = _closed;
                (round, _waiting) = (_waiting, []);
            }

            if (round.Count > 0) WriteTogether(round);
            if (closed) return;
            if (!more && Stopwatch.GetElapsedTime(tidied) < _tidyInterval) continue;
            (tidied, more) = (Stopwatch.GetTimestamp(), Tidy());
        }
    }

    private bool Tidy()
    {
        try
        {
            lock (_records.Gate) return _records.Tidy();
        }
        catch (LogUnavailableException)
        {
            return false; // Nobody waits for it. What was not deleted now is deleted later, and who writes next hears what is wrong.
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
