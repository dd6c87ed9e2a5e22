using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>What a worker does before it joins: it sees to it that this fingerprint's state topic is filled.</summary>
internal sealed class StateFill<TState>(
    StateModel<TState> model, ServiceTopics topics, ProcessingOptions options, IServiceProvider services, ILogger logger)
{
    private readonly ServiceTopics _fill = topics.ForFilling();
    private readonly BuxStatus _status = services.GetRequiredService<BuxStatus>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();

    /// <summary>Returns when all partitions are filled; false when the host stops before. Where they are already it only looks at the marks.</summary>
    /// <param name="worker">The worker's number.</param>
    /// <param name="subject">Where its status stands.</param>
    /// <param name="stopping">The host stops.</param>
    /// <exception cref="LogUnavailableException">The log cannot go on.</exception>
    public bool Run(int worker, string subject, CancellationToken stopping)
    {
        var store = services.GetRequiredService<ILogStore>();
        using var reader = store.OpenReader(stopping);
        var marks = new FillMarks(topics, reader, options.RestoreStall);
        marks.Read(stopping);
        if (!marks.Complete && !Fill(store, reader, marks, worker, subject, stopping)) return false;
        _status.Clear(subject);
        return true;
    }

    private bool Fill(ILogStore store, ILogReader reader, FillMarks marks, int worker, string subject, CancellationToken stopping)
    {
        var observer = new FillObserver(topics, subject, _status, _time, logger);
        var contracts = services.GetRequiredService<ContractRegistry>();
        var composer = new OutputComposer<TState>(topics, model, contracts.Rejections);
        Action<TimeSpan> pause = time => stopping.WaitHandle.WaitOne(time);

        // Disposed in the reverse order: folds end before their reader and repository go, and the log hands the partitions back last.
        using var log = store.OpenCommands(_fill, worker, stopping);
        using var repository = new TopicBackedStateRepository<TState>();
        var restorer = new StateRestorer<TState>(_fill, model, contracts.Events, repository, reader, options, observer.Folded);
        using var restores = new PartitionRestores(restorer.Restore, repository.Release, PartitionRestores.OnThread);
        var checkpoint = new StateCheckpoint<TState>(
            log, repository, (partition, key, entity) => composer.State(partition, StrictUtf8.GetBytes(key), entity), observer.NotCommitted, pause);
        return new StateFiller<TState>(_fill, log, reader, marks, checkpoint, repository, restores, observer, _time.GetUtcNow, pause).Run(stopping);
    }
}
