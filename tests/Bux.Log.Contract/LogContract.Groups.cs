namespace Bux.Log;

public abstract partial class LogContract
{
    [Fact]
    public async Task Nothing_is_delivered_before_the_start()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Commands(), "a", "b");
        using var worker = service.OpenAlone(starts: false);

        for (var read = 0; read < 5; read++) Assert.Empty(worker.Read());

        worker.Start(0, service.Reader.Beginning(service.Commands()));
        worker.Take(2);
        Assert.Equal(["a", "b"], worker.Records.Select(ContractService.Text));
    }

    [Fact]
    public async Task A_partition_delivers_from_the_offset_of_its_start_on()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        await service.WriteAsync(service.Commands(0), "a", "b", "c");
        await service.WriteAsync(service.Commands(1), "x", "y");
        using var worker = service.OpenAlone(starts: false);

        worker.Start(0, service.Committed(service.Commands(0))[1].Offset);
        worker.Take(2);
        worker.Start(1, service.Reader.Beginning(service.Commands(1)));
        worker.Take(4);
        await service.WriteAsync(service.Commands(0), "d");
        worker.Take(5);

        Assert.Equal(["b", "c", "d"], Of(worker, 0));
        Assert.Equal(["x", "y"], Of(worker, 1));
    }

    [Fact]
    public async Task To_start_what_is_not_owned_does_nothing()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        var (first, second) = OpenTwo(service);
        using var a = first;
        using var b = second;
        var foreign = b.Owned.First();
        a.Log.Start(foreign, 0);

        await service.WriteAsync(service.Commands(foreign), "for the other");
        PollBoth(a, b, () => b.Records.Count == 1, "the owner gets the command");

        Assert.Empty(a.Records);
    }

    [Fact]
    public async Task Two_workers_share_the_partitions_and_nothing_is_delivered_to_both()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 4);
        var (first, second) = OpenTwo(service);
        using var a = first;
        using var b = second;
        Assert.Equal((2, 2), (a.Owned.Count, b.Owned.Count));

        for (var partition = 0; partition < 4; partition++)
        {
            await service.WriteAsync(service.Commands(partition), [.. Enumerable.Range(0, 10).Select(number => $"{partition}:{number}")]);
        }

        PollBoth(a, b, () => a.Records.Count + b.Records.Count >= 40, "all commands arrive");

        Assert.Equal(40, a.Records.Concat(b.Records).Select(ContractService.Text).Distinct().Count());
        Assert.All(a.Records, record => Assert.Contains(record.Source.Partition, a.Owned));
        Assert.All(b.Records, record => Assert.Contains(record.Source.Partition, b.Owned));
        foreach (var partition in a.Owned)
        {
            Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{partition}:{number}"), Of(a, partition));
        }
    }

    [Fact]
    public async Task The_partitions_of_a_leaving_worker_move_and_go_on_after_what_it_committed()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        var (a, second) = OpenTwo(service);
        using var b = second;
        var moved = a.Owned.Single();
        await service.WriteAsync(service.Commands(moved), "done", "not done");
        PollBoth(a, b, () => a.Records.Count == 2, "the first worker gets its commands");
        Assert.Null(a.Commit(a.Batch(moved, a.Records[0].Offset + 1, ContractService.Record(service.Events(moved), "done"))));

        a.Dispose();
        b.ReadUntil(() => b.Owned.Count == 2, "the other worker owns all");
        b.Take(1);

        Assert.Equal(["not done"], b.Records.Select(ContractService.Text));
        Assert.Null(b.Commit(b.Batch(moved, b.Records[0].Offset + 1, ContractService.Record(service.Events(moved), "not done"))));
        Assert.Equal(["done", "not done"], service.Values(service.Events(moved)));
    }

    [Fact]
    public async Task A_former_owner_commits_nothing()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        for (var partition = 0; partition < 2; partition++) await service.WriteAsync(service.Commands(partition), "command");
        using var a = service.OpenAlone();
        a.Take(2);
        var late = Enumerable.Range(0, 2)
            .Select(partition => a.Batch(
                partition, 1,
                ContractService.Record(service.Events(partition), "late"), ContractService.Record(service.State(partition), "late")))
            .ToArray();
        using var b = service.Open(1);
        AwaitShares(service, a, b);
        var moved = b.Owned.Single();

        var fault = a.Commit(late[moved]);

        Assert.Equal(CommitFaultKind.Lost, fault?.Kind);
        service.AssertUntouched(moved);
        Assert.Null(b.Commit(b.Batch(moved, 1, ContractService.Record(service.Events(moved), "in time"))));
        Assert.Equal(["in time"], service.Values(service.Events(moved)));
    }

    [Fact]
    public async Task An_owner_that_lost_a_partition_in_between_commits_nothing_from_before()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        using var a = service.OpenAlone();
        var early = Enumerable.Range(0, 2)
            .Select(partition => a.Batch(partition, 1, ContractService.Record(service.Events(partition), "early")))
            .ToArray();
        int moved;
        using (var b = service.Open(1))
        {
            AwaitShares(service, a, b);
            moved = b.Owned.Single();
        }

        a.ReadUntil(() => a.Owned.Count == 2, "the first worker owns all again");

        Assert.Equal(CommitFaultKind.Lost, a.Commit(early[moved])?.Kind);
        service.AssertUntouched(moved);
        Assert.Null(a.Commit(a.Batch(moved, 1, ContractService.Record(service.Events(moved), "anew"))));
        Assert.Equal(["anew"], service.Values(service.Events(moved)));
    }

    [Fact]
    public async Task A_batch_for_a_partition_of_another_worker_is_lost_as_a_whole()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        var (first, second) = OpenTwo(service);
        using var a = first;
        using var b = second;
        var (own, foreign) = (a.Owned.Single(), b.Owned.Single());

        var fault = a.Commit(new OutputBatch(
            a.Epoch,
            [ContractService.Record(service.Events(own), "own"), ContractService.Record(service.Events(foreign), "foreign")],
            [new NextOffset(own, 1), new NextOffset(foreign, 1)]));

        Assert.Equal(CommitFaultKind.Lost, fault?.Kind);
        service.AssertUntouched(own);
        service.AssertUntouched(foreign);
    }

    [Fact]
    public async Task A_read_ends_when_it_is_cancelled()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        using var cancellation = new CancellationTokenSource();

        var reading = Task.Run(() =>
        {
            while (!cancellation.IsCancellationRequested) worker.Log.Read(cancellation.Token);
            return worker.Log.Read(cancellation.Token);
        });
        await cancellation.CancelAsync();

        Assert.Empty((await reading.WaitAsync(TimeSpan.FromSeconds(60))).Records);
    }

    private static IEnumerable<string> Of(ContractWorker worker, int partition) =>
        worker.Records.Where(record => record.Source.Partition == partition).Select(ContractService.Text);

    [Fact]
    public async Task Those_who_fill_share_the_partitions_beside_the_workers_and_a_former_filler_writes_nothing()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        var fill = service.Topics.ForFilling();
        using var worker = service.OpenAlone(starts: false);
        using var first = new ContractWorker(service, Store.OpenCommands(fill, 10), starts: false);
        first.ReadUntil(() => first.Owned.Count == 2, "the only filler owns all partitions");
        using var second = new ContractWorker(service, Store.OpenCommands(fill, 11), starts: false);
        var stale = new[] { 0, 1 }.ToDictionary(
            partition => partition, partition => first.Batch(partition, 1, ContractService.Record(service.State(partition), "stale")));
        AwaitShares(service, first, second);
        worker.Read();
        var moved = second.Owned.Single();

        Assert.Equal(CommitFaultKind.Lost, first.Commit(stale[moved])?.Kind);
        Assert.Null(second.Commit(second.Batch(moved, 2, ContractService.Record(service.State(moved), "new"))));

        Assert.Equal("new", ContractService.Text(Assert.Single(service.Committed(service.State(moved)))));
        Assert.Equal(2, service.Reader.Committed(fill.Group, service.Commands(moved), TestContext.Current.CancellationToken));
        Assert.Null(service.Reader.Committed(service.Topics.Group, service.Commands(moved), TestContext.Current.CancellationToken));
        Assert.Equal(2, worker.Owned.Count);
    }

    private static (ContractWorker First, ContractWorker Second) OpenTwo(ContractService service)
    {
        var (first, second) = (service.Open(0), service.Open(1));
        AwaitShares(service, first, second);
        return (first, second);
    }

    private static void AwaitShares(ContractService service, ContractWorker a, ContractWorker b) => PollBoth(
        a, b,
        () => a.Owned.Count > 0 && b.Owned.Count > 0 && a.Owned.Count + b.Owned.Count == service.Topics.Partitions,
        "both workers own a share");

    /// <summary>Both read in turn; at no time do both own a partition, as far as they were told.</summary>
    private static void PollBoth(ContractWorker a, ContractWorker b, Func<bool> condition, string what) => Patience.Until(
        () =>
        {
            if (condition()) return true;
            b.Read(); // The newcomer first: it must get nothing that the other was not yet asked to give back.
            Assert.Empty(a.Owned.Intersect(b.Owned));
            a.Read();
            Assert.Empty(a.Owned.Intersect(b.Owned));
            return condition();
        },
        what);
}
