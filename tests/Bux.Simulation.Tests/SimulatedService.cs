using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>One process of the service on the simulated log: it can be stepped, can crash, and begins anew with an empty memory.</summary>
/// <param name="log">The log.</param>
/// <param name="topics">The topics of its release.</param>
/// <param name="service">What the generator has made.</param>
/// <param name="rejections">The rejections by name.</param>
/// <param name="stateTopic">Whether states are kept in the state topic.</param>
/// <param name="run">How folds are run.</param>
internal sealed class SimulatedService(
    SimulatedLog log, ServiceTopics topics, ServiceRegistration<Ledger> service, RejectionRegistry rejections, bool stateTopic,
    Func<Func<RestoredPartition>, Task<RestoredPartition>> run)
{
    private SimulatedMember? _member;
    private StateFiller<Ledger>? _filler;
    private CommandWorker<Ledger>? _worker;

    public bool Runs => _member is not null;

    /// <summary>Whether it has come so far that it takes part in the service's group.</summary>
    public bool Serves => _worker is not null;

    public void Begin()
    {
        try
        {
            var marks = new FillMarks(topics, new SimulatedReader(log), TimeSpan.Zero);
            marks.Read(CancellationToken.None);
            if (!stateTopic || marks.Complete) Join();
            else _filler = CreateFiller(_member = log.Join(topics.ForFilling().Group), marks);
        }
        catch (LogUnavailableException)
        {
            Crash();
        }
    }

    /// <summary>One round of the loop; a lost log ends this worker as it would end in a host.</summary>
    public void Step()
    {
        try
        {
            if (_filler is null) _worker!.Step(CancellationToken.None);
            else if (_filler.Step(CancellationToken.None)) Join();
        }
        catch (LogUnavailableException)
        {
            Crash();
        }
    }

    /// <summary>Dies without a word: nothing is settled, nothing handed back.</summary>
    public void Crash()
    {
        _member?.Dispose();
        (_member, _filler, _worker) = (null, null, null);
    }

    private void Join()
    {
        Crash(); // leaves the fillers' group
        _member = log.Join(topics.Group);
        var options = new ProcessingOptions();
        IStateRepository<Ledger> repository = stateTopic ? new TopicBackedStateRepository<Ledger>() : new InMemoryStateRepository<Ledger>();
        var processor = CreateProcessor(topics, service, rejections, options, stateTopic, _member.MaximumRecordBytes);
        var restorer = new StateRestorer<Ledger>(topics, service.State, new EventHistory(service.State.Events), repository, new SimulatedReader(log), options);
        _worker = new CommandWorker<Ledger>(
            topics, _member, processor, repository, new StateStack<Ledger>(repository),
            new PartitionRestores(restorer.Restore, repository.Release, run), new SilentObserver(), _ => { });
    }

    private StateFiller<Ledger> CreateFiller(SimulatedMember member, FillMarks marks)
    {
        var fill = topics.ForFilling();
        var reader = new SimulatedReader(log);
        var repository = new TopicBackedStateRepository<Ledger>();
        var composer = new OutputComposer<Ledger>(topics, service.State, rejections);
        var restorer = new StateRestorer<Ledger>(fill, service.State, new EventHistory(service.State.Events), repository, reader, new ProcessingOptions());
        var observer = new SilentObserver();
        var checkpoint = new StateCheckpoint<Ledger>(
            member, repository, (partition, key, entity) => composer.State(partition, StrictUtf8.GetBytes(key), entity), observer.NotCommitted, _ => { },
            batchRecords: 2);
        return new StateFiller<Ledger>(
            fill, member, reader, marks, checkpoint, repository, new PartitionRestores(restorer.Restore, repository.Release, run), observer,
            () => log.Now, _ => { });
    }

    public static CommandProcessor<Ledger> CreateProcessor(
        ServiceTopics topics, ServiceRegistration<Ledger> service, RejectionRegistry rejections, ProcessingOptions options, bool stateTopic, int limit) =>
        new(topics, service.State, service.Routes(NoServices.Instance), rejections, options, limit, stateTopic);

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>Lets stopped partitions be noticed: in a simulation nothing is ever corrupt.</summary>
internal sealed class SilentObserver : IWorkerObserver, IFillObserver
{
    public void Committed(int commands, BatchTally tally, TimeSpan commitTime)
    {
    }

    public void NotCommitted(CommitFault fault, int attempt)
    {
    }

    public void Restoring(int partition)
    {
    }

    public void Started(RestoredPartition partition)
    {
    }

    public void RestoreFailed(int partition, Exception error)
    {
        if (error is not LogUnavailableException) throw new InvalidOperationException($"Partition {partition} could not be restored.", error);
    }

    public void Stopped(int partition, Exception error) => throw new InvalidOperationException($"Partition {partition} was stopped.", error);

    public void Released(int partition)
    {
    }

    public void Filled(int partitions)
    {
    }

    public void Filling(int partition)
    {
    }

    public void Folded(LogPosition position, long end)
    {
    }

    public void Filled(int partition, int states)
    {
    }

    public void Failed(int partition, Exception error) => RestoreFailed(partition, error);
}
