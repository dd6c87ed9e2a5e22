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

    /// <summary>What the records change; <paramref name="serviceOf"/> names the service of an event topic.</summary>
    /// <exception cref="ProjectionStoppedException">A record cannot be applied.</exception>
    public ProjectedBatch<TRow> Fold(IReadOnlyList<LogRecord> records, Func<string, string> serviceOf)
    {
        var rows = new Dictionary<string, TRow?>(StringComparer.Ordinal);
        var positions = new Dictionary<LogPartition, long>();
        var versions = new Dictionary<(string, string), long>();
        var parked = new List<ParkedEvent>();
        foreach (var record in records)
        {
            positions[record.Source] = record.Offset + 1;
            if (!EventHeader.TryRead(record.Header(HeaderNames.Bux) ?? [], out var header)) continue;
            if (record.Key is null || StrictUtf8.TryGetString(record.Key) is not { } key) throw Stopped(record, "its key is not UTF-8", null);

            var service = serviceOf(record.Source.Topic);
            if (history.Find(service, header.Name, header.Version) is { } contract)
            {
                if (contract.IsRetired || _events.ContainsKey(contract.EventType)) Apply(record, contract, header, key, rows);
            }
            else if (history.KnowsName(service, header.Name))
            {
                if (unknown == UnknownVersions.Stop) throw Unknown(record, header);
                parked.Add(new ParkedEvent(new LogPosition(record.Source, record.Offset), key, header.Name, header.Version));
            }

            versions[(service, key)] = header.Sequence;
        }

        return new ProjectedBatch<TRow>(rows, positions, versions, parked);
    }

    private void Apply(LogRecord record, EventContract contract, in EventHeader header, string entityKey, Dictionary<string, TRow?> rows)
    {
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
        if (!rows.TryGetValue(key, out var row)) row = store.Find(key);
        if (row is null && known.RowRequired)
        {
            throw new InvalidOperationException(
                $"there is no row '{key}', and On({known.Contract.EventType.Name}) expects one. Let it take a nullable row, or handle the event that makes it.");
        }

        rows[key] = known.Apply(domainEvent, row, context);
    }

    private ProjectionStoppedException Unknown(LogRecord record, in EventHeader header) => Stopped(
        record, $"this release knows {header.Name}, but not its V{header.Version}, which a newer release of the service has written. Deploy a release that knows it, "
        + "or set UnknownVersions to Park and rebuild the projection later", null);

    private ProjectionStoppedException Stopped(LogRecord record, string problem, Exception? cause) =>
        new($"Projection '{projection.Name}' stopped at {record.Source}, offset {record.Offset}: {problem}", cause);
}
