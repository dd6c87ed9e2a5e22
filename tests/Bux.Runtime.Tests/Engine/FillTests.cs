using System.Text;
using Bux.Engine;
using Bux.InMemory;
using Bux.Log;
using Bux.Probe;
using Bux.Wire;

namespace Bux.Runtime.Engine;

public sealed class FillTests
{
    [Fact]
    public async Task A_release_that_begins_finds_all_states_in_its_topic_when_it_joins_and_marks_each_partition_once()
    {
        var log = new InMemoryLogStore();
        await using (var before = await MemoryHost.StartAsync(log, bux => MemoryHost.AddRelease(bux, "old")))
        {
            foreach (var key in new[] { "a", "b", "c" }) await before.Commands.SendAsync(new StartProbe(key));
            await before.Commands.SendAsync(new AddTo("a", 5));
        }

        for (var start = 0; start < 2; start++)
        {
            await using var host = await MemoryHost.StartAsync(log, bux => MemoryHost.AddRelease(bux, "new"));
            await host.UntilAsync(() => host.Status.IsReady);
            Assert.Equal(["a 3", "b 1", "c 1"], States(log, host.Topics).Order(StringComparer.Ordinal));
            Assert.Equal([0, 1, 2, 3], Marks(log, host.Topics).Order());
        }
    }

    [Fact]
    public async Task A_new_service_marks_its_empty_partitions_before_anything_is_in_them()
    {
        var log = new InMemoryLogStore();
        await using var host = await MemoryHost.StartAsync(log);
        await host.Commands.SendAsync(new StartProbe("a"));

        Assert.Equal([0, 1, 2, 3], Marks(log, host.Topics).Order());
        Assert.Equal(["a 1"], States(log, host.Topics));
    }

    [Fact]
    public async Task A_release_that_cannot_fold_the_history_does_not_join_and_says_so()
    {
        var log = new InMemoryLogStore();
        await using (var before = await MemoryHost.StartAsync(log, bux => MemoryHost.AddRelease(bux, "old"))) await before.Commands.SendAsync(new StartProbe("a"));
        var place = new LogPartition("probe.events", KeyPartitioner.PartitionOf("a"u8, 4));
        var header = new EventHeader("probe-flew", 9, Guid.NewGuid(), 2, Guid.NewGuid(), 0).Write(new HeaderLineWriter());
        using (var writer = log.OpenWriter())
        {
            await writer.WriteAsync(new OutputRecord(place, DateTimeOffset.UtcNow, "a"u8.ToArray(), "{}"u8.ToArray(), [new LogHeader(HeaderNames.Bux, header)]), default);
        }

        await using var host = await MemoryHost.StartAsync(log, bux => MemoryHost.AddRelease(bux, "new"));
        await host.UntilAsync(() => host.Status.Reasons.Any(reason => reason.Contains("does not join", StringComparison.Ordinal)));
        await host.UntilAsync(() => Marks(log, host.Topics).Count == 3); // the others are filled meanwhile
        Assert.Contains(host.Status.Reasons, reason => reason.Contains("probe-flew V9", StringComparison.Ordinal));
        Assert.Contains(host.Status.Reasons, reason => reason.StartsWith("3 of 4 partitions of probe.state.new are filled", StringComparison.Ordinal));
        Assert.Empty(States(log, host.Topics));
    }

    [Fact]
    public async Task States_that_are_kept_in_memory_alone_are_not_filled()
    {
        var log = new InMemoryLogStore();
        await using var host = await MemoryHost.StartAsync(log, bux => bux.AddProbe().UseStateRepository(_ => new InMemoryStateRepository<Probe.Probe>()));
        await host.Commands.SendAsync(new StartProbe("a"));

        Assert.Empty(Marks(log, host.Topics));
    }

    private static string[] States(InMemoryLogStore log, ServiceTopics topics) =>
    [
        .. Enumerable.Range(0, topics.Partitions).SelectMany(partition => Read(log, new LogPartition(topics.State, partition)))
            .Select(record => StateHeader.TryRead(record.Header(HeaderNames.Bux), out var header) ? $"{Encoding.UTF8.GetString(record.Key!)} {header.Version}" : "?"),
    ];

    private static IReadOnlyList<int> Marks(InMemoryLogStore log, ServiceTopics topics) =>
    [
        .. Read(log, new LogPartition(topics.Fills, 0))
            .Select(record => FilledHeader.TryRead(record.Header(HeaderNames.Bux), out var header) ? header : default)
            .Where(header => header.Fingerprint == topics.Fingerprint).Select(header => header.Partition),
    ];

    private static LogRecord[] Read(InMemoryLogStore log, LogPartition partition)
    {
        using var reader = log.OpenReader();
        return [.. new LogReplay(reader, partition, 0, TimeSpan.FromSeconds(5)).Records(CancellationToken.None)];
    }
}
