using System.Collections.Concurrent;

namespace Bux.Engine;

/// <summary>
/// Keeps states in memory only, and folds all events anew at every assignment: for low volumes, and where no state topic is wanted. The
/// response of an entity's newest command is not in its events, so after a restart a repeat of it is answered <c>already-handled</c>.
/// </summary>
/// <typeparam name="TState">The state.</typeparam>
public class InMemoryStateRepository<TState> : IStateRepository<TState>
{
    private readonly ConcurrentDictionary<int, Dictionary<string, Entity<TState>>> _partitions = new();

    /// <inheritdoc/>
    public virtual bool WritesStateTopic => false;

    /// <inheritdoc/>
    public virtual DateTimeOffset? Load(StateSource<TState> source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        _partitions[source.Partition] = new Dictionary<string, Entity<TState>>(StringComparer.Ordinal);
        return null;
    }

    /// <inheritdoc/>
    public Entity<TState>? Find(int partition, string key) =>
        _partitions.TryGetValue(partition, out var entities) ? entities.GetValueOrDefault(key) : null;

    /// <inheritdoc/>
    public void Save(int partition, IReadOnlyCollection<KeyValuePair<string, Entity<TState>>> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var entities = _partitions[partition];
        foreach (var (key, entity) in changed) entities[key] = entity;
    }

    /// <inheritdoc/>
    public void Release(int partition) => _partitions.TryRemove(partition, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        _partitions.Clear();
        GC.SuppressFinalize(this);
    }
}
