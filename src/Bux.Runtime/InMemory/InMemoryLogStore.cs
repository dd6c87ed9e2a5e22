using Bux.Embedded;
using Bux.Log;

namespace Bux.InMemory;

/// <summary>
/// The log in the memory of one process, and the shortest description of what a log must do: everything happens under one lock, so a batch
/// is there as a whole or not at all. Nothing is ever deleted or compacted, and nothing outlives the process.
/// </summary>
/// <param name="time">Stamps commands; the system's clock when null.</param>
/// <param name="limits">When a batch is closed.</param>
/// <param name="maximumRecordBytes">The largest command, in bytes; what a service writes may exceed it by <see cref="OutputBatch.Allowance"/>.</param>
public sealed class InMemoryLogStore(TimeProvider? time = null, BatchLimits? limits = null, int maximumRecordBytes = 1024 * 1024) : ILogStore
{
    private readonly InMemoryRecords _records = new(time ?? TimeProvider.System, limits ?? new BatchLimits(), maximumRecordBytes + OutputBatch.Allowance);

    /// <inheritdoc/>
    public string Description => "the memory of this process";

    /// <summary>Replies that had nowhere to go: their topic or partition is missing.</summary>
    public long DroppedReplies => _records.DroppedReplies;

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<TopicPlan> topics, bool create, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(topics);
        lock (_records.Gate)
        {
            TopicProblem.ThrowIfAny(topics, _records.Partitions, create, "let the service create it");
            foreach (var plan in topics.Where(plan => _records.Partitions(plan.Name) is null)) _records.Create(plan);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ICommandLog OpenCommands(ServiceTopics topics, int worker, CancellationToken stopping = default)
    {
        ArgumentNullException.ThrowIfNull(topics);
        lock (_records.Gate) return new EmbeddedCommandLog(_records, topics, _records.Group(topics));
    }

    /// <inheritdoc/>
    public ILogReader OpenReader(CancellationToken stopping = default) => new EmbeddedReader(_records);

    /// <inheritdoc/>
    public ILogWriter OpenWriter() => new Writer(_records, maximumRecordBytes);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Writer(InMemoryRecords records, int maximumRecordBytes) : ILogWriter
    {
        public Task WriteAsync(OutputRecord record, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            EmbeddedLimits.Check(record, maximumRecordBytes);
            lock (records.Gate) records.Write([record], null, []);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
        }
    }
}
