using System.Text;
using Bux.Client;
using Bux.Engine;
using Bux.InMemory;
using Bux.Log;
using Bux.Probe;
using Bux.Wire;

namespace Bux.Runtime.Engine;

public sealed class RestoreTests
{
    [Fact]
    public async Task A_restarted_service_goes_on_with_its_states_and_knows_its_newest_replies()
    {
        var log = new InMemoryLogStore();
        var newest = new SendOptions { CommandId = Guid.CreateVersion7() };
        await using (var before = await MemoryHost.StartAsync(log))
        {
            await before.Commands.SendAsync(new StartProbe("a"));
            await before.Commands.SendAsync(new AddTo("a", 5), newest);
        }

        await using var after = await MemoryHost.StartAsync(log);
        var repeat = Assert.IsType<Reply<Sum>.Accepted>(await after.Commands.SendAsync(new AddTo("a", 5), newest));

        Assert.Equal((new Sum(5, 1), 3), (repeat.Response, repeat.Version));
        Assert.Equal(new Sum(6, 2), (await after.Commands.SendAsync(new AddTo("a", 1))).Value);
    }

    [Fact]
    public async Task States_in_memory_are_folded_anew_and_repeats_are_still_known()
    {
        var log = new InMemoryLogStore();
        var newest = new SendOptions { CommandId = Guid.CreateVersion7() };
        var looked = new SendOptions { CommandId = Guid.CreateVersion7() };
        void InMemory(Bux.Hosting.BuxBuilder bux) => bux.AddProbe().UseStateRepository(_ => new InMemoryStateRepository<Probe.Probe>());
        await using (var before = await MemoryHost.StartAsync(log, InMemory))
        {
            await before.Commands.SendAsync(new StartProbe("a"));
            await before.Commands.SendAsync(new Peek("a"), looked);
            await before.Commands.SendAsync(new AddTo("a", 5), newest);
            Assert.Equal(0, CountOf(log, before.Topics.State));
        }

        await using var after = await MemoryHost.StartAsync(log, InMemory);
        Assert.Equal(3, Assert.IsType<AlreadyHandled>(Rejection(await after.Commands.SendAsync(new AddTo("a", 5), newest))).Version);
        Assert.Equal(1, Assert.IsType<AlreadyHandled>(Rejection(await after.Commands.SendAsync(new Peek("a"), looked))).Version);
        Assert.Equal(new Sum(6, 2), (await after.Commands.SendAsync(new AddTo("a", 1))).Value);
    }

    [Fact]
    public async Task An_event_that_changes_nothing_takes_a_version_and_is_folded_again()
    {
        var log = new InMemoryLogStore();
        void InMemory(Bux.Hosting.BuxBuilder bux) => bux.AddProbe().UseStateRepository(_ => new InMemoryStateRepository<Probe.Probe>());
        await using (var before = await MemoryHost.StartAsync(log, InMemory))
        {
            await before.Commands.SendAsync(new StartProbe("a"));
            await before.Commands.SendAsync(new AddTo("a", 5));
            var inspected = Assert.IsType<Reply<Sum>.Accepted>(await before.Commands.SendAsync(new Inspect("a", "me")));
            Assert.Equal((new Sum(5, 1), 4), (inspected.Response, inspected.Version));
        }

        await using var after = await MemoryHost.StartAsync(log, InMemory);
        var added = Assert.IsType<Reply<Sum>.Accepted>(await after.Commands.SendAsync(new AddTo("a", 1)));
        Assert.Equal((new Sum(6, 2), 6), (added.Response, added.Version));
    }

    [Fact]
    public async Task An_entity_cannot_begin_with_an_event_that_changes_nothing()
    {
        await using var host = await MemoryHost.StartAsync(new InMemoryLogStore());

        Assert.Equal(FaultCodes.UseCaseFailed, Assert.IsType<Reply<Sum>.Faulted>(await host.Commands.SendAsync(new Inspect("nobody", "me"))).Fault.Code);
        Assert.IsType<EntityNotFound>(Rejection(await host.Commands.SendAsync(new Peek("nobody"))));
    }

    [Fact]
    public async Task A_release_finds_what_another_release_has_changed_meanwhile()
    {
        var log = new InMemoryLogStore();
        var totals = new Dictionary<string, long>();
        for (var round = 0; round < 6; round++)
        {
            await using var host = await MemoryHost.StartAsync(log, bux => MemoryHost.AddRelease(bux, round % 2 == 0 ? "old" : "new"));
            for (var number = 0; number < 20; number++)
            {
                var key = $"k{(number * 7 + round * 3) % 9}";
                if (totals.TryAdd(key, 0)) await host.Commands.SendAsync(new StartProbe(key));
                totals[key] += number;
                Assert.Equal(totals[key], (await host.Commands.SendAsync(new AddTo(key, number))).Value.Total);
            }
        }
    }

    [Fact]
    public async Task An_event_that_no_release_knows_stops_its_partition_loudly_and_the_others_go_on()
    {
        var log = new InMemoryLogStore();
        string[] keys = [.. Enumerable.Range(0, 12).Select(number => $"k{number}")];
        string fingerprint;
        await using (var before = await MemoryHost.StartAsync(log))
        {
            fingerprint = before.Topics.Fingerprint;
            foreach (var key in keys) await before.Commands.SendAsync(new StartProbe(key));
        }

        var stopped = KeyPartitioner.PartitionOf("k0"u8, 4);
        using (var writer = log.OpenWriter()) await writer.WriteAsync(Event("k0", stopped, "probe-flew", version: 9, sequence: 2), default);

        await using var after = await MemoryHost.StartAsync(log);
        await after.UntilAsync(() => after.Status.Reasons is [var reason] && reason.Contains("is stopped", StringComparison.Ordinal));
        var why = Assert.Single(after.Status.Reasons);
        Assert.Contains("probe-flew V9", why, StringComparison.Ordinal);
        foreach (var key in keys.Where(key => KeyPartitioner.PartitionOf(Encoding.UTF8.GetBytes(key), 4) != stopped))
        {
            Assert.True((await after.Commands.SendAsync(new AddTo(key, 1))).IsAccepted);
        }

        await Assert.ThrowsAsync<CommandTimeoutException>(() => after.Commands.SendAsync(new AddTo("k0", 1), new SendOptions { Timeout = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public async Task A_gap_in_the_events_stops_its_partition()
    {
        var log = new InMemoryLogStore();
        await using (var before = await MemoryHost.StartAsync(log)) await before.Commands.SendAsync(new StartProbe("a"));
        using (var writer = log.OpenWriter()) await writer.WriteAsync(Event("a", KeyPartitioner.PartitionOf("a"u8, 4), "amount-added", version: 2, sequence: 4), default);

        await using var after = await MemoryHost.StartAsync(log);
        await after.UntilAsync(() => after.Status.Reasons.Any(reason => reason.Contains("events of this entity are missing", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_command_topic_that_was_made_anew_stops_the_partition()
    {
        var log = new InMemoryLogStore();
        await using (var before = await MemoryHost.StartAsync(log)) await before.Commands.SendAsync(new StartProbe("a"));
        using (var writer = log.OpenWriter()) await writer.WriteAsync(Event("a", KeyPartitioner.PartitionOf("a"u8, 4), "amount-added", version: 2, sequence: 2, commandOffset: 1_000), default);

        await using var after = await MemoryHost.StartAsync(log);
        await after.UntilAsync(() => after.Status.Reasons.Any(reason => reason.Contains("truncated or made anew", StringComparison.Ordinal)));
    }

    private static OutputRecord Event(string key, int partition, string name, int version, long sequence, long commandOffset = 0) => new(
        new LogPartition("probe.events", partition), DateTimeOffset.UtcNow, Encoding.UTF8.GetBytes(key), "{\"amount\":1}"u8.ToArray(),
        [new LogHeader(HeaderNames.Bux, new EventHeader(name, version, Guid.NewGuid(), sequence, Guid.NewGuid(), commandOffset).Write(new HeaderLineWriter()))]);

    private static Rejection Rejection<T>(Reply<T> reply) => Assert.IsType<Reply<T>.Rejected>(reply).Rejection;

    private static long CountOf(InMemoryLogStore log, string topic)
    {
        using var reader = log.OpenReader();
        return Enumerable.Range(0, reader.Partitions(topic)!.Value).Sum(partition => reader.End(new LogPartition(topic, partition)));
    }
}
