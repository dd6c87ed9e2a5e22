using Bux.Log;

namespace Bux.Engine;

/// <summary>What a worker remembers of a partition besides its entities.</summary>
internal sealed class PartitionMemory(long epoch, DateTimeOffset clock, AcceptedCommands accepted)
{
    /// <summary>The epoch in which the partition was assigned.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>The newest committed time; it never runs backwards.</summary>
    public DateTimeOffset Clock { get; set; } = clock;

    /// <summary>The committed ids.</summary>
    public AcceptedCommands Accepted { get; } = accepted;
}

/// <summary>An entity that a batch changed, and its state record.</summary>
internal readonly record struct EntityChange<TState>(int Partition, Entity<TState> Entity, OutputRecord? StateRecord);

/// <summary>What one batch would change, over what is committed and over the batches before it.</summary>
internal sealed class Overlay<TState>
{
    /// <summary>The entities by key: a key has one partition only.</summary>
    public Dictionary<string, EntityChange<TState>> Entities { get; } = new(StringComparer.Ordinal);

    /// <summary>The commands accepted in this batch, in order.</summary>
    public List<(int Partition, Guid Id, long Version, DateTimeOffset Time)> Accepted { get; } = [];

    /// <summary>The same, to look up.</summary>
    public Dictionary<(int Partition, Guid Id), long> AcceptedVersions { get; } = [];

    /// <summary>The time that each partition has come to.</summary>
    public Dictionary<int, DateTimeOffset> Clocks { get; } = [];
}

/// <summary>
/// The worker's memory: committed states at the bottom, and over them one overlay for each batch that is processed but not settled. A
/// batch sees all overlays below its own; memory follows only what committed.
/// </summary>
internal sealed class StateStack<TState>(IStateRepository<TState> repository) : IDisposable
{
    private readonly Dictionary<int, PartitionMemory> _partitions = [];
    private readonly List<Overlay<TState>> _overlays = [];

    /// <summary>The partitions whose states are in memory.</summary>
    public IReadOnlyCollection<int> Partitions => _partitions.Keys;

    /// <summary>Takes in a restored partition, whose entities are in the repository.</summary>
    public void Add(int partition, PartitionMemory memory) => _partitions[partition] = memory;

    /// <summary>Forgets a partition. Its batches in flight must be settled before.</summary>
    public void Drop(int partition)
    {
        _partitions.Remove(partition);
        repository.Release(partition);
    }

    /// <summary>Whether records read in this epoch may still be handled: the partition has not been given away since.</summary>
    public bool Holds(int partition, long epoch) => _partitions.TryGetValue(partition, out var memory) && memory.Epoch <= epoch;

    /// <summary>Opens an overlay for the next batch.</summary>
    public Overlay<TState> Push()
    {
        var overlay = new Overlay<TState>();
        _overlays.Add(overlay);
        return overlay;
    }

    /// <summary>The entity as the newest batch sees it, or null.</summary>
    public Entity<TState>? Find(int partition, string key)
    {
        for (var i = _overlays.Count - 1; i >= 0; i--)
        {
            if (_overlays[i].Entities.TryGetValue(key, out var change)) return change.Entity;
        }

        return repository.Find(partition, key);
    }

    /// <summary>The version that a command made, if it is remembered as accepted.</summary>
    public long? VersionOf(int partition, Guid commandId)
    {
        foreach (var overlay in _overlays)
        {
            if (overlay.AcceptedVersions.TryGetValue((partition, commandId), out var version)) return version;
        }

        return _partitions[partition].Accepted.VersionOf(commandId);
    }

    /// <summary>Whether a command that is not remembered was issued too long ago to be run.</summary>
    public bool IsExpired(int partition, DateTimeOffset issuedAt, DateTimeOffset now) =>
        _partitions[partition].Accepted.IsExpired(issuedAt, now);

    /// <summary>The partition's time after a record of this timestamp: the log's time, never backwards.</summary>
    public DateTimeOffset Advance(int partition, DateTimeOffset timestamp)
    {
        var clock = _partitions[partition].Clock;
        for (var i = _overlays.Count - 1; i >= 0; i--)
        {
            if (!_overlays[i].Clocks.TryGetValue(partition, out var pending)) continue;
            clock = pending;
            break;
        }

        var now = timestamp > clock ? timestamp : clock;
        _overlays[^1].Clocks[partition] = now;
        return now;
    }

    /// <summary>The oldest overlay is committed: memory follows.</summary>
    public void PromoteOldest()
    {
        var overlay = _overlays[0];
        _overlays.RemoveAt(0);
        foreach (var group in overlay.Entities.GroupBy(entry => entry.Value.Partition))
        {
            repository.Save(group.Key, [.. group.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Entity))]);
        }

        foreach (var (partition, id, version, time) in overlay.Accepted) _partitions[partition].Accepted.Add(id, version, time);
        foreach (var (partition, clock) in overlay.Clocks) _partitions[partition].Clock = clock;
    }

    /// <summary>Nothing of the open batches is committed: they leave no trace.</summary>
    public void DiscardAll() => _overlays.Clear();

    public void Dispose() => repository.Dispose();
}
