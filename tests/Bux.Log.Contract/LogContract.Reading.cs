namespace Bux.Log;

public abstract partial class LogContract
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Beginning_and_end_enclose_the_records()
    {
        using var service = await ContractService.CreateAsync(Store);
        Assert.Equal(service.Reader.Beginning(service.Events()), service.Reader.End(service.Events()));

        await service.WriteAsync(service.Events(), "a", "b");

        var records = service.Committed(service.Events());
        Assert.Equal(records[0].Offset, service.Reader.Beginning(service.Events()));
        Assert.True(records[^1].Offset < service.Reader.End(service.Events()));
    }

    [Fact]
    public async Task An_offset_is_found_by_time_even_where_writers_times_run_backwards()
    {
        using var service = await ContractService.CreateAsync(Store);
        foreach (var second in new[] { 10, 20, 40, 30, 25, 50 })
        {
            await service.WriteAsync(ContractService.Record(service.Events(), $"{second}", time: ContractService.Past.AddSeconds(second)));
        }

        var records = service.Committed(service.Events());

        Assert.Equal(records[0].Offset, At(0));
        Assert.Equal(records[0].Offset, At(10));
        Assert.Equal(records[1].Offset, At(11));
        Assert.Equal(records[1].Offset, At(20));
        Assert.Equal(records[2].Offset, At(25));
        Assert.Equal(records[2].Offset, At(30));
        Assert.Equal(records[2].Offset, At(40));
        Assert.Equal(records[5].Offset, At(41));
        Assert.Equal(service.Reader.End(service.Events()), At(51));

        long At(int second) => service.Reader.OffsetAt(service.Events(), ContractService.Past.AddSeconds(second));
    }

    [Fact]
    public async Task The_offset_at_any_time_of_an_empty_partition_is_its_end()
    {
        using var service = await ContractService.CreateAsync(Store);

        Assert.Equal(service.Reader.End(service.Events()), service.Reader.OffsetAt(service.Events(), ContractService.Past));
    }

    [Fact]
    public async Task A_cursor_reads_several_partitions_each_from_its_own_offset()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 3);
        for (var partition = 0; partition < 3; partition++)
        {
            await service.WriteAsync(service.Events(partition), [.. Enumerable.Range(0, 5).Select(number => $"{partition}:{number}")]);
        }

        var third = service.Committed(service.Events(1))[3].Offset;
        using var cursor = service.Reader.Open(
        [
            new LogPosition(service.Events(0), 0),
            new LogPosition(service.Events(1), third),
            new LogPosition(service.Events(2), service.Reader.End(service.Events(2))),
        ]);
        var records = new List<LogRecord>();
        Patience.Until(() => Read(cursor, records).Count >= 7 && AtEnd(), "the cursor comes to the ends");

        Assert.Equal(Enumerable.Range(0, 5).Select(number => $"0:{number}"), From(0));
        Assert.Equal(["1:3", "1:4"], From(1));
        Assert.Empty(From(2));

        bool AtEnd() => Enumerable.Range(0, 3).Select(service.Events).All(events => cursor.Position(events) >= service.Reader.End(events));
        IEnumerable<string> From(int from) => records.Where(record => record.Source.Partition == from).Select(ContractService.Text);
    }

    [Fact]
    public async Task A_cursor_goes_on_with_what_is_written_later()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var cursor = service.Reader.Open([new LogPosition(service.Events(), 0)]);
        Assert.Empty(cursor.Read(Slice));
        Assert.Equal(0, cursor.Position(service.Events()));
        var reading = Task.Run(() =>
        {
            var records = new List<LogRecord>();
            Patience.Until(() => Read(cursor, records).Count >= 3, "the cursor goes on");
            return records;
        });

        await service.WriteAsync(service.Events(), "a", "b", "c");

        Assert.Equal(["a", "b", "c"], (await reading).Select(ContractService.Text));
    }

    [Fact]
    public async Task A_cursor_passes_over_what_will_never_be_visible()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        Assert.Null(worker.Commit(worker.Batch(0, 1, ContractService.Record(service.Events(), "committed"))));
        Assert.NotNull(worker.Commit(worker.Batch(
            0, 2,
            ContractService.Record(service.Events(), "not committed"),
            ContractService.Large(service.Events(), worker.Log.MaximumRecordBytes + 1))));

        using var cursor = service.Reader.Open([new LogPosition(service.Events(), 0)]);
        var records = new List<LogRecord>();
        var end = service.Reader.End(service.Events());
        Patience.Until(() => Read(cursor, records).Count >= 0 && cursor.Position(service.Events()) >= end, "the cursor comes to the end");

        Assert.Equal(["committed"], records.Select(ContractService.Text));
    }

    [Fact]
    public async Task A_group_without_a_position_has_none_and_each_partition_has_its_own()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        Assert.Null(service.Position(0));
        using var worker = service.OpenAlone();

        Assert.Null(worker.Commit(worker.Batch(0, 7)));
        Assert.Null(worker.Commit(new OutputBatch(worker.Epoch, [], [new NextOffset(0, 8)])));

        Assert.Equal(8, service.Position(0));
        Assert.Null(service.Position(1));
        Assert.Null(service.Reader.Committed($"{service.Topics.Group}-other", service.Commands(0)));
    }

    [Fact]
    public async Task The_partitions_of_a_topic_are_known_and_those_of_a_missing_one_are_not()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 3);

        Assert.Equal(3, service.Reader.Partitions(service.Topics.Events));
        Assert.Null(service.Reader.Partitions($"{service.Topics.Service}.nothing"));
    }

    private static List<LogRecord> Read(ILogCursor cursor, List<LogRecord> into)
    {
        into.AddRange(cursor.Read(Slice));
        return into;
    }
}
