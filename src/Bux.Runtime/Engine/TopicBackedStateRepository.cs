using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>
/// Keeps states in memory and in the service's compacted state topic, from which a new owner of a partition reads the newest state of
/// each entity: the time of a restore grows with the entities, not with their history.
/// </summary>
/// <typeparam name="TState">The state.</typeparam>
public sealed class TopicBackedStateRepository<TState> : InMemoryStateRepository<TState>
{
    /// <inheritdoc/>
    public override bool WritesStateTopic => true;

    /// <inheritdoc/>
    public override DateTimeOffset? Load(StateSource<TState> source, CancellationToken cancellation)
    {
        base.Load(source, cancellation);
        var partition = new LogPartition(source.Topics.State, source.Partition);
        DateTimeOffset? newest = null;
        var replay = new LogReplay(source.Reader, partition, source.Reader.Beginning(partition), source.Stall);
        foreach (var record in replay.Records(cancellation))
        {
            if (record.Value is null) continue;
            var (key, entity) = Decode(source, record);
            Save(source.Partition, [KeyValuePair.Create(key, entity)]);
            if (newest is null || entity.Timestamp > newest) newest = entity.Timestamp;
        }

        return newest;
    }

    private static (string Key, Entity<TState> Entity) Decode(StateSource<TState> source, LogRecord record)
    {
        if (record.Key is null || StrictUtf8.TryGetString(record.Key) is not { } key
            || record.Header(HeaderNames.Bux) is not { } line || !StateHeader.TryRead(line, out var header))
        {
            throw Corrupt(record, "its key or its header 'bux' is not a state's", null);
        }

        try
        {
            var exists = !record.Value.AsSpan().SequenceEqual("null"u8);
            var state = exists ? JsonDocuments.Read(source.Model.Codec, record.Value) : default;
            return (key, new Entity<TState>(
                state!, header.Version, header.CommandOffset, header.CommandId, header.Response, record.Timestamp, exists));
        }
        catch (WireFormatException error)
        {
            throw Corrupt(record, error.Message, error);
        }
    }

    private static CorruptLogException Corrupt(LogRecord record, string problem, Exception? cause) => new(
        $"The state at {record.Source}, offset {record.Offset} cannot be read: {problem}. "
        + "Delete the state topic to have it made anew from the events, or find out who else writes to it.", cause);
}
