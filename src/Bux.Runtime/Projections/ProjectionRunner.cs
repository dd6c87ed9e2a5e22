using Bux.Log;
using Bux.Seam;
using Bux.Telemetry;
using Bux.Wire;
using Microsoft.Extensions.Logging;

namespace Bux.Projections;

/// <summary>A projection as the host runs it.</summary>
internal interface IProjectionRunner : IDisposable
{
    /// <summary>The projection's name.</summary>
    string Name { get; }

    /// <summary>The services whose events it reads.</summary>
    IReadOnlyCollection<string> Services { get; }

    /// <summary>Why it stopped, or null.</summary>
    ProjectionStoppedException? Stopped { get; }

    /// <summary>Begins to read, on a thread of its own; <paramref name="stopped"/> is called when it stops for good.</summary>
    void Start(Action<ProjectionStoppedException> stopped);
}

/// <summary>Feeds committed events to a projection, in the order of each partition, and answers its queries.</summary>
internal sealed class ProjectionRunner<TRow>(
    ProjectionModel<TRow> projection, EventHistory history, IProjectionStore<TRow> store, UnknownVersions unknown, ILogStore log,
    Action<string> warn, ILogger<ProjectionRunner<TRow>> logger)
    : IProjectionRunner, IReadModel<TRow>
    where TRow : class
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, string> _serviceOfTopic = projection.Events
        .Select(known => known.Contract.Service).Distinct(StringComparer.Ordinal)
        .ToDictionary(ServiceTopics.EventsOf, service => service, StringComparer.Ordinal);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _changes = new();
    private readonly ProjectionFold<TRow> _fold = new(projection, history, store, unknown);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ProjectionStoppedException? _stopped;
    private Thread? _thread;
    private Dictionary<LogPartition, long> _reached = [];

    /// <inheritdoc/>
    public string Name => projection.Name;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Services => _serviceOfTopic.Values;

    /// <inheritdoc/>
    public ProjectionStoppedException? Stopped => _stopped;

    /// <inheritdoc/>
    public void Start(Action<ProjectionStoppedException> stopped)
    {
        _thread = new Thread(() => Run(stopped)) { IsBackground = true, Name = $"bux projection {projection.Name}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public TRow? Find(string key) => store.Find(key);

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, TRow>> All() => store.All();

    /// <inheritdoc/>
    public Task WaitForVersionAsync(string entityKey, long version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entityKey);
        return WaitUntil(() => Services.Any(service => store.VersionOf(service, entityKey) >= version), cancellation);
    }

    /// <inheritdoc/>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        var ends = await Task.Run(Ends, cancellation).ConfigureAwait(false);
        await WaitUntil(() => ends.All(end => _reached.GetValueOrDefault(end.Partition) >= end.Offset), cancellation).ConfigureAwait(false);
    }

    /// <summary>Stops reading; when it returns, the thread has ended and rows and position belong together.</summary>
    public void Dispose()
    {
        // The host stops it, and the container disposes of it once more.
        _stopping.Cancel();
        _thread?.Join();
        Announce();
    }

    private async Task WaitUntil(Func<bool> reached, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_changes)
            {
                if (reached()) return;
                changed = _changed.Task;
            }

            if (_stopped is { } stopped) throw stopped;
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Announce()
    {
        TaskCompletionSource changed;
        lock (_changes)
        {
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private void Run(Action<ProjectionStoppedException> tell)
    {
        WarnOfParked();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var reader = log.OpenReader(_stopping.Token);
                var positions = Partitions(reader).Select(partition => new LogPosition(partition, store.PositionOf(partition) ?? reader.Beginning(partition))).ToArray();
                using var cursor = reader.Open(positions);
                while (!_stopping.IsCancellationRequested) Advance(cursor, positions);
            }
            catch (ProjectionStoppedException stopped)
            {
                _stopped = stopped;
                ProjectionLog.Stopped(logger, projection.Name, stopped);
                tell(stopped);
                Announce();
                return;
            }
            catch (LogUnavailableException error)
            {
                ProjectionLog.Unavailable(logger, projection.Name, error);
                _stopping.Token.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private void Advance(ILogCursor cursor, LogPosition[] positions)
    {
        var records = cursor.Read(Slice);
        if (records.Count > 0)
        {
            var (batch, stopped) = _fold.Fold(records, topic => _serviceOfTopic[topic]);
            store.Save(batch);
            foreach (var each in batch.Parked)
            {
                ProjectionLog.Parked(logger, projection.Name, each.EventName, each.EventVersion, each.EntityKey, each.At.Partition, each.At.Offset);
            }

            if (batch.Parked.Count > 0) WarnOfParked();
            if (stopped is not null) throw stopped;
            BuxTelemetry.Projected.Add(records.Count, new KeyValuePair<string, object?>("bux.projection", projection.Name));
        }

        // The cursor also passes over what will never be visible, which positions of rows alone would not tell.
        var reached = positions.ToDictionary(position => position.Partition, position => cursor.Position(position.Partition));
        if (records.Count == 0 && reached.All(entry => _reached.GetValueOrDefault(entry.Key, -1) == entry.Value)) return;
        lock (_changes) _reached = reached;
        Announce();
    }

    /// <summary>Rows that lack something are told of until the projection is rebuilt.</summary>
    private void WarnOfParked()
    {
        if (store.Parked() is not [.., var newest] parked) return;
        warn($"Projection '{projection.Name}' has parked {parked.Count} events that this release does not know, the last {newest.EventName} "
            + $"V{newest.EventVersion} of '{newest.EntityKey}': their rows lack it. Deploy a release that knows it, and rebuild the projection.");
    }

    private List<LogPosition> Ends()
    {
        using var reader = log.OpenReader(_stopping.Token);
        return [.. Partitions(reader).Select(partition => new LogPosition(partition, reader.End(partition)))];
    }

    private List<LogPartition> Partitions(ILogReader reader)
    {
        var partitions = new List<LogPartition>();
        foreach (var topic in _serviceOfTopic.Keys)
        {
            var count = reader.Partitions(topic) ?? throw new LogUnavailableException(
                $"{log.Description} has no topic {topic} for projection '{projection.Name}': start its service once, or create its topics.");
            for (var partition = 0; partition < count; partition++) partitions.Add(new LogPartition(topic, partition));
        }

        return partitions;
    }
}

/// <summary>What projections log.</summary>
internal static partial class ProjectionLog
{
    [LoggerMessage(401, LogLevel.Critical, "Projection {Projection} has stopped; its rows stay as they are until it is mended and started again")]
    public static partial void Stopped(ILogger logger, string projection, Exception error);

    [LoggerMessage(403, LogLevel.Error, "Projection {Projection} has parked {EventName} V{EventVersion} of '{EntityKey}', {Partition} offset {Offset}: this release does not know it")]
    public static partial void Parked(ILogger logger, string projection, string eventName, int eventVersion, string entityKey, LogPartition partition, long offset);

    [LoggerMessage(402, LogLevel.Warning, "Projection {Projection} cannot read its events now, and will go on where it was")]
    public static partial void Unavailable(ILogger logger, string projection, Exception error);
}
