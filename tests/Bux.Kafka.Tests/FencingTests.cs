using Bux.Log;
using Xunit;

namespace Bux.Kafka;

/// <summary>A former owner commits nothing.</summary>
public sealed class FencingTests(BrokerFixture broker)
{
    [Fact]
    public async Task A_batch_of_an_earlier_ownership_is_lost()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 2);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var before = service.Join(log).Epoch;
        using var other = service.Store.OpenCommands(service.Topics, 1);
        InputBatch batch = InputBatch.Empty(0);
        Service.Until(() =>
        {
            other.Read(default);
            batch = log.Read(default);
            return batch.Changes.Count(change => change.Kind == PartitionChangeKind.Assigned) == 1;
        });
        var kept = batch.Changes[^1].Partition;

        var lost = Service.Commit(log, new OutputBatch(before, [service.Event(kept, "lost")], [new NextOffset(kept, 1)]));
        var taken = Service.Commit(log, new OutputBatch(batch.Epoch, [service.Event(kept, "kept")], [new NextOffset(kept, 1)]));

        Assert.True(batch.Epoch > before);
        Assert.Equal(CommitFaultKind.Lost, lost?.Kind);
        Assert.Null(taken);
        Assert.Equal(["kept"], service.Events(kept));
    }

    [Fact]
    public async Task A_worker_whose_generation_has_passed_commits_nothing()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, configure: options =>
            options.Configure = client => client.Set("max.poll.interval.ms", "6000"));
        using var sleeper = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(sleeper).Epoch;
        using var heir = service.Store.OpenCommands(service.Topics, 1);
        service.Join(heir); // waits until the sleeper, which does not read, is out of the group

        var lost = Service.Commit(sleeper, new OutputBatch(epoch, [service.Event(0, "late")], [new NextOffset(0, 1)]));

        Assert.Equal(CommitFaultKind.Lost, lost?.Kind);
        Assert.Empty(service.Events());
        Assert.Null(service.Committed());
    }

    [Fact]
    public async Task Two_processes_with_one_transactional_id_end_up_with_two()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 2, options => options.InstanceId = "twin");
        await using var twin = new KafkaLogStore(service.NewOptions(options => options.InstanceId = "twin"));
        using var first = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(first).Epoch;
        using var second = twin.OpenCommands(service.Topics, 0);

        var fenced = Assert.Throws<LogUnavailableException>(
            () => first.Commit(new OutputBatch(epoch, [service.Event(0, "fenced")], [new NextOffset(0, 1)])));
        first.Dispose();
        using var again = service.Store.OpenCommands(service.Topics, 0);
        var joined = JoinBoth(again, second);

        Assert.Contains("InstanceId", fenced.Message, StringComparison.Ordinal);
        foreach (var log in new[] { again, second })
        {
            var (at, own) = joined[log];
            Assert.Null(Service.Commit(log, new OutputBatch(at, [service.Event(own, "taken")], [new NextOffset(own, 1)])));
        }

        Assert.Equal(["taken"], service.Events(0));
        Assert.Equal(["taken"], service.Events(1));
    }

    private static Dictionary<ICommandLog, (long Epoch, int Partition)> JoinBoth(params ICommandLog[] logs)
    {
        var joined = new Dictionary<ICommandLog, (long Epoch, int Partition)>();
        Service.Until(() =>
        {
            foreach (var log in logs)
            {
                var batch = log.Read(default);
                if (batch.Changes.Count == 0) continue;
                joined.Remove(log);
                var assigned = batch.Changes.Where(change => change.Kind == PartitionChangeKind.Assigned).ToArray();
                if (assigned.Length == 1) joined[log] = (batch.Epoch, assigned[0].Partition);
            }

            return joined.Count == logs.Length;
        });
        return joined;
    }
}
