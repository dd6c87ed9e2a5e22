using System.Text;
using Bux.Engine;
using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Projections;
using Bux.Wire;

namespace Bux.Runtime.Evolution;

/// <summary>Stored events of former releases are folded and projected as what they are today.</summary>
public sealed class EvolutionTests
{
    [Fact]
    public async Task A_chain_of_upcasters_leads_to_the_current_version()
    {
        var log = await LogAsync(("door-hung", 1, """{"id":"a"}"""), ("knocked", 1, """{"times":2}"""));
        await using var host = await StartAsync(log);

        Assert.Equal(new Door("a", "brown", 3, 0), Value(await host.Commands.SendAsync(new Knock("a", 1)), version: 3));
        Assert.Equal("1: door-hung 3 brown, 2.0: 2 knocks, 3.0: 1 knocks", await BookAsync(host));
    }

    [Fact]
    public async Task The_middle_of_a_chain_is_stored_too()
    {
        var log = await LogAsync(("door-hung", 2, """{"id":"a","colour":"green"}"""));
        await using var host = await StartAsync(log);

        Assert.Equal(new Door("a", "green", 1, 0), Value(await host.Commands.SendAsync(new Knock("a", 1)), version: 2));
    }

    [Fact]
    public async Task The_parts_of_a_split_event_have_its_version_and_are_folded_in_one_step()
    {
        var log = await LogAsync(("door-hung", 3, """{"id":"a","colour":"green"}"""), ("used", 1, """{"knocks":2,"rings":4}"""));
        await using var host = await StartAsync(log);

        Assert.Equal(new Door("a", "green", 3, 4), Value(await host.Commands.SendAsync(new Knock("a", 1)), version: 3));
        Assert.Equal("1: door-hung 3 green, 2.0: 1 knocks, 2.1: 1 knocks, 2.2: 4 rings, 3.0: 1 knocks", await BookAsync(host));
    }

    [Fact]
    public async Task An_event_that_is_dropped_counts_in_the_version_and_changes_nothing_else()
    {
        var log = await LogAsync(("door-hung", 3, """{"id":"a","colour":"green"}"""), ("used", 1, """{"knocks":0,"rings":0}"""));
        await using var host = await StartAsync(log);

        Assert.Equal(new Door("a", "green", 1, 0), Value(await host.Commands.SendAsync(new Knock("a", 1)), version: 3));
        Assert.Equal("1: door-hung 3 green, 3.0: 1 knocks", await BookAsync(host));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entity_whose_events_were_all_dropped_does_not_exist_and_keeps_its_version(bool stateTopic)
    {
        var log = await LogAsync(("door-ordered", 1, """{"id":"a"}"""));
        for (var start = 0; start < 2; start++)
        {
            await using var again = await StartAsync(log, stateTopic);
            Assert.IsType<EntityNotFound>(Rejection(await again.Commands.SendAsync(new Knock("a", 1))));
        }

        await using (var host = await StartAsync(log, stateTopic))
        {
            Assert.Equal(new Door("a", "red", 0, 0), Value(await host.Commands.SendAsync(new HangDoor("a")), version: 2));
            Assert.Equal("2: door-hung 3 red", await BookAsync(host));
        }

        await using var after = await StartAsync(log, stateTopic);
        Assert.Equal(new Door("a", "red", 1, 0), Value(await after.Commands.SendAsync(new Knock("a", 1)), version: 3));
        Assert.Equal(3, Assert.IsType<EntityAlreadyExists>(Rejection(await after.Commands.SendAsync(new HangDoor("a")))).Version);
    }

    [Fact]
    public async Task An_upcaster_that_gives_nothing_without_a_reason_stops_the_partition_and_the_projection()
    {
        var log = await LogAsync(("door-hung", 3, """{"id":"a","colour":"green"}"""), ("used", 1, """{"knocks":-1,"rings":0}"""));
        await using var host = await StartAsync(log);

        await host.UntilAsync(() => host.Status.Reasons.Count == 2);
        Assert.All(host.Status.Reasons, reason => Assert.Contains("Upcast.Drop", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_projection_stops_before_a_version_that_it_does_not_know()
    {
        var log = await LogAsync(("door-hung", 3, """{"id":"a","colour":"green"}"""), ("knocked", 2, """{"times":2,"by":"me"}"""));
        await using var host = await StartAsync(log);

        await host.UntilAsync(() => host.Status.Reasons.Any(reason => reason.Contains("but not its V2", StringComparison.Ordinal)));
        Assert.Equal("1: door-hung 3 green", host.Get<IReadModel<DoorBook>>().Find("a")?.Text);
    }

    [Fact]
    public async Task A_version_that_is_not_known_is_parked_when_that_is_asked_for()
    {
        var log = await LogAsync(
            ("door-hung", 3, """{"id":"a","colour":"green"}"""), ("knocked", 2, """{"times":2,"by":"me"}"""), ("rung", 1, """{"times":5}"""), ("never-heard-of", 1, "{}"));
        await using var host = await StartAsync(log, parks: true);

        Assert.Equal("1: door-hung 3 green, 3.0: 5 rings", await BookAsync(host));
        var parked = Assert.Single(host.Get<IProjectionStore<DoorBook>>().Parked());
        Assert.Equal(("a", "knocked", 2, 1L), (parked.EntityKey, parked.EventName, parked.EventVersion, parked.At.Offset));
        Assert.Contains("has parked 1 events", Assert.Single(host.Status.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Status.Reasons, reason => reason.Contains("projection", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<InMemoryLogStore> LogAsync(params (string Name, int Version, string Document)[] events)
    {
        var log = new InMemoryLogStore();
        // The door's history is written by a release of long ago; all of it came of the command that is there.
        await using (var first = await StartAsync(log)) await first.Commands.SendAsync(new Knock("a", 1));

        using var writer = log.OpenWriter();
        var partition = new LogPartition("doors.events", KeyPartitioner.PartitionOf("a"u8, 4));
        for (var number = 0; number < events.Length; number++)
        {
            var (name, version, document) = events[number];
            var header = new EventHeader(name, version, Guid.NewGuid(), number + 1, Guid.NewGuid(), 0).Write(new HeaderLineWriter());
            await writer.WriteAsync(
                new OutputRecord(partition, DateTimeOffset.UtcNow, "a"u8.ToArray(), Encoding.UTF8.GetBytes(document), [new LogHeader(HeaderNames.Bux, header)]), default);
        }

        return log;
    }

    private static Task<MemoryHost> StartAsync(InMemoryLogStore log, bool stateTopic = true, bool parks = false) => MemoryHost.StartAsync(log, bux =>
    {
        bux.AddDoors();
        bux.AddBuxRuntimeTests();
        if (!stateTopic) bux.UseStateRepository(_ => new InMemoryStateRepository<Door>());
        bux.Configure(options => options.UnknownVersions = parks ? UnknownVersions.Park : UnknownVersions.Stop);
    });

    private static async Task<string> BookAsync(MemoryHost host)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var books = host.Get<IReadModel<DoorBook>>();
        await books.CatchUpAsync(patience.Token);
        return books.Find("a")!.Text;
    }

    private static T Value<T>(Reply<T> reply, long version)
    {
        var accepted = Assert.IsType<Reply<T>.Accepted>(reply);
        Assert.Equal(version, accepted.Version);
        return accepted.Response;
    }

    private static Rejection Rejection<T>(Reply<T> reply) => Assert.IsType<Reply<T>.Rejected>(reply).Rejection;
}
