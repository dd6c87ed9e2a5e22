namespace Bux.Engine;

/// <summary>An entity as a service knows it. Immutable.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="State">The state.</param>
/// <param name="Version">The number of its events, from 1.</param>
/// <param name="CommandOffset">The offset of the newest command that it accepted.</param>
/// <param name="CommandId">The id of that command.</param>
/// <param name="Response">The JSON of that command's response, or null when it is not known (folded from events).</param>
/// <param name="Timestamp">The time of that command.</param>
/// <param name="Exists">
/// Whether there is a state. An entity whose events so far were all dropped by upcasters has a version, but no state yet.
/// </param>
public sealed record Entity<TState>(
    TState State, long Version, long CommandOffset, Guid CommandId, byte[]? Response, DateTimeOffset Timestamp, bool Exists = true);
