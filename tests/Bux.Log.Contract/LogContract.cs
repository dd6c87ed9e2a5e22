namespace Bux.Log;

/// <summary>
/// What every log promises, one sentence a test. An adapter inherits it and says how its store is made. Each test has a service of its own,
/// so that all can run against one broker; nothing is asserted about time, for a busy broker may take its own.
/// </summary>
public abstract partial class LogContract : IAsyncLifetime
{
    /// <summary>The store under test.</summary>
    protected ILogStore Store { get; private set; } = null!;

    /// <summary>Makes the store of one test; the suite disposes it.</summary>
    protected abstract ValueTask<ILogStore> CreateStoreAsync();

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => Store = await CreateStoreAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
