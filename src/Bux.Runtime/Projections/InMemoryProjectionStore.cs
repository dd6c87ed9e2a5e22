using Bux.Log;

namespace Bux.Projections;

/// <summary>Keeps rows in memory; a restart folds them anew from the events.</summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
public sealed class InMemoryProjectionStore<TRow> : IProjectionStore<TRow> where TRow : class
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SortedDictionary<string, TRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<LogPartition, long> _positions = [];
    private readonly Dictionary<(string, string), long> _versions = [];
    private readonly List<ParkedEvent> _parked = [];

    /// <inheritdoc/>
    public long? PositionOf(LogPartition partition) => Read(() => _positions.TryGetValue(partition, out var position) ? position : (long?)null);

    /// <inheritdoc/>
    public TRow? Find(string key) => Read(() => _rows.GetValueOrDefault(key));

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, TRow>> All() => Read(() => _rows.ToArray());

    /// <inheritdoc/>
    public long VersionOf(string service, string entityKey) => Read(() => _versions.GetValueOrDefault((service, entityKey)));

    /// <inheritdoc/>
    public IReadOnlyList<ParkedEvent> Parked() => Read(() => _parked.ToArray());

    /// <inheritdoc/>
    public void Save(ProjectedBatch<TRow> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _lock.EnterWriteLock();
        try
        {
            foreach (var (key, row) in batch.Rows)
            {
                if (row is null) _rows.Remove(key);
                else _rows[key] = row;
            }

            foreach (var (partition, position) in batch.Positions) _positions[partition] = position;
            foreach (var (entity, version) in batch.Versions) _versions[entity] = version;
            _parked.AddRange(batch.Parked);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private T Read<T>(Func<T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }
}
