using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>A partition that is ready to go on; its entities are in the repository.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Start">The offset of the next command.</param>
/// <param name="Clock">The newest committed time.</param>
/// <param name="Accepted">The accepted commands within the window.</param>
/// <param name="Advanced">Entities whose states are to be written into the state topic first, oldest change first.</param>
/// <param name="Warning">What an operator should know, or null.</param>
internal sealed record RestoredPartition(
    int Partition, long Start, DateTimeOffset Clock, AcceptedCommands Accepted, IReadOnlyList<string> Advanced, string? Warning);

/// <summary>
/// Brings a partition's states back: what the repository has, then the events after it. It begins with the group's committed position,
/// because asking for it waits for the open transaction of an owner before: else its last flush could become visible after the read.
/// </summary>
internal sealed class StateRestorer<TState>(
    ServiceTopics topics, StateModel<TState> model, EventHistory history, IStateRepository<TState> repository, ILogReader reader, ProcessingOptions options,
    Action<LogPosition, long>? progress = null)
{
    /// <summary>Restores one partition.</summary>
    /// <exception cref="CorruptLogException">What the log holds cannot be read or contradicts itself.</exception>
    /// <exception cref="LogUnavailableException">The log cannot be read now.</exception>
    public RestoredPartition Restore(int partition, CancellationToken cancellation)
    {
        var commands = new LogPartition(topics.Commands, partition);
        var committed = reader.Committed(topics.Group, commands, cancellation);
        var loaded = repository.Load(new StateSource<TState>(topics, partition, reader, model, options.RestoreStall), cancellation);

        var (fold, accepted) = Fold(partition, loaded, cancellation);
        var (start, warning) = StartOf(commands, committed, fold.CommandOffset);
        var clock = loaded > fold.Clock ? loaded.Value : fold.Clock;
        return new RestoredPartition(partition, start, clock, accepted, fold.Advanced, warning);
    }

    private (EventFold<TState> Fold, AcceptedCommands Accepted) Fold(int partition, DateTimeOffset? loaded, CancellationToken cancellation)
    {
        var events = new LogPartition(topics.Events, partition);
        var beginning = reader.Beginning(events);

        // From here on are all events that the loaded states may lack, and all commands that may be repeated.
        var from = loaded is { } newest ? reader.OffsetAt(events, newest - options.DedupeWindow - options.ClockSkew) : beginning;
        while (true)
        {
            var accepted = options.CreateAcceptedCommands();
            var fold = new EventFold<TState>(repository, model, history, partition, accepted);
            var gap = FirstGap(fold, new LogReplay(reader, events, from, options.RestoreStall, progress), cancellation);
            fold.Save();
            if (gap is null) return (fold, accepted);
            if (from <= beginning)
            {
                throw new CorruptLogException(
                    $"At {events}, offset {gap.Offset}, events of this entity are missing before it. The partition is stopped. "
                    + "The event topic must keep everything: check its retention, and restore it from a backup.");
            }

            // States of another release came in between, and this fingerprint's topic does not have them all: fold everything once.
            from = beginning;
        }
    }

    private static LogRecord? FirstGap(EventFold<TState> fold, LogReplay replay, CancellationToken cancellation)
    {
        foreach (var record in replay.Records(cancellation))
        {
            if (!fold.Add(record)) return record;
        }

        return null;
    }

    /// <summary>The greater of the group's position and the command after the newest that left an event.</summary>
    private (long Start, string? Warning) StartOf(LogPartition commands, long? committed, long newestCommand)
    {
        var (beginning, end) = (reader.Beginning(commands), reader.End(commands));
        var known = Math.Max(committed ?? -1, newestCommand + 1);
        if (committed is null && newestCommand < 0) return (beginning, null);
        if (known > end)
        {
            throw new CorruptLogException(
                $"The service has handled {commands} up to offset {known}, and the topic ends at {end}: it was truncated or made anew. "
                + "The partition is stopped. Restore the command topic, or reset the group's offsets when the lost commands do not matter.");
        }

        return known >= beginning
            ? (known, null)
            : (beginning, $"{commands} begins at offset {beginning}, and the service had come to {known}: its retention may have deleted commands that were not handled.");
    }
}
