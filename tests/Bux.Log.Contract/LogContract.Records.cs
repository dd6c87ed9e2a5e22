using System.Text;

namespace Bux.Log;

public abstract partial class LogContract
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        using var service = await ContractService.CreateAsync(Store);
        LogHeader[] headers =
        [
            new("bux", [1, 2]), new("twice", [3]), new("nothing", null), new("twice", [4]), new("empty", []), new("größe", [5]),
        ];
        await service.WriteAsync(new OutputRecord(service.Events(), ContractService.Past, [0, 255, 7], "größer"u8.ToArray(), headers));

        var record = Assert.Single(service.Committed(service.Events()));

        Assert.Equal(service.Events(), record.Source);
        Assert.Equal(ContractService.Past, record.Timestamp);
        Assert.Equal([0, 255, 7], record.Key);
        Assert.Equal("größer", ContractService.Text(record));
        Assert.Equal(headers.Select(header => header.Name), record.Headers.Select(header => header.Name));
        Assert.Equal(headers.Select(header => header.Value), record.Headers.Select(header => header.Value));
        Assert.Equal([4], record.Header("twice"));
    }

    [Fact]
    public async Task A_committed_record_comes_back_as_it_was_committed()
    {
        using var service = await ContractService.CreateAsync(Store);
        using var worker = service.OpenAlone();
        LogHeader[] headers = [new("twice", [3]), new("nothing", null), new("twice", [4])];
        var written = new OutputRecord(service.Events(), ContractService.Past, [9], [8], headers);

        Assert.Null(worker.Commit(worker.Batch(0, 1, written, written with { Key = null, Value = null, Headers = [] })));

        var records = service.Committed(service.Events());
        Assert.Equal(2, records.Count);
        Assert.Equal(ContractService.Past, records[0].Timestamp);
        Assert.Equal([9], records[0].Key);
        Assert.Equal([8], records[0].Value);
        Assert.Equal(headers.Select(Text), records[0].Headers.Select(Text));
        Assert.Null(records[1].Key);
        Assert.Null(records[1].Value);
        Assert.Empty(records[1].Headers);

        static string Text(LogHeader header) => $"{header.Name}={(header.Value is { } value ? Convert.ToHexString(value) : "nothing")}";
    }

    [Fact]
    public async Task Nothing_and_empty_are_told_apart()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(new OutputRecord(service.Events(), ContractService.Past, null, [], []));
        await service.WriteAsync(new OutputRecord(service.Events(), ContractService.Past, [1], null, []));

        var records = service.Committed(service.Events());

        Assert.Equal(2, records.Count);
        Assert.Null(records[0].Key);
        Assert.NotNull(records[0].Value);
        Assert.Empty(records[0].Value!);
        Assert.Equal([1], records[1].Key);
        Assert.Null(records[1].Value);
    }

    [Fact]
    public async Task Records_come_back_in_the_order_of_their_writing()
    {
        using var service = await ContractService.CreateAsync(Store);
        var values = Enumerable.Range(0, 50).Select(number => $"v{number}").ToArray();
        await service.WriteAsync(service.Events(), values);

        var records = service.Committed(service.Events());

        Assert.Equal(values, records.Select(ContractService.Text));
        Assert.Equal(records.Select(record => record.Offset).Order().Distinct(), records.Select(record => record.Offset));
    }

    [Fact]
    public async Task A_writers_time_is_kept_in_whole_milliseconds_of_utc()
    {
        using var service = await ContractService.CreateAsync(Store);
        var time = new DateTimeOffset(2023, 5, 6, 7, 8, 9, 10, TimeSpan.FromHours(2)).AddTicks(1_234);
        await service.WriteAsync(ContractService.Record(service.Events(), "v", time: time));

        var kept = Assert.Single(service.Committed(service.Events())).Timestamp;

        Assert.Equal(new DateTimeOffset(2023, 5, 6, 5, 8, 9, 10, TimeSpan.Zero), kept);
        Assert.Equal(TimeSpan.Zero, kept.Offset);
    }

    [Fact]
    public async Task Commands_carry_the_time_of_their_append_which_never_runs_backwards()
    {
        using var service = await ContractService.CreateAsync(Store);
        var future = DateTimeOffset.UtcNow.AddDays(1);
        foreach (var time in new[] { ContractService.Past, future, ContractService.Past, future, ContractService.Past })
        {
            await service.WriteAsync(ContractService.Record(service.Commands(), "v", time: time));
        }

        var times = service.Committed(service.Commands()).Select(record => record.Timestamp).ToArray();

        Assert.Equal(5, times.Length);
        Assert.All(times, time => Assert.InRange(time, ContractService.Past.AddDays(1), future.AddHours(-1)));
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Concurrent_writers_lose_nothing_and_keep_their_own_order()
    {
        using var service = await ContractService.CreateAsync(Store);
        const int Writers = 8, Each = 25;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () => service.WriteAsync(service.Events(), [.. Enumerable.Range(0, Each).Select(number => $"{writer}:{number}")]))));

        var values = service.Values(service.Events());

        Assert.Equal(Writers * Each, values.Count);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(
                Enumerable.Range(0, Each).Select(number => $"{writer}:{number}"),
                values.Where(value => value.StartsWith($"{writer}:", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_write_that_is_too_large_is_refused_and_leaves_no_trace()
    {
        using var service = await ContractService.CreateAsync(Store);
        int largest;
        using (var worker = service.Open()) largest = worker.Log.MaximumRecordBytes;

        var error = await Assert.ThrowsAsync<RecordTooLargeException>(
            () => service.WriteAsync(ContractService.Large(service.Events(), largest + 1)));
        await service.WriteAsync(service.Events(), "small");

        Assert.Contains(service.Topics.Events, error.Message, StringComparison.Ordinal);
        Assert.Equal(["small"], service.Values(service.Events()));
    }

    [Fact]
    public async Task Partitions_are_apart()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 3);
        await service.WriteAsync(service.Events(0), "a");
        await service.WriteAsync(service.Events(2), "c1", "c2");

        Assert.Equal(["a"], service.Values(service.Events(0)));
        Assert.Empty(service.Committed(service.Events(1)));
        Assert.Equal(["c1", "c2"], service.Values(service.Events(2)));
        Assert.Equal(Encoding.UTF8.GetBytes("k"), service.Committed(service.Events(2))[0].Key);
    }
}
