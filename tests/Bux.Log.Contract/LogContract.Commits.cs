namespace Bux.Log;

public abstract partial class LogContract
{
    [Fact]
    public async Task A_batch_is_committed_with_its_position()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), "command");
        using var worker = service.OpenAlone();
        worker.Take(1);
        var next = worker.Records[0].Offset + 1;

        var fault = worker.Commit(worker.Batch(
            0, next,
            ContractService.Record(service.Events(), "event 1"), ContractService.Record(service.State(), "state"),
            ContractService.Record(service.Events(), "event 2"), ContractService.Record(service.Reply(1), "reply"),
            ContractService.Record(service.DeadLetters(), "dead letter")));

        Assert.Null(fault);
        Assert.Equal(["event 1", "event 2"], service.Values(service.Events()));
        Assert.Equal(["state"], service.Values(service.State()));
        Assert.Equal(["reply"], service.Values(service.Reply(1)));
        Assert.Equal(["dead letter"], service.Values(service.DeadLetters()));
        Assert.Equal(next, service.Position());
    }

    [Fact]
    public async Task Reading_alone_commits_nothing()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), "a", "b");
        using var worker = service.OpenAlone();
        worker.Take(2);

        service.AssertUntouched();
    }

    [Fact]
    public async Task A_batch_without_records_moves_the_position()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), "a");
        using var worker = service.OpenAlone();
        worker.Take(1);

        Assert.Null(worker.Commit(worker.Batch(0, worker.Records[0].Offset + 1)));

        Assert.Equal(worker.Records[0].Offset + 1, service.Position());
        Assert.Empty(service.Committed(service.Events()));
    }

    [Fact]
    public async Task Whoever_sees_the_position_sees_the_records_of_its_batch()
    {
        const int Batches = 20;
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), [.. Enumerable.Range(0, Batches).Select(number => $"{number}")]);
        using var worker = service.OpenAlone();
        worker.Take(Batches);
        var watched = Task.Run(() =>
        {
            for (long? position = null; position <= worker.Records[^1].Offset || position is null;)
            {
                position = service.Position();
                var done = worker.Records.Count(record => record.Offset < position);
                Assert.InRange(service.Committed(service.Events()).Count, done * 2, Batches * 2);
                Assert.InRange(service.Committed(service.State()).Count, done, Batches);
            }
        });

        foreach (var command in worker.Records)
        {
            var (value, entity) = (ContractService.Text(command), $"entity {command.Offset}");
            Assert.Null(worker.Commit(worker.Batch(
                0, command.Offset + 1,
                ContractService.Record(service.Events(), value), ContractService.Record(service.Events(), value),
                ContractService.Record(service.State(), value, entity))));
        }

        await watched.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_batch_with_a_record_that_is_too_large_is_refused_as_a_whole_and_the_next_is_taken()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();

        var fault = worker.Commit(worker.Batch(
            0, 1,
            ContractService.Record(service.Events(), "small"), ContractService.Record(service.State(), "state"),
            ContractService.Record(service.Reply(), "reply"),
            ContractService.Large(service.Events(), worker.Log.MaximumRecordBytes + 1)));

        Assert.Equal(CommitFaultKind.Refused, fault?.Kind);
        service.AssertUntouched();

        Assert.Null(worker.Commit(worker.Batch(0, 1, ContractService.Record(service.Events(), "next"))));
        Assert.Equal(["next"], service.Values(service.Events()));
        Assert.Equal(1, service.Position());
    }

    [Fact]
    public async Task Replies_that_have_nowhere_to_go_are_dropped_and_the_rest_is_committed()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        var missing = new LogPartition(ServiceTopics.RepliesOf($"{service.Topics.Service}-nobody"), 0);

        var fault = worker.Commit(worker.Batch(
            0, 1,
            ContractService.Record(service.Events(), "event"), ContractService.Record(missing, "no topic"),
            ContractService.Record(service.Reply(99), "no partition"), ContractService.Record(service.Reply(1), "reply")));

        Assert.Null(fault);
        Assert.Equal(["event"], service.Values(service.Events()));
        Assert.Equal(["reply"], service.Values(service.Reply(1)));
        Assert.Equal(1, service.Position());
    }

    [Fact]
    public async Task Tickets_grow_and_settle_once_in_their_order()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();

        var tickets = new List<CommitTicket>();
        for (var number = 1; number <= 4; number++)
        {
            tickets.Add(worker.Log.Commit(worker.Batch(0, number, ContractService.Record(service.Events(), $"{number}"))));
        }

        var settled = new List<Settlement>();
        Patience.Until(() =>
        {
            settled.AddRange(worker.Log.Settled());
            return settled.Count >= tickets.Count;
        }, "all commits settle");

        Assert.Equal(tickets, settled.Select(settlement => settlement.Ticket));
        Assert.Equal(tickets.OrderBy(ticket => ticket.Number).Distinct(), tickets);
        Assert.All(settled, settlement => Assert.Null(settlement.Fault));
        Assert.Empty(worker.Log.Settled());
        Assert.Equal(["1", "2", "3", "4"], service.Values(service.Events()));
        Assert.Equal(4, service.Position());
    }

    [Fact]
    public async Task After_a_commit_that_did_not_happen_none_happens_until_the_worker_has_heard_of_it()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        worker.Log.Commit(worker.Batch(0, 1, ContractService.Large(service.Events(), worker.Log.MaximumRecordBytes + 1)));
        worker.Log.Commit(worker.Batch(0, 2, ContractService.Record(service.Events(), "built on the first")));

        var settled = new List<Settlement>();
        Patience.Until(() =>
        {
            settled.AddRange(worker.Log.Settled());
            return settled.Count >= 2;
        }, "both commits settle");

        Assert.Equal(CommitFaultKind.Refused, settled[0].Fault?.Kind);
        Assert.Equal(CommitFaultKind.Aborted, settled[1].Fault?.Kind);
        service.AssertUntouched();

        Assert.Null(worker.Commit(worker.Batch(0, 1, ContractService.Record(service.Events(), "anew"))));
        Assert.Equal(["anew"], service.Values(service.Events()));
    }

    [Fact]
    public async Task A_worker_that_stops_in_the_middle_leaves_nothing_and_its_commands_are_delivered_anew()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), "a", "b", "c");
        using (var first = service.OpenAlone())
        {
            first.Take(3);
            Assert.Null(first.Commit(first.Batch(0, first.Records[0].Offset + 1, ContractService.Record(service.Events(), "a done"))));
        }

        using var second = service.OpenAlone();
        second.Take(2);

        Assert.Equal(["b", "c"], second.Records.Select(ContractService.Text));
        Assert.Equal(["a done"], service.Values(service.Events()));
    }
}
