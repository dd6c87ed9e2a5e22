using Bux.Log;

namespace Bux.Engine;

/// <summary>What is told of the filling of a state topic; it decides nothing.</summary>
internal interface IFillObserver
{
    /// <summary>So many partitions are filled, by whomever.</summary>
    void Filled(int partitions);

    /// <summary>A partition's events are being folded.</summary>
    void Filling(int partition);

    /// <summary>The fold has come so far.</summary>
    void Folded(LogPosition position, long end);

    /// <summary>The partition's states are written, and its mark.</summary>
    void Filled(int partition, int states);

    /// <summary>A commit did not happen, and is tried again.</summary>
    void NotCommitted(CommitFault fault, int attempt);

    /// <summary>A fold failed and is tried again.</summary>
    void Failed(int partition, Exception error);

    /// <summary>This release cannot fold the partition; it does not join.</summary>
    void Stopped(int partition, Exception error);
}
