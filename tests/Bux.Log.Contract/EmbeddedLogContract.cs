namespace Bux.Log;

/// <summary>What the logs within a process promise beyond <see cref="LogContract"/>: their clock and their limits can be set.</summary>
public abstract class EmbeddedLogContract : LogContract
{
    private readonly ContractClock _clock = new();

    /// <summary>Makes the store of one test.</summary>
    /// <param name="time">Stamps commands.</param>
    /// <param name="limits">When a batch is closed; null for the usual.</param>
    /// <param name="maximumRecordBytes">The largest command; null for the usual.</param>
    protected abstract ILogStore CreateStore(TimeProvider time, BatchLimits? limits = null, int? maximumRecordBytes = null);

    /// <summary>The replies that a store has dropped.</summary>
    protected abstract long DroppedReplies(ILogStore store);

    /// <inheritdoc/>
    protected sealed override ValueTask<ILogStore> CreateStoreAsync() => new(CreateStore(_clock));

    [Fact]
    public async Task Commands_keep_their_order_in_time_when_the_clock_is_set_back()
    {
        using var service = await ContractService.CreateAsync(Store);
        var before = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _clock.Now = before;
        await service.WriteAsync(service.Commands(), "a");
        _clock.Now = before.AddHours(-1);
        await service.WriteAsync(service.Commands(), "b");
        _clock.Now = before.AddSeconds(1).AddTicks(9_999);
        await service.WriteAsync(service.Commands(), "c");

        Assert.Equal([before, before, before.AddSeconds(1)], service.Committed(service.Commands()).Select(record => record.Timestamp));
    }

    [Fact]
    public async Task Dropped_replies_are_counted_once_they_are_committed()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        LogPartition[] missing = [new("replies.nobody", 0), service.Reply(2), service.Reply(-1)];
        OutputRecord[] nowhere = [.. missing.Select(target => ContractService.Record(target, "r"))];
        var large = ContractService.Large(service.Events(), worker.Log.MaximumRecordBytes + 1);

        Assert.NotNull(worker.Commit(worker.Batch(0, 1, [.. nowhere, large])));
        Assert.Equal(0, DroppedReplies(Store));
        Assert.Null(worker.Commit(worker.Batch(0, 1, nowhere)));

        Assert.Equal(3, DroppedReplies(Store));
    }

    [Fact]
    public async Task An_unknown_target_is_named_with_a_remedy_and_nothing_is_written()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        foreach (var target in new LogPartition[] { new("nowhere.events", 0), service.Events(1), service.Events(-1) })
        {
            var batch = worker.Batch(0, 1, ContractService.Record(service.Events(), "v"), ContractService.Record(target, "v"));
            var committing = Assert.Throws<LogUnavailableException>(() => worker.Log.Commit(batch));
            var writing = await Assert.ThrowsAsync<LogUnavailableException>(() => service.WriteAsync(target, "v"));

            Assert.Contains(target.ToString(), committing.Message, StringComparison.Ordinal);
            Assert.Contains("PrepareAsync", committing.Message, StringComparison.Ordinal);
            Assert.Equal(committing.Message, writing.Message);
        }

        service.AssertUntouched();
        await service.WriteAsync(service.Events(), "v");
    }

    [Fact]
    public async Task A_batch_keeps_to_its_limits_and_no_partition_starves()
    {
        await using var store = CreateStore(_clock, new BatchLimits { Records = 10, Bytes = 100 });
        using var service = await ContractService.CreateAsync(store, partitions: 2);
        await service.WriteAsync(service.Commands(0), [.. Enumerable.Range(0, 100).Select(number => $"{number}")]);
        await service.WriteAsync(service.Commands(1), "lonely");
        using var worker = service.OpenAlone();

        var batches = new List<IReadOnlyList<LogRecord>>();
        while (worker.Records.Count < 101) batches.Add(worker.Read());

        Assert.All(batches, batch => Assert.InRange(batch.Count, 1, 10));
        Assert.Contains(batches.Take(2), batch => batch.Any(record => record.Source.Partition == 1));
        await service.WriteAsync(service.Commands(0), new string('x', 90), new string('y', 90), new string('z', 90));
        Assert.Equal(2, worker.Read().Count);
        Assert.Single(worker.Read());
    }

    [Fact]
    public async Task A_service_may_write_more_than_the_largest_command_takes()
    {
        await using var store = CreateStore(_clock, null, 1_000);
        using var service = await ContractService.CreateAsync(store);
        using var worker = service.OpenAlone();

        Assert.Equal(1_000 + OutputBatch.Allowance, worker.Log.MaximumRecordBytes);
        await Assert.ThrowsAsync<RecordTooLargeException>(() => service.WriteAsync(ContractService.Large(service.Commands(), 1_000)));
        Assert.Null(worker.Commit(worker.Batch(0, 1, ContractService.Large(service.DeadLetters(), 1_000))));
    }

    [Fact]
    public async Task A_waiting_worker_is_woken_by_a_write()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        for (var number = 1; number <= 20; number++)
        {
            var reading = Task.Run(() => worker.Take(number));
            await service.WriteAsync(service.Commands(), $"{number}");
            await reading;
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"{number}"), worker.Records.Select(ContractService.Text));
    }

    [Fact]
    public async Task A_worker_that_has_left_owns_nothing()
    {
        using var service = await ContractService.CreateAsync(Store);
        var left = service.OpenAlone();
        left.Dispose();

        Assert.Empty(left.Log.Read(default).Changes);
        Assert.Equal(CommitFaultKind.Lost, left.Commit(left.Batch(0, 1, ContractService.Record(service.Events(), "late")))?.Kind);

        service.AssertUntouched();
    }
}

/// <summary>A clock that goes with the system's until it is set.</summary>
internal sealed class ContractClock : TimeProvider
{
    /// <summary>The time it shows; null for the system's.</summary>
    public DateTimeOffset? Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now ?? base.GetUtcNow();
}
