using Bux.Log;

namespace Bux.Engine;

/// <summary>
/// The restores under way. They run beside the worker, which goes on reading and so keeps its membership; a partition that is given away
/// meanwhile is abandoned.
/// </summary>
/// <param name="restore">Restores a partition; cancelled when it is given away.</param>
/// <param name="release">Forgets what an abandoned restore has loaded.</param>
/// <param name="run">How a restore is run: on a thread of its own, or at once in simulations.</param>
internal sealed class PartitionRestores(
    Func<int, CancellationToken, RestoredPartition> restore,
    Action<int> release,
    Func<Func<RestoredPartition>, Task<RestoredPartition>> run) : IDisposable
{
    private readonly Dictionary<int, Restore> _running = [];
    private readonly Dictionary<int, Task> _ending = [];

    /// <summary>How many are under way.</summary>
    public int Count => _running.Count;

    /// <summary>Runs restores on threads of their own: they block.</summary>
    public static Task<RestoredPartition> OnThread(Func<RestoredPartition> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    /// <summary>Runs restores at once, for simulations.</summary>
    public static Task<RestoredPartition> Inline(Func<RestoredPartition> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception error) when (error is LogUnavailableException or CorruptLogException)
        {
            return Task.FromException<RestoredPartition>(error);
        }
    }

    /// <summary>Begins to restore a partition, after an abandoned restore of it has ended.</summary>
    public void Begin(int partition, long epoch)
    {
        var cancellation = new CancellationTokenSource();
        _ending.Remove(partition, out var before);
        var task = run(() =>
        {
            WaitFor(before);
            cancellation.Token.ThrowIfCancellationRequested();
            return restore(partition, cancellation.Token);
        });
        _running[partition] = new Restore(epoch, task, cancellation);
    }

    /// <summary>Gives a restore up, because the partition is given away; false when there is none.</summary>
    public bool Abandon(int partition)
    {
        if (!_running.Remove(partition, out var abandoned)) return false;
        abandoned.Cancellation.Cancel();
        _ending[partition] = abandoned.Task.ContinueWith(
            _ => release(partition), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return true;
    }

    /// <summary>Those that ended since the last call, with the epoch in which they began.</summary>
    public IReadOnlyList<(int Partition, long Epoch, Task<RestoredPartition> Result)> TakeEnded()
    {
        if (_running.Count == 0) return [];
        var ended = new List<(int, long, Task<RestoredPartition>)>();
        foreach (var (partition, restoring) in _running)
        {
            if (!restoring.Task.IsCompleted) continue;
            ended.Add((partition, restoring.Epoch, restoring.Task));
            restoring.Cancellation.Dispose();
        }

        foreach (var (partition, _, _) in ended) _running.Remove(partition);
        return ended;
    }

    /// <summary>Abandons all and waits for them.</summary>
    public void Dispose()
    {
        foreach (var partition in _running.Keys.ToArray()) Abandon(partition);
        foreach (var ending in _ending.Values) WaitFor(ending);
    }

    private static void WaitFor(Task? task)
    {
        if (task is null) return;
        try
        {
            task.Wait();
        }
        catch (AggregateException)
        {
            // An abandoned restore may fail in any way: nobody waits for its result.
        }
    }

    private sealed record Restore(long Epoch, Task<RestoredPartition> Task, CancellationTokenSource Cancellation);
}
