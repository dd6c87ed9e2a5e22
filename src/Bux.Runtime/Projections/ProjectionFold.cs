using System.Collections.Frozen;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Projections;

/// <summary>Folds a batch of events over a store's rows, without changing them.</summary>
internal sealed class ProjectionFold<TRow>(ProjectionModel<TRow> projection, IProjectionStore<TRow> store) where TRow : class
{
    private readonly FrozenDictionary<(string, string, int), ProjectedEvent<TRow>> _events =
        projection.Events.ToFrozenDictionary(known => (known.Contract.Service, known.Contract.Name, known.Contract.Version));

    /// <summary>What the records change; <paramref name="serviceOf"/> names the service of an event topic.</summary>
    /// <exception cref="ProjectionStoppedException">A record cannot be applied.</exception>
    public ProjectedBatch<TRow> Fold(IReadOnlyList<LogRecord> records, Func<string, string> serviceOf)
    {
        var rows = new Dictionary<string, TRow?>(StringComparer.Ordinal);
        var positions = new Dictionary<LogPartition, long>();
        var versions = new Dictionary<(string, string), long>();
        foreach (var record in records)
        {
            positions[record.Source] = record.Offset + 1;
            if (!EventHeader.TryRead(record.Header(HeaderNames.Bux) ?? [], out var header)) continue;
            if (record.Key is null || StrictUtf8.TryGetString(record.Key) is not { } key) throw Stopped(record, "its key is not UTF-8", null);

            var service = serviceOf(record.Source.Topic);
            if (_events.TryGetValue((service, header.Name, header.Version), out var known))
            {
                var context = new EventContext(
                    service, key, header.Sequence, record.Timestamp, header.CommandId, header.Id, header.Name, header.Version);
                Apply(record, known, context, rows);
            }

            versions[(service, key)] = header.Sequence;
        }

        return new ProjectedBatch<TRow>(rows, positions, versions);
    }

    private void Apply(LogRecord record, ProjectedEvent<TRow> known, in EventContext context, Dictionary<string, TRow?> rows)
    {
        try
        {
            var domainEvent = known.Contract.Read(record.Value ?? throw new WireFormatException("An event has a value."));
            var key = known.Key(domainEvent, context);
            if (!rows.TryGetValue(key, out var row)) row = store.Find(key);
            if (row is null && known.RowRequired)
            {
                throw new InvalidOperationException(
                    $"there is no row '{key}', and On({known.Contract.EventType.Name}) expects one. Let it take a nullable row, or handle the event that makes it.");
            }

            rows[key] = known.Apply(domainEvent, row, context);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A projection is the user's code: whatever it throws would come again, so the rows stay whole and the projection stops.
            throw Stopped(record, $"{context.EventName} V{context.EventVersion} cannot be applied: {error.Message}", error);
        }
    }

    private ProjectionStoppedException Stopped(LogRecord record, string problem, Exception? cause) =>
        new($"Projection '{projection.Name}' stopped at {record.Source}, offset {record.Offset}: {problem}", cause);
}
