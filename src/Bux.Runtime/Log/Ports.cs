namespace Bux.Log;

/// <summary>
/// A log of named, partitioned topics with atomic writes: Kafka, or an embedded one. Safe for concurrent use. The suite in
/// <c>tests/Bux.Log.Contract</c> says precisely what each member promises; every log passes it.
/// </summary>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>What and where it is, for people: <c>Kafka at localhost:9092</c>.</summary>
    string Description { get; }

    /// <summary>Checks that the topics are as planned, and creates missing owned ones when <paramref name="create"/> says so.</summary>
    /// <exception cref="LogNotReadyException">Something is not as it must be; the message says what and how to mend it.</exception>
    /// <exception cref="LogUnavailableException">The log cannot be reached.</exception>
    Task PrepareAsync(IReadOnlyList<TopicPlan> topics, bool create, CancellationToken cancellation);

    /// <summary>Opens a worker's side of a command service and joins the service's group.</summary>
    /// <param name="topics">The service's topics, or <see cref="ServiceTopics.ForFilling"/>: they name the group.</param>
    /// <param name="worker">The worker's number within this process, from 0.</param>
    /// <param name="stopping">
    /// Cancelled when the host stops: what is being committed gets a few seconds to end, then every call that still waits for the log throws
    /// <see cref="LogUnavailableException"/>.
    /// </param>
    ICommandLog OpenCommands(ServiceTopics topics, int worker, CancellationToken stopping = default);

    /// <summary>Opens a reader of committed records.</summary>
    /// <param name="stopping">Cancelled when the host stops: a call that waits for the log then throws <see cref="LogUnavailableException"/>.</param>
    ILogReader OpenReader(CancellationToken stopping = default);

    /// <summary>Opens a writer of single records.</summary>
    ILogWriter OpenWriter();
}

/// <summary>
/// A worker's side of a command service: reads commands, commits what came of them. Used by one thread. Disposing hands the partitions
/// back; nothing that was not committed becomes visible.
/// </summary>
public interface ICommandLog : IDisposable
{
    /// <summary>
    /// Waits a little for commands and returns what is there: at once when some are, at most the log's batch limits. Must be called
    /// regularly, for it keeps the membership alive.
    /// </summary>
    /// <exception cref="LogUnavailableException">The connection is lost for good; open a new one.</exception>
    InputBatch Read(CancellationToken stopping);

    /// <summary>Lets an assigned partition deliver from this offset on. Does nothing when the partition is no longer owned.</summary>
    void Start(int partition, long offset);

    /// <summary>Writes the batch in one transaction. How it ended, <see cref="Settled"/> says.</summary>
    /// <exception cref="LogUnavailableException">The connection is lost for good; the batch may or may not have been committed.</exception>
    CommitTicket Commit(OutputBatch output);

    /// <summary>The commits that ended since the last call, in the order of their tickets.</summary>
    IReadOnlyList<Settlement> Settled();

    /// <summary>The largest record that the log takes, in bytes, counted as <see cref="OutputRecord.Size"/> does.</summary>
    int MaximumRecordBytes { get; }
}

/// <summary>Reads committed records only, in the order of their partition. Safe for concurrent use.</summary>
public interface ILogReader : IDisposable
{
    /// <summary>The number of a topic's partitions, or null when there is no such topic.</summary>
    int? Partitions(string topic);

    /// <summary>
    /// The group's committed position in a partition, or null when there is none. Waits until no transaction is pending on it, so that
    /// nothing that was committed before can become visible later.
    /// </summary>
    /// <exception cref="LogUnavailableException">A transaction stayed pending, or the log cannot be reached.</exception>
    long? Committed(string group, LogPartition partition, CancellationToken cancellation = default);

    /// <summary>The offset of the oldest record that is still kept.</summary>
    long Beginning(LogPartition partition);

    /// <summary>The offset after the newest record, records of open transactions included (Kafka: the high watermark).</summary>
    long End(LogPartition partition);

    /// <summary>The offset of the first record whose time is not before this one; <see cref="End"/> when there is none.</summary>
    long OffsetAt(LogPartition partition, DateTimeOffset time);

    /// <summary>Opens a cursor over one or more partitions.</summary>
    /// <param name="from">The partitions and where to begin in each.</param>
    ILogCursor Open(IReadOnlyList<LogPosition> from);
}

/// <summary>A place in a partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset of the next record.</param>
public readonly record struct LogPosition(LogPartition Partition, long Offset);

/// <summary>Reads on and on. Used by one thread at a time.</summary>
public interface ILogCursor : IDisposable
{
    /// <summary>Waits at most this long for committed records; empty when there are none.</summary>
    /// <exception cref="LogUnavailableException">The connection is lost for good; open a new cursor.</exception>
    IReadOnlyList<LogRecord> Read(TimeSpan wait);

    /// <summary>
    /// The offset up to which the partition has been read: everything below has been returned, or will never be visible. It passes over
    /// aborted records, and stops below an open transaction.
    /// </summary>
    long Position(LogPartition partition);
}

/// <summary>Writes single records, outside of any transaction. Safe for concurrent use.</summary>
public interface ILogWriter : IDisposable
{
    /// <summary>Completes when the log has the record for good.</summary>
    /// <exception cref="RecordTooLargeException">The log will not take a record of this size; nothing was written.</exception>
    /// <exception cref="LogUnavailableException">The record was not confirmed in time; it may have been written.</exception>
    Task WriteAsync(OutputRecord record, CancellationToken cancellation);
}
