using Bux.Client;
using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Probe;

namespace Bux.Runtime.Client;

public sealed class CommandClientTests
{
    [Fact]
    public async Task A_time_out_says_unknown_and_its_id_repeats_the_command()
    {
        var log = new InMemoryLogStore();
        await using var client = await MemoryHost.StartAsync(log, bux => bux.AddBuxProbeService());
        await log.PrepareAsync([new TopicPlan("probe.commands", 4, true) { LogAppendTime = true }], create: true, default);
        var unknown = await Assert.ThrowsAsync<CommandTimeoutException>(() => client.Commands.SendAsync(
            new StartProbe("a"), new SendOptions { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Contains("unknown, not refused", unknown.Message, StringComparison.Ordinal);

        // The service comes up later: it finds the first attempt, and answers the repeat with the same reply.
        await using var service = await MemoryHost.StartAsync(log);
        var reply = Assert.IsType<Reply<Done>.Accepted>(await client.Commands.SendAsync(new StartProbe("a"), new SendOptions { CommandId = unknown.CommandId }));
        Assert.Equal(1, reply.Version);
    }

    [Fact]
    public async Task Who_still_waits_when_the_host_stops_learns_it()
    {
        var log = new InMemoryLogStore();
        await log.PrepareAsync([new TopicPlan("probe.commands", 4, true)], create: true, default);
        var client = await MemoryHost.StartAsync(log, bux => bux.AddBuxProbeService());
        var waiting = client.Commands.SendAsync(new StartProbe("a"));
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(waiting.IsFaulted);
        Assert.IsType<CommandTimeoutException>(waiting.Exception!.InnerException);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        var log = new InMemoryLogStore();
        await log.PrepareAsync([new TopicPlan("probe.commands", 4, true)], create: true, default);
        await using var client = await MemoryHost.StartAsync(log, bux => bux.AddBuxProbeService());
        using var cancellation = new CancellationTokenSource();
        var waiting = client.Commands.SendAsync(new StartProbe("a"), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Two_calls_with_one_id_get_the_same_reply()
    {
        await using var host = await MemoryHost.StartAsync(new InMemoryLogStore());
        await host.Commands.SendAsync(new StartProbe("a"));
        var options = new SendOptions { CommandId = Guid.CreateVersion7() };
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Commands.SendAsync(new AddTo("a", 3), options)));
        Assert.All(replies, reply => Assert.Equal(new Sum(3, 1), reply.Value));
        Assert.Equal(new Sum(3, 1), (await host.Commands.SendAsync(new Peek("a"))).Value);
    }

    [Fact]
    public async Task Callers_beside_each_other_are_all_answered()
    {
        await using var host = await MemoryHost.StartAsync(new InMemoryLogStore(), bux => bux.AddProbe().Configure(options => options.Workers = 3));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(key => host.Commands.SendAsync(new StartProbe($"k{key}"))));
        var sums = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => host.Commands.SendAsync(new AddTo($"k{number % 50}", 1))));
        Assert.Equal(2_000, sums.Count(sum => sum.IsAccepted));
        Assert.Equal(50, sums.Count(sum => sum.Value == new Sum(40, 40)));
    }

    [Fact]
    public async Task A_command_that_the_host_does_not_know_or_that_has_no_key_is_refused_before_it_is_sent()
    {
        await using var host = await MemoryHost.StartAsync(new InMemoryLogStore());
        var unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Commands.SendAsync(new Stranger()));
        Assert.Contains("[Command]", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Commands.SendAsync(new StartProbe("")));
    }

    [Fact]
    public async Task A_service_that_never_ran_is_named()
    {
        await using var client = await MemoryHost.StartAsync(new InMemoryLogStore(), bux => bux.AddBuxProbeService());
        var missing = await Assert.ThrowsAsync<LogNotReadyException>(() => client.Commands.SendAsync(new StartProbe("a")));
        Assert.Contains("probe.commands", missing.Message, StringComparison.Ordinal);
    }

    private sealed record Stranger : ICommand;
}
