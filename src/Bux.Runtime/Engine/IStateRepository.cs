using Bux.Log;
using Bux.Seam;

namespace Bux.Engine;

/// <summary>
/// Where a service keeps the states of its entities between commands. One repository serves one worker: partition by partition it is
/// loaded, then read and saved, then released; different partitions at the same time, each by one thread.
/// </summary>
/// <remarks>
/// A repository may lose what it holds, for everything is in the log; it must not hold anything that was not saved. After
/// <see cref="Load"/> the engine folds the events that are newer than what was loaded.
/// </remarks>
/// <typeparam name="TState">The state.</typeparam>
public interface IStateRepository<TState> : IDisposable
{
    /// <summary>
    /// Whether the states are also to be written into the service's compacted state topic, in the transaction of their events.
    /// </summary>
    bool WritesStateTopic { get; }

    /// <summary>Makes a partition's states readable.</summary>
    /// <returns>
    /// The time of the newest command whose effect on this partition is in the repository, so that every entity that an older command
    /// changed is there at the version of that change or later; null when the repository has nothing.
    /// </returns>
    /// <exception cref="CorruptLogException">A stored state cannot be read.</exception>
    DateTimeOffset? Load(StateSource<TState> source, CancellationToken cancellation);

    /// <summary>The newest saved entity of this key, or null.</summary>
    Entity<TState>? Find(int partition, string key);

    /// <summary>Keeps changed entities. Called after their commit, once per batch and partition, and while events are folded.</summary>
    void Save(int partition, IReadOnlyCollection<KeyValuePair<string, Entity<TState>>> changed);

    /// <summary>Forgets a partition that this worker no longer owns.</summary>
    void Release(int partition);
}

/// <summary>What a repository loads a partition from.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Topics">The service's topics.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Reader">Reads committed records.</param>
/// <param name="Model">The state's codec and fold.</param>
/// <param name="Stall">How long a read may make no progress before it is given up.</param>
public sealed record StateSource<TState>(
    ServiceTopics Topics, int Partition, ILogReader Reader, StateModel<TState> Model, TimeSpan Stall);

/// <summary>What the log holds contradicts itself or cannot be read: the partition is stopped, for going on would make it worse.</summary>
/// <param name="message">Where, what, and how to mend it.</param>
/// <param name="inner">The cause.</param>
public sealed class CorruptLogException(string message, Exception? inner = null) : Exception(message, inner);
