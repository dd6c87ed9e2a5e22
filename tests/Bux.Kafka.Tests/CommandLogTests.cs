using Bux.Log;
using Confluent.Kafka;
using Xunit;

namespace Bux.Kafka;

/// <summary>What a commit does, and what it leaves when it does not happen.</summary>
public sealed class CommandLogTests(BrokerFixture broker)
{
    [Fact]
    public async Task Records_and_positions_are_committed_together()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        await service.SendAsync(0, 0, 10);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        service.Join(log);
        var (epoch, records) = Service.Take(log, 10);

        var fault = Service.Commit(log, new OutputBatch(
            epoch, [.. records.Select(record => service.Event(0, Service.Text(record)))], [new NextOffset(0, records[^1].Offset + 1)]));

        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => number.ToString()), service.Events());
        Assert.Equal(10, service.Committed());
    }

    [Fact]
    public async Task A_record_over_the_limit_is_refused_and_the_log_goes_on()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(log).Epoch;
        var large = service.Event(0, new string('x', log.MaximumRecordBytes));

        var refused = Service.Commit(log, new OutputBatch(epoch, [service.Event(0, "lost"), large], [new NextOffset(0, 1)]));
        var taken = Service.Commit(log, new OutputBatch(epoch, [service.Event(0, "kept")], [new NextOffset(0, 1)]));

        Assert.Equal(CommitFaultKind.Refused, refused?.Kind);
        Assert.Null(taken);
        Assert.Equal(["kept"], service.Events());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)] // enough for the refusal to arrive while records are still being handed over
    public async Task A_record_that_the_broker_refuses_is_refused_and_the_log_goes_on(int more)
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        var small = new TopicPlan($"{service.Topics.Service}.small", 1, true) { MaximumRecordBytes = 20_000 };
        await service.Store.PrepareAsync([small], create: true, TestContext.Current.CancellationToken);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(log).Epoch;
        var large = Service.Record(new LogPartition(small.Name, 0), new string('x', 50_000));
        var others = Enumerable.Range(0, more).Select(number => service.Event(0, $"lost {number}"));

        var refused = Service.Commit(log, new OutputBatch(epoch, [large, .. others], [new NextOffset(0, 1)]));
        var taken = Service.Commit(log, new OutputBatch(epoch, [service.Event(0, "kept")], [new NextOffset(0, 1)]));

        Assert.Equal(CommitFaultKind.Refused, refused?.Kind);
        Assert.Null(taken);
        Assert.Equal(["kept"], service.Events());
        Assert.Equal(1, service.Committed());
    }

    [Fact]
    public async Task After_a_commit_that_did_not_happen_the_next_does_not_happen_until_it_is_settled()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(log).Epoch;

        log.Commit(new OutputBatch(epoch, [service.Event(0, new string('x', log.MaximumRecordBytes))], []));
        log.Commit(new OutputBatch(epoch, [service.Event(0, "lost")], [new NextOffset(0, 1)]));

        Assert.Equal([CommitFaultKind.Refused, CommitFaultKind.Aborted], log.Settled().Select(settlement => settlement.Fault!.Kind));
        Assert.Empty(service.Events());
    }

    [Fact]
    public async Task Replies_to_a_missing_topic_or_partition_are_dropped_and_counted_and_the_rest_is_committed()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(log).Epoch;
        var nowhere = Service.Record(new LogPartition($"replies.{Guid.NewGuid():N}", 0), "no topic");

        var fault = Service.Commit(log, new OutputBatch(
            epoch, [service.Reply(1, "there"), nowhere, service.Reply(7, "no partition"), service.Event(0, "event")], [new NextOffset(0, 1)]));

        Assert.Null(fault);
        Assert.Equal(2, service.Store.DroppedReplies);
        Assert.Equal(["there"], service.Values(new LogPartition(service.ReplyTopic, 1)));
        Assert.Equal(["event"], service.Events());
        Assert.Null(service.Reader.Partitions(nowhere.Target.Topic));
    }

    [Fact]
    public async Task A_reply_topic_that_is_deleted_meanwhile_delays_a_commit_and_does_not_prevent_it()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, configure: options => options.TransactionTimeout = TimeSpan.FromSeconds(6));
        using var log = service.Store.OpenCommands(service.Topics, 0);
        var epoch = service.Join(log).Epoch;
        Assert.Null(Service.Commit(log, new OutputBatch(epoch, [service.Reply(0, "first")], [new NextOffset(0, 1)])));
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        await admin.DeleteTopicsAsync([service.ReplyTopic]);

        var output = new OutputBatch(epoch, [service.Reply(0, "second"), service.Event(0, "event")], [new NextOffset(0, 2)]);
        Service.Until(() => Service.Commit(log, output) switch
        {
            null => true,
            { Kind: CommitFaultKind.Aborted } => false,
            var other => throw new InvalidOperationException(other.Message),
        });

        Assert.Equal(1, service.Store.DroppedReplies);
        Assert.Equal(["event"], service.Events());
        Assert.Equal(2, service.Committed());
    }

    [Fact]
    public async Task Disposing_leaves_nothing_of_what_was_not_committed()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        await service.SendAsync(0, 0, 3);
        using (var log = service.Store.OpenCommands(service.Topics, 0))
        {
            service.Join(log);
            Service.Take(log, 3);
        }

        using var next = service.Store.OpenCommands(service.Topics, 0);
        service.Join(next);

        Assert.Equal(["0", "1", "2"], Service.Take(next, 3).Records.Select(Service.Text));
        Assert.Null(service.Committed());
    }
}
