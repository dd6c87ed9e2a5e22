using Bux.Embedded;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>
/// The log in one SQLite file, for one process: durable, without a server. A batch is one transaction. A second process that would write is
/// refused, and told which the first is.
/// </summary>
public sealed class SqliteLogStore : ILogStore
{
    private readonly SqliteOptions _options;
    private readonly ProcessLock? _lock;
    private readonly SqliteRecords _records;
    private readonly WriteQueue? _queue;
    private bool _disposed;

    /// <summary>Opens or makes the file.</summary>
    /// <param name="options">Where it is, and what it may cost.</param>
    /// <param name="time">Stamps commands; the system's clock when null.</param>
    /// <exception cref="LogNotReadyException">Another process has it, or a newer Bux wrote it.</exception>
    /// <exception cref="LogUnavailableException">The file cannot be opened.</exception>
    public SqliteLogStore(SqliteOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        if (!options.ReadOnly)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(options.Path))!);
            _lock = ProcessLock.Take(options.Path);
        }

        try
        {
            _records = new SqliteRecords(options, time ?? TimeProvider.System);
        }
        catch
        {
            _lock?.Dispose();
            throw;
        }

        if (!options.ReadOnly) _queue = new WriteQueue(_records, options.TidyInterval);
    }

    /// <inheritdoc/>
    public string Description => $"the SQLite file {_options.Path}";

    /// <summary>Replies that had nowhere to go: their topic or partition is missing.</summary>
    public long DroppedReplies => _records.DroppedReplies;

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<TopicPlan> topics, bool create, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(topics);
        lock (_records.Gate)
        {
            const string Remedy = "start the service that owns it once, with CreateTopics";
            TopicProblem.ThrowIfAny(topics, _records.Partitions, create && !_options.ReadOnly, Remedy);
            if (_options.ReadOnly) return Task.CompletedTask;
            foreach (var plan in topics.Where(plan => plan.Owned)) _records.Keep(plan);
            while (_records.Tidy()) cancellation.ThrowIfCancellationRequested();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ICommandLog OpenCommands(ServiceTopics topics, int worker, CancellationToken stopping = default)
    {
        ArgumentNullException.ThrowIfNull(topics);
        ThrowIfReadOnly();
        lock (_records.Gate) return new EmbeddedCommandLog(_records, topics, _records.Group(topics));
    }

    /// <inheritdoc/>
    public ILogReader OpenReader(CancellationToken stopping = default) => new EmbeddedReader(_records);

    /// <inheritdoc/>
    public ILogWriter OpenWriter()
    {
        ThrowIfReadOnly();
        return new Writer(_queue!, _options.MaximumRecordBytes);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return ValueTask.CompletedTask;
        _queue?.Dispose();
        lock (_records.Gate) _records.Dispose();
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void ThrowIfReadOnly()
    {
        if (_options.ReadOnly) throw new LogUnavailableException($"{Description} is open for looking only: leave ReadOnly out to write.");
    }

    private sealed class Writer(WriteQueue queue, int maximumRecordBytes) : ILogWriter
    {
        public Task WriteAsync(OutputRecord record, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            EmbeddedLimits.Check(record, maximumRecordBytes);
            return queue.Write(record).WaitAsync(cancellation);
        }

        public void Dispose()
        {
        }
    }
}
