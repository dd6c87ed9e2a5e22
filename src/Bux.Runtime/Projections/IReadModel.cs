namespace Bux.Projections;

/// <summary>A projection's rows, for queries. Safe for concurrent use; rows are those of a moment at which whole batches had been applied.</summary>
/// <typeparam name="TRow">The read-model type.</typeparam>
public interface IReadModel<TRow> where TRow : class
{
    /// <summary>The row of a key, or null.</summary>
    TRow? Find(string key);

    /// <summary>All rows, in the ordinal order of their keys.</summary>
    IReadOnlyList<KeyValuePair<string, TRow>> All();

    /// <summary>
    /// Completes when the rows show this version of an entity, so that whoever changed it reads its own write. The version comes with the
    /// reply: <see cref="Reply{T}.Accepted.Version"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was given up before.</exception>
    /// <exception cref="ProjectionStoppedException">The projection has stopped and will not get there.</exception>
    Task WaitForVersionAsync(string entityKey, long version, CancellationToken cancellation);

    /// <summary>
    /// Completes when the rows show everything that was committed to the log when this was called.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was given up before.</exception>
    /// <exception cref="ProjectionStoppedException">The projection has stopped and will not get there.</exception>
    Task CatchUpAsync(CancellationToken cancellation);
}

/// <summary>A projection met an event that it cannot apply, and stopped: its rows stay as they were before it.</summary>
/// <param name="message">Where, what, and how to mend it.</param>
/// <param name="inner">The cause.</param>
public sealed class ProjectionStoppedException(string message, Exception? inner = null) : Exception(message, inner);
