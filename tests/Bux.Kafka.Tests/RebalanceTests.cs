using System.Collections.Concurrent;
using Bux.Log;
using Xunit;

namespace Bux.Kafka;

/// <summary>Every command is handled exactly once and in order, however the partitions wander.</summary>
public sealed class RebalanceTests(BrokerFixture broker)
{
    private const int Partitions = 4;
    private const int Rounds = 6;
    private const int PerRound = 500;

    [Fact]
    public async Task Workers_that_come_and_go_handle_every_command_once_and_in_order()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, Partitions, limits: new BatchLimits { Records = 100 });
        using var stop = new CancellationTokenSource();
        var errors = new ConcurrentQueue<Exception>();
        var steady = Work(service, 0, stop.Token, errors);
        for (var round = 0; round < Rounds; round++)
        {
            using var leave = new CancellationTokenSource();
            var guest = round % 2 == 1 ? Work(service, 1, leave.Token, errors) : null;
            for (var partition = 0; partition < Partitions; partition++) await service.SendAsync(partition, round * PerRound, PerRound);
            if (guest is null) continue;
            leave.CancelAfter(TimeSpan.FromMilliseconds(300 * round));
            guest.Join();
        }

        Service.Until(() => Enumerable.Range(0, Partitions).All(partition => service.Committed(partition) == Rounds * PerRound));
        stop.Cancel();
        steady.Join();

        Assert.Empty(errors);
        var expected = Enumerable.Range(0, Rounds * PerRound).Select(number => number.ToString());
        for (var partition = 0; partition < Partitions; partition++) Assert.Equal(expected, service.Events(partition));
    }

    [Fact]
    public async Task A_partition_delivers_from_the_offset_that_it_is_started_at_and_leaves_the_others_alone()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 2, limits: new BatchLimits { Records = 7 });
        await service.SendAsync(0, 0, 100);
        await service.SendAsync(1, 0, 100);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        Service.Until(() => log.Read(default).Changes.Count == 2);

        log.Start(0, 0);
        var first = Service.Take(log, 14).Records;
        log.Start(1, 90);
        var rest = Service.Take(log, 96).Records;

        Assert.All(first, record => Assert.Equal(0, record.Source.Partition));
        Assert.Equal(Enumerable.Range(0, 100), first.Concat(rest).Where(record => record.Source.Partition == 0).Select(record => (int)record.Offset));
        Assert.Equal(Enumerable.Range(90, 10), rest.Where(record => record.Source.Partition == 1).Select(record => (int)record.Offset));
    }

    [Fact]
    public async Task A_partition_that_is_not_started_delivers_nothing()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        await service.SendAsync(0, 0, 5);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        Service.Until(() => log.Read(default).Changes.Count == 1);

        for (var round = 0; round < 5; round++) Assert.Empty(log.Read(default).Records);
        log.Start(0, 2);

        Assert.Equal([2L, 3L, 4L], Service.Take(log, 3).Records.Select(record => record.Offset));
    }

    /// <summary>A worker as the engine is one: starts what it is given at the group's position, commits each batch, tries again.</summary>
    private static Thread Work(Service service, int worker, CancellationToken stop, ConcurrentQueue<Exception> errors)
    {
        var thread = new Thread(() =>
        {
            try
            {
                using var log = service.Store.OpenCommands(service.Topics, worker);
                while (!stop.IsCancellationRequested) Step(service, log, stop);
            }
            catch (Exception error)
            {
                errors.Enqueue(error);
            }
        });
        thread.Start();
        return thread;
    }

    private static void Step(Service service, ICommandLog log, CancellationToken stop)
    {
        var batch = log.Read(stop);
        foreach (var change in batch.Changes.Where(change => change.Kind == PartitionChangeKind.Assigned))
            log.Start(change.Partition, service.Committed(change.Partition) ?? 0);
        if (batch.Records.Count == 0) return;
        var output = new OutputBatch(
            batch.Epoch,
            [.. batch.Records.Select(record => service.Event(record.Source.Partition, Service.Text(record)))],
            [.. batch.Records.GroupBy(record => record.Source.Partition).Select(records => new NextOffset(records.Key, records.Max(record => record.Offset) + 1))]);
        while (Service.Commit(log, output) is { Kind: CommitFaultKind.Aborted })
        {
            // Tried again as it is: the ownership is unchanged.
        }
    }
}
