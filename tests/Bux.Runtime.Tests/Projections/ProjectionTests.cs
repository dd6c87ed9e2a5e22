using Bux.InMemory;
using Bux.Probe;
using Bux.Projections;

namespace Bux.Runtime.Projections;

public sealed class ProjectionTests
{
    [Fact]
    public async Task Rows_follow_the_events_and_a_version_can_be_awaited()
    {
        await using var host = await StartAsync(new InMemoryLogStore());
        var totals = host.Get<IReadModel<Total>>();
        await host.Commands.SendAsync(new StartProbe("a"));
        for (var number = 1; number <= 10; number++)
        {
            var reply = Assert.IsType<Reply<Sum>.Accepted>(await host.Commands.SendAsync(new AddTo("a", 100)));
            await totals.WaitForVersionAsync("a", reply.Version, Patience);
            Assert.Equal(new Total("a", number * 100, number + 1), totals.Find("a"));
        }
    }

    [Fact]
    public async Task A_rebuilt_read_model_has_the_same_rows()
    {
        var log = new InMemoryLogStore();
        IReadOnlyList<KeyValuePair<string, Total>> before;
        await using (var host = await StartAsync(log))
        {
            for (var key = 0; key < 30; key++) await host.Commands.SendAsync(new StartProbe($"k{key:00}"));
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number => host.Commands.SendAsync(new AddTo($"k{number % 30:00}", 100 + number))));
            await host.Get<IReadModel<Total>>().CatchUpAsync(Patience);
            before = host.Get<IReadModel<Total>>().All();
        }

        await using var again = await StartAsync(log);
        await again.Get<IReadModel<Total>>().CatchUpAsync(Patience);
        Assert.Equal(before, again.Get<IReadModel<Total>>().All());
        Assert.Equal(30, before.Count);
    }

    [Fact]
    public async Task A_row_that_becomes_null_is_gone()
    {
        await using var host = await StartAsync(new InMemoryLogStore());
        await host.Commands.SendAsync(new StartProbe("a"));
        await host.Commands.SendAsync(new AddTo("a", 13));
        await host.Get<IReadModel<Total>>().CatchUpAsync(Patience);
        Assert.Null(host.Get<IReadModel<Total>>().Find("a"));
    }

    [Fact]
    public async Task A_projection_that_fails_stops_with_its_rows_whole_and_tells_whoever_waits()
    {
        await using var host = await StartAsync(new InMemoryLogStore());
        var totals = host.Get<IReadModel<Total>>();
        await host.Commands.SendAsync(new StartProbe("a"));
        await host.Commands.SendAsync(new AddTo("a", 1));
        await totals.CatchUpAsync(Patience);
        var reply = Assert.IsType<Reply<Sum>.Accepted>(await host.Commands.SendAsync(new AddTo("a", 666)));

        var stopped = await Assert.ThrowsAsync<ProjectionStoppedException>(() => totals.WaitForVersionAsync("a", reply.Version, Patience));

        Assert.Contains("a projection's bug", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(new Total("a", 1, 2), totals.Find("a"));
        Assert.Contains(host.Status.Reasons, reason => reason.Contains("totals", StringComparison.Ordinal));
    }

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static Task<MemoryHost> StartAsync(InMemoryLogStore log) => MemoryHost.StartAsync(log, bux => bux.AddProbe().AddBuxRuntimeTests());
}
