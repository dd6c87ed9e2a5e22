using Bux.Log;

namespace Bux.Projections;

/// <summary>
/// Where a projection keeps its rows, with its position beside them. One projection writes to it, from one thread; anyone may read.
/// </summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
public interface IProjectionStore<TRow> where TRow : class
{
    /// <summary>The offset of the next event of a partition, or null when nothing of it was applied yet.</summary>
    long? PositionOf(LogPartition partition);

    /// <summary>The row of a key, or null.</summary>
    TRow? Find(string key);

    /// <summary>All rows, in the ordinal order of their keys.</summary>
    IReadOnlyList<KeyValuePair<string, TRow>> All();

    /// <summary>The newest version of an entity that the rows show; 0 when none.</summary>
    long VersionOf(string service, string entityKey);

    /// <summary>The events that were parked, in the order in which they were met.</summary>
    IReadOnlyList<ParkedEvent> Parked();

    /// <summary>Keeps rows, positions, versions and parked events together: all of it or nothing.</summary>
    void Save(ProjectedBatch<TRow> batch);
}

/// <summary>What a batch of events changes.</summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
/// <param name="Rows">The changed rows; null removes a row.</param>
/// <param name="Positions">The offset of the next event of each partition that was read.</param>
/// <param name="Versions">The newest version of each entity that had an event.</param>
/// <param name="Parked">The events that were parked; usually none.</param>
public sealed record ProjectedBatch<TRow>(
    IReadOnlyDictionary<string, TRow?> Rows,
    IReadOnlyDictionary<LogPartition, long> Positions,
    IReadOnlyDictionary<(string Service, string EntityKey), long> Versions,
    IReadOnlyList<ParkedEvent> Parked)
    where TRow : class;
