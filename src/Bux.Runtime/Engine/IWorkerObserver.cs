using Bux.Log;

namespace Bux.Engine;

/// <summary>What a worker tells of its work; it decides nothing.</summary>
internal interface IWorkerObserver
{
    /// <summary>A batch is committed.</summary>
    void Committed(int commands, BatchTally tally, TimeSpan commitTime);

    /// <summary>A commit did not happen; the worker goes on.</summary>
    void NotCommitted(CommitFault fault, int attempt);

    /// <summary>A partition is assigned and is being restored.</summary>
    void Restoring(int partition);

    /// <summary>A partition is restored and started.</summary>
    void Started(RestoredPartition partition);

    /// <summary>A restore failed and is tried again.</summary>
    void RestoreFailed(int partition, Exception error);

    /// <summary>A partition is stopped until someone mends it.</summary>
    void Stopped(int partition, Exception error);

    /// <summary>A partition is given away.</summary>
    void Released(int partition);
}
