using System.Collections.Frozen;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Projections;

/// <summary>Folds a batch of events over a store's rows, without changing them. Used by one thread.</summary>
internal sealed class ProjectionFold<TRow>(
    ProjectionModel<TRow> projection, EventHistory history, IProjectionStore<TRow> store, UnknownVersions unknown)
    where TRow : class
{
    private readonly FrozenDictionary<Type, ProjectedEvent<TRow>> _events =
        projection.Events.ToFrozenDictionary(known => known.Contract.EventType);

    private readonly EventParts _parts = new();
    private readonly Dictionary<string, TRow?> _changed = new(StringComparer.Ordinal);

    /// <summary>What the records change, up to the one that cannot be applied; <paramref name="serviceOf"/> names the service of an event topic.</summary>
    public (ProjectedBatch<TRow> Batch, ProjectionStoppedException? Stopped) Fold(IReadOnlyList<LogRecord> records, Func<string, string> serviceOf)
    {
        var batch = new Changes();
        foreach (var record in records)
        {
            try
            {
                Fold(record, serviceOf(record.Source.Topic), batch);
            }
            catch (ProjectionStoppedException stopped)
            {
                return (batch.Taken(), stopped);
            }
        }

        return (batch.Taken(), null);
    }

    private void Fold(LogRecord record, string service, Changes batch)
    {
        if (EventHeader.TryRead(record.Header(HeaderNames.Bux) ?? [], out var header))
        {
            if (record.Key is null || StrictUtf8.TryGetString(record.Key) is not { } key) throw Stopped(record, "its key is not UTF-8", null);
            if (history.Find(service, header.Name, header.Version) is { } contract)
            {
                if (contract.IsRetired || _events.ContainsKey(contract.EventType)) Apply(record, contract, header, key, batch.Rows);
            }
            else if (history.KnowsName(service, header.Name))
            {
                if (unknown == UnknownVersions.Stop) throw Unknown(record, header);
                batch.Parked.Add(new ParkedEvent(new LogPosition(record.Source, record.Offset), key, header.Name, header.Version));
            }

            batch.Versions[(service, key)] = header.Sequence;
        }

        batch.Positions[record.Source] = record.Offset + 1;
    }

    /// <summary>Applies all parts of a stored event, or none.</summary>
    private void Apply(LogRecord record, EventContract contract, in EventHeader header, string entityKey, Dictionary<string, TRow?> rows)
    {
        _changed.Clear();
        try
        {
            contract.Decode(record.Value ?? throw new WireFormatException("An event has a value."), _parts);
            for (var part = 0; part < _parts.Count; part++)
            {
                if (!_events.TryGetValue(_parts[part].Contract.EventType, out var known)) continue;
                var context = new EventContext(
                    contract.Service, entityKey, header.Sequence, record.Timestamp, header.CommandId, header.Id,
                    known.Contract.Name, known.Contract.Version, part);
                Apply(_parts[part].Event, known, context, rows);
            }

            foreach (var (key, row) in _changed) rows[key] = row;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A projection is the user's code: whatever it throws would come again, so the rows stay whole and the projection stops.
            throw Stopped(record, $"{header.Name} V{header.Version} cannot be applied: {error.Message}", error);
        }
    }

    private void Apply(object domainEvent, ProjectedEvent<TRow> known, in EventContext context, Dictionary<string, TRow?> rows)
    {
        var key = known.Key(domainEvent, context);
        if (!_changed.TryGetValue(key, out var row) && !rows.TryGetValue(key, out row)) row = store.Find(key);
        if (row is null && known.RowRequired)
        {
            throw new InvalidOperationException(
                $"there is no row '{key}', and On({known.Contract.EventType.Name}) expects one. Let it take a nullable row, or handle the event that makes it.");
        }

        _changed[key] = known.Apply(domainEvent, row, context);
    }

    private ProjectionStoppedException Unknown(LogRecord record, in EventHeader header) => Stopped(
        record, $"this release knows {header.Name}, but not its V{header.Version}, which a newer release of the service has written. Deploy a release that knows it, "
        + "or set UnknownVersions to Park and rebuild the projection later", null);

    private ProjectionStoppedException Stopped(LogRecord record, string problem, Exception? cause) =>
        new($"Projection '{projection.Name}' stopped at {record.Source}, offset {record.Offset}: {problem}", cause);

    /// <summary>A batch in the making.</summary>
    private sealed class Changes
    {
        public Dictionary<string, TRow?> Rows { get; } = new(StringComparer.Ordinal);

        public Dictionary<LogPartition, long> Positions { get; } = [];

        public Dictionary<(string, string), long> Versions { get; } = [];

        public List<ParkedEvent> Parked { get; } = [];

        public ProjectedBatch<TRow> Taken() => new(Rows, Positions, Versions, Parked);
    }
}
