using Bux.Engine;
using Bux.Kafka;
using Bux.Log;
using Bux.Wire;
using Kyc.BrokerAccounts;

namespace Bux.Benchmarks;

/// <summary>One worker of Bux on Kafka, as a host runs it.</summary>
internal static class BuxSubject
{
    public static Measurement Run(string bootstrap, Workload workload)
    {
        var (model, options) = (KycModel.Instance, new ProcessingOptions());
        var topics = workload.Prepare(bootstrap, model.Service.State.Fingerprint);
        var store = new KafkaLogStore(new KafkaOptions { BootstrapServers = bootstrap, Limits = new BatchLimits { Records = workload.Batch } });
        var clock = new Clock(workload);
        using (var log = store.OpenCommands(topics, 0))
        using (var reader = store.OpenReader())
        using (var repository = new TopicBackedStateRepository<BrokerAccount>())
        {
            var contracts = new ContractRegistry(model.Catalogues);
            var processor = new CommandProcessor<BrokerAccount>(
                topics, model.Service.State, model.Service.Routes(model), contracts.Rejections, options,
                log.MaximumRecordBytes, writesStates: true);
            var restorer = new StateRestorer<BrokerAccount>(topics, model.Service.State, contracts.Events, repository, reader, options);
            using var restores = new PartitionRestores(restorer.Restore, repository.Release, PartitionRestores.OnThread);
            var worker = new CommandWorker<BrokerAccount>(
                topics, log, processor, repository, new StateStack<BrokerAccount>(repository), restores, new Observer(clock), Thread.Sleep);
            while (!clock.Done) worker.Step(CancellationToken.None);
        }

        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        workload.Verify(bootstrap, topics);
        return clock.Read("bux");
    }

    private sealed class Observer(Clock clock) : IWorkerObserver
    {
        public void Committed(int commands, BatchTally tally, TimeSpan commitTime)
        {
            if (tally.Accepted != commands) throw new InvalidOperationException($"{commands - tally.Accepted} commands were not accepted.");
            clock.Add(commands);
        }

        public void NotCommitted(CommitFault fault, int attempt) => Console.WriteLine($"  not committed: {fault.Message}");

        public void Restoring(int partition)
        {
        }

        public void Started(RestoredPartition partition)
        {
        }

        public void RestoreFailed(int partition, Exception error) => throw new InvalidOperationException("A restore failed.", error);

        public void Stopped(int partition, Exception error) => throw new InvalidOperationException("A partition stopped.", error);

        public void Released(int partition)
        {
        }
    }
}
