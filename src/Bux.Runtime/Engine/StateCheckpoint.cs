using Bux.Log;

namespace Bux.Engine;

/// <summary>How the writing of folded states ended.</summary>
internal enum CheckpointEnd
{
    /// <summary>They are in the state topic.</summary>
    Written,

    /// <summary>A part of them may be; the partition was given away meanwhile.</summary>
    Lost,

    /// <summary>A part of them may be; the host stops.</summary>
    Stopped,
}

/// <summary>
/// Writes states that were folded from events into the state topic, in the order of their last events: a part of them is as good as a
/// topic that was written until then, so it may end anywhere, and a restore goes on from it.
/// </summary>
internal sealed class StateCheckpoint<TState>(
    ICommandLog log, IStateRepository<TState> repository, Func<int, string, Entity<TState>, OutputRecord> record,
    Action<CommitFault, int> notCommitted, Action<TimeSpan> pause, int batchRecords = 1_000)
{
    private readonly CommitRetries _retries = new();

    /// <summary>Writes a partition's advanced states, and with the last of them what is to be there only when all are.</summary>
    public CheckpointEnd Write(long epoch, RestoredPartition restored, IReadOnlyList<OutputRecord> last, CancellationToken stopping)
    {
        // The position goes along although it does not change: only with it the log refuses the write of a former owner.
        NextOffset[] position = [new NextOffset(restored.Partition, restored.Start)];
        for (var written = 0; written < restored.Advanced.Count || (written == 0 && last.Count > 0); written += batchRecords)
        {
            var states = restored.Advanced.Skip(written).Take(batchRecords)
                .Select(key => record(restored.Partition, key, repository.Find(restored.Partition, key)!));
            var ends = written + batchRecords >= restored.Advanced.Count;
            var end = Commit(new OutputBatch(epoch, [.. states, .. ends ? last : []], position), stopping);
            if (end != CheckpointEnd.Written) return end;
        }

        return CheckpointEnd.Written;
    }

    /// <summary>Commits, again and again while the log only aborts.</summary>
    public CheckpointEnd Commit(OutputBatch output, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            log.Commit(output);
            if (log.Settled().Select(settlement => settlement.Fault).FirstOrDefault(fault => fault is not null) is not { } fault)
            {
                _retries.Reset();
                return CheckpointEnd.Written;
            }

            notCommitted(fault, _retries.Count + 1);
            if (fault.Kind == CommitFaultKind.Lost) return CheckpointEnd.Lost;
            pause(_retries.Next(fault));
        }

        return CheckpointEnd.Stopped;
    }
}
