using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>One process of the service on the simulated log: it can be stepped, can crash, and begins anew with an empty memory.</summary>
internal sealed class SimulatedService(SimulatedLog log, ServiceRegistration<Ledger> service, RejectionRegistry rejections, bool stateTopic)
{
    private SimulatedMember? _member;
    private CommandWorker<Ledger>? _worker;

    public bool Runs => _worker is not null;

    public void Begin()
    {
        _member = log.Join();
        _worker = Create(log, _member, service, rejections, stateTopic);
    }

    /// <summary>One round of the loop; a lost log ends this worker as it would end in a host.</summary>
    public void Step()
    {
        try
        {
            _worker!.Step(CancellationToken.None);
        }
        catch (LogUnavailableException)
        {
            Crash();
        }
    }

    /// <summary>Dies without a word: nothing is settled, nothing handed back.</summary>
    public void Crash()
    {
        if (_member is not null) log.Leave(_member);
        (_member, _worker) = (null, null);
    }

    public static CommandWorker<Ledger> Create(
        SimulatedLog log, ICommandLog member, ServiceRegistration<Ledger> service, RejectionRegistry rejections, bool stateTopic)
    {
        var options = new ProcessingOptions();
        IStateRepository<Ledger> repository = stateTopic ? new TopicBackedStateRepository<Ledger>() : new InMemoryStateRepository<Ledger>();
        var processor = CreateProcessor(log, service, rejections, options, stateTopic, member.MaximumRecordBytes);
        var restorer = new StateRestorer<Ledger>(log.Topics, service.State, new EventHistory(service.State.Events), repository, new SimulatedReader(log), options);
        return new CommandWorker<Ledger>(
            log.Topics, member, processor, repository, new StateStack<Ledger>(repository),
            new PartitionRestores(restorer.Restore, repository.Release, PartitionRestores.Inline), new SilentObserver(), _ => { });
    }

    public static CommandProcessor<Ledger> CreateProcessor(
        SimulatedLog log, ServiceRegistration<Ledger> service, RejectionRegistry rejections, ProcessingOptions options, bool stateTopic, int limit) =>
        new(log.Topics, service.State, service.Routes(NoServices.Instance), rejections, options, limit, stateTopic);

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>Lets stopped partitions be noticed: in a simulation nothing is ever corrupt.</summary>
internal sealed class SilentObserver : IWorkerObserver
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
}
