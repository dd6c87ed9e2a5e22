using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>
/// Folds a partition's events into the repository's entities, and learns from them which commands were accepted and how far the partition
/// has come.
/// </summary>
internal sealed class EventFold<TState>(
    IStateRepository<TState> repository, StateModel<TState> model, EventHistory history, int partition, AcceptedCommands accepted)
{
    private const int SaveAt = 10_000;

    private readonly EventParts _parts = new();
    private readonly Dictionary<string, Entity<TState>> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastEvents = new(StringComparer.Ordinal);

    /// <summary>The time of the newest event.</summary>
    public DateTimeOffset Clock { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The offset of the newest command that has an event; -1 when there is none.</summary>
    public long CommandOffset { get; private set; } = -1;

    /// <summary>The entities that the events brought further than the repository had them, in the order of their last events.</summary>
    public IReadOnlyList<string> Advanced => [.. _lastEvents.OrderBy(entry => entry.Value).Select(entry => entry.Key)];

    /// <summary>Takes the next record of the event topic; false when events before it are missing.</summary>
    /// <exception cref="CorruptLogException">The record cannot be read.</exception>
    public bool Add(LogRecord record)
    {
        var line = record.Header(HeaderNames.Bux) ?? [];
        if (record.Timestamp > Clock) Clock = record.Timestamp;
        if (HandledHeader.TryRead(line, out var handled))
        {
            Learn(handled.CommandId, handled.Version, handled.CommandOffset, record.Timestamp);
            return true;
        }

        if (!EventHeader.TryRead(line, out var header) || record.Key is null || StrictUtf8.TryGetString(record.Key) is not { } key)
        {
            throw Corrupt(record, "its key or its header 'bux' is not an event's", null);
        }

        Learn(header.CommandId, header.Sequence, header.CommandOffset, record.Timestamp);
        var entity = _changed.GetValueOrDefault(key) ?? repository.Find(partition, key);
        var version = entity?.Version ?? 0;
        if (header.Sequence <= version) return true;
        if (header.Sequence > version + 1) return false;

        var (state, exists) = Apply(record, header, entity);
        _changed[key] = new Entity<TState>(state!, header.Sequence, header.CommandOffset, header.CommandId, null, record.Timestamp, exists);
        _lastEvents[key] = record.Offset;
        if (_changed.Count >= SaveAt) Save();
        return true;
    }

    /// <summary>Hands what was folded to the repository.</summary>
    public void Save()
    {
        repository.Save(partition, _changed);
        _changed.Clear();
    }

    /// <summary>Applies all parts of a stored event in one step; one that is dropped changes nothing but the version.</summary>
    private (TState? State, bool Exists) Apply(LogRecord record, in EventHeader header, Entity<TState>? entity)
    {
        if (history.Find(model.Service, header.Name, header.Version) is not { } contract)
        {
            throw Corrupt(record, $"this release does not know {header.Name} V{header.Version}; deploy one that does", null);
        }

        try
        {
            if (record.Value is null) throw new WireFormatException("An event has a value.");
            contract.Decode(record.Value, _parts);
            var (state, exists) = entity is null ? (default, false) : (entity.State, entity.Exists);
            for (var part = 0; part < _parts.Count; part++) (state, exists) = (model.Apply(exists, state, _parts[part].Event, out _), true);
            return (state, exists);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A codec or a mutator that fails on history is a bug of this release; going on would make states that no event explains.
            throw Corrupt(record, $"{header.Name} V{header.Version} cannot be folded: {error.Message}", error);
        }
    }

    private void Learn(Guid commandId, long version, long commandOffset, DateTimeOffset time)
    {
        if (commandOffset > CommandOffset) CommandOffset = commandOffset;
        accepted.Add(commandId, version, time);
    }

    private static CorruptLogException Corrupt(LogRecord record, string problem, Exception? cause) =>
        new($"The event at {record.Source}, offset {record.Offset}: {problem}. The partition is stopped.", cause);
}
