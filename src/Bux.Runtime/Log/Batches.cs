namespace Bux.Log;

/// <summary>What happened to a partition of the command topic.</summary>
public enum PartitionChangeKind
{
    /// <summary>This worker owns it from now on; it delivers nothing until <see cref="ICommandLog.Start"/>.</summary>
    Assigned,

    /// <summary>This worker owns it no longer, and nothing of it may be committed any more.</summary>
    Revoked,
}

/// <summary>A change of ownership, in the order in which it happened.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Partition">The partition of the command topic.</param>
public readonly record struct PartitionChange(PartitionChangeKind Kind, int Partition);

/// <summary>
/// What a worker read: changes of ownership, then records of partitions that it owns after these changes. Both may be empty.
/// </summary>
/// <param name="Epoch">
/// The ownership under which the records were read; it goes back with their outputs, so that a log can refuse those of an earlier owner.
/// </param>
/// <param name="Changes">The changes of ownership.</param>
/// <param name="Records">The records: per partition in order, each after the one delivered before it.</param>
public sealed record InputBatch(long Epoch, IReadOnlyList<PartitionChange> Changes, IReadOnlyList<LogRecord> Records)
{
    /// <summary>Nothing happened.</summary>
    public static InputBatch Empty(long epoch) => new(epoch, [], []);
}

/// <summary>From which offset a partition goes on.</summary>
/// <param name="Partition">The partition of the command topic.</param>
/// <param name="Offset">The offset of the next command to handle.</param>
public readonly record struct NextOffset(int Partition, long Offset);

/// <summary>What a worker writes: all of it becomes visible together, or nothing.</summary>
/// <param name="Epoch">The epoch of the input that it came from.</param>
/// <param name="Records">Events, states, replies and dead letters, in order.</param>
/// <param name="Offsets">The group's new positions in the command topic.</param>
public sealed record OutputBatch(long Epoch, IReadOnlyList<OutputRecord> Records, IReadOnlyList<NextOffset> Offsets)
{
    /// <summary>By how much a record of a service may exceed the largest command, in bytes: a legal command always fits into a dead letter.</summary>
    public const int Allowance = 64 * 1024;
}

/// <summary>Identifies a commit until it is settled. Tickets of one log grow.</summary>
/// <param name="Number">A running number.</param>
public readonly record struct CommitTicket(long Number);

/// <summary>How a commit ended.</summary>
/// <param name="Ticket">The commit.</param>
/// <param name="Fault">Null when everything is committed; otherwise nothing is, of this commit and of all after it.</param>
public sealed record Settlement(CommitTicket Ticket, CommitFault? Fault);

/// <summary>Why a commit did not happen.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Cause">The log's own exception, when there is one.</param>
public sealed record CommitFault(CommitFaultKind Kind, string Message, Exception? Cause = null);

/// <summary>What a worker does about a commit that did not happen.</summary>
public enum CommitFaultKind
{
    /// <summary>Nothing of it is visible, and it may be tried again.</summary>
    Aborted,

    /// <summary>Nothing of it is visible, and the log will not take one of its records, however often it is tried.</summary>
    Refused,

    /// <summary>Nothing of it is visible, and the worker no longer owns all of its partitions; the next read says which.</summary>
    Lost,
}

/// <summary>
/// The log cannot go on with this connection: the worker drops its memory, opens the log anew and restores. It may have committed the
/// batch in flight; restoring finds out.
/// </summary>
/// <param name="message">What went wrong, and how to mend it.</param>
/// <param name="inner">The log's own exception.</param>
public sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The log will not take a record of this size.</summary>
/// <param name="message">Which, how large, and the limit.</param>
/// <param name="inner">The log's own exception.</param>
public sealed class RecordTooLargeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The log is not as this host needs it: each problem with its remedy.</summary>
/// <param name="problems">The problems, one sentence each.</param>
public sealed class LogNotReadyException(IReadOnlyList<string> problems)
    : Exception("The log is not ready:" + string.Concat(problems.Select(problem => Environment.NewLine + "- " + problem)))
{
    /// <summary>The problems, each with its remedy.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
