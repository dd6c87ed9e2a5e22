using System.Diagnostics;
using Bux.Log;

namespace Bux.Engine;

/// <summary>
/// The loop: one thread, one log, one order per partition. It reads, follows the changes of ownership, processes, commits, and lets memory
/// follow what committed. <see cref="Recover"/> is the only place where a fault is decided upon.
/// </summary>
internal sealed class CommandWorker<TState>(
    ServiceTopics topics,
    ICommandLog log,
    CommandProcessor<TState> processor,
    IStateRepository<TState> repository,
    StateStack<TState> states,
    PartitionRestores restores,
    IWorkerObserver observer,
    Action<TimeSpan> pause)
{
    private static readonly TimeSpan RestorePause = TimeSpan.FromMilliseconds(100);
    private static readonly IReadOnlySet<LogPosition> NothingRefused = new HashSet<LogPosition>();

    private readonly LinkedList<Work> _backlog = new();
    private readonly Queue<Commit> _inFlight = new();
    private readonly CommitRetries _retries = new();
    private readonly StateCheckpoint<TState> _checkpoint = new(log, repository, processor.StateRecord, observer.NotCommitted, pause);
    private long _epoch;

    /// <summary>Works until it is stopped; then everything that was begun is committed or aborted.</summary>
    /// <exception cref="LogUnavailableException">The log cannot go on; drop this worker and make a new one.</exception>
    public void Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested) Step(stopping);
    }

    /// <summary>One round of the loop.</summary>
    public void Step(CancellationToken stopping)
    {
        var input = log.Read(stopping);
        _epoch = input.Epoch;
        Follow(input);
        StartRestored(stopping);
        if (input.Records.Count > 0) _backlog.AddLast(new Work(input, NothingRefused));
        while (_backlog.First is { } next && !stopping.IsCancellationRequested)
        {
            _backlog.RemoveFirst();
            Submit(next.Value);
            if (!Settle()) break;
        }
    }

    private void Follow(InputBatch input)
    {
        foreach (var change in input.Changes)
        {
            if (change.Kind == PartitionChangeKind.Assigned)
            {
                observer.Restoring(change.Partition);
                restores.Begin(change.Partition, input.Epoch);
                continue;
            }

            if (!restores.Abandon(change.Partition)) states.Drop(change.Partition);
            observer.Released(change.Partition);
        }
    }

    private void StartRestored(CancellationToken stopping)
    {
        foreach (var (partition, epoch, result) in restores.TakeEnded())
        {
            switch (result.Exception?.InnerException)
            {
                case null:
                    Start(result.Result, epoch, stopping);
                    break;
                case CorruptLogException corrupt:
                    repository.Release(partition);
                    observer.Stopped(partition, corrupt);
                    break;
                case var error:
                    observer.RestoreFailed(partition, error);
                    pause(RestorePause);
                    restores.Begin(partition, epoch);
                    break;
            }
        }
    }

    /// <summary>
    /// Writes the states that were folded from events into this fingerprint's topic before anything newer gets there: a restore relies on
    /// the newest state record's time.
    /// </summary>
    private void Start(RestoredPartition restored, long epoch, CancellationToken stopping)
    {
        if (repository.WritesStateTopic && !Checkpoint(restored, stopping)) return;
        states.Add(restored.Partition, new PartitionMemory(epoch, restored.Clock, restored.Accepted));
        log.Start(restored.Partition, restored.Start);
        observer.Started(restored);
    }

    /// <summary>False when the partition cannot start now: it was lost meanwhile, or the worker stops.</summary>
    private bool Checkpoint(RestoredPartition restored, CancellationToken stopping)
    {
        var end = _checkpoint.Write(_epoch, restored, [], stopping);
        if (end == CheckpointEnd.Lost)
        {
            repository.Release(restored.Partition);
            restores.Begin(restored.Partition, _epoch);
        }

        return end == CheckpointEnd.Written;
    }

    /// <summary>Processes the records that are still this worker's to handle, and commits what comes of them.</summary>
    private void Submit(Work work)
    {
        var held = work.Input.Records.Where(record => states.Holds(record.Source.Partition, work.Input.Epoch)).ToArray();
        if (held.Length == 0) return;
        var current = new InputBatch(_epoch, [], held);
        var processed = processor.Process(current, states, work.Refused);
        var begun = Stopwatch.GetTimestamp();
        var ticket = log.Commit(processed.Output);
        _inFlight.Enqueue(new Commit(ticket, work with { Input = work.Input with { Records = held } }, processed.Tally, begun));
    }

    /// <summary>Takes in how commits ended; false when the next read must come before anything is tried again.</summary>
    private bool Settle()
    {
        foreach (var settlement in log.Settled())
        {
            if (_inFlight.Count == 0 || _inFlight.Peek().Ticket != settlement.Ticket) continue;
            if (settlement.Fault is { } fault) return Recover(fault);

            var commit = _inFlight.Dequeue();
            states.PromoteOldest();
            _retries.Reset();
            observer.Committed(commit.Work.Input.Records.Count, commit.Tally, Stopwatch.GetElapsedTime(commit.Begun));
        }

        return true;
    }

    private bool Recover(CommitFault fault)
    {
        observer.NotCommitted(fault, _retries.Count + 1);
        states.DiscardAll();
        var works = _inFlight.Select(commit => commit.Work).ToArray();
        _inFlight.Clear();
        switch (fault.Kind)
        {
            case CommitFaultKind.Aborted:
                pause(_retries.Next(fault));
                TryAgain(works);
                return true;

            case CommitFaultKind.Refused:
                TryAgain([.. Isolate(works[0], fault), .. works.Skip(1)]);
                return true;

            case CommitFaultKind.Lost:
                TryAgain(works);
                return false;

            default:
                throw new InvalidOperationException($"The fault {fault.Kind} of {topics.Commands} has no remedy.");
        }
    }

    /// <summary>Finds the command whose outputs the log refuses: each alone, and the one that is refused alone is buried.</summary>
    private IEnumerable<Work> Isolate(Work work, CommitFault fault)
    {
        if (work.Input.Records.Count > 1)
        {
            return work.Input.Records.Select(record => new Work(work.Input with { Records = [record] }, NothingRefused));
        }

        var position = new LogPosition(work.Input.Records[0].Source, work.Input.Records[0].Offset);
        return work.Refused.Count == 0
            ? [work with { Refused = new HashSet<LogPosition> { position } }]
            : throw new LogUnavailableException(
                $"The log takes neither the outputs nor the dead letter of the command at {position.Partition}, offset {position.Offset}: "
                + $"{fault.Message} Raise max.message.bytes of {topics.DeadLetters}.", fault.Cause);
    }

    private void TryAgain(IReadOnlyList<Work> works)
    {
        for (var i = works.Count - 1; i >= 0; i--) _backlog.AddFirst(works[i]);
    }

    /// <summary>A batch to be handled, and its commands that the log has refused already.</summary>
    private sealed record Work(InputBatch Input, IReadOnlySet<LogPosition> Refused);

    /// <summary>A batch that waits for its settlement.</summary>
    private sealed record Commit(CommitTicket Ticket, Work Work, BatchTally Tally, long Begun);
}
