using Bux.Log;
using Bux.Probe;

namespace Bux.Kafka.EndToEnd;

/// <summary>Processes and brokers die under load; callers repeat until they are answered; then the oracle judges the whole log.</summary>
[Collection("probe")]
public sealed class CrashTests(BrokerFixture broker)
{
    private const string Replies = "replies.probe-client";
    private const int Keys = 12;
    private const int CommandsOfEach = 60;

    [Fact]
    public async Task A_service_that_is_killed_under_load_goes_on_where_it_was()
    {
        var bootstrap = broker.Bootstrap;
        var service = await ServiceProcess.StartAsync(bootstrap, "killed", workers: 2);
        try
        {
            await using var client = await ProbeHost.StartClientAsync(bootstrap, TimeSpan.FromSeconds(5));
            var load = new Load(client, Keys, CommandsOfEach);
            for (var kill = 1; kill <= 3; kill++)
            {
                await load.AnsweredAsync(load.Total * kill / 4);
                service.Kill();
                service.Dispose();
                service = await ServiceProcess.StartAsync(bootstrap, "killed", workers: 2);
            }

            await load.FinishAsync();
            await JudgeAsync(client.Log);
        }
        finally
        {
            service.Dispose();
        }
    }

    [Fact]
    public async Task A_second_process_joins_and_leaves_while_the_first_goes_on()
    {
        var bootstrap = broker.Bootstrap;
        using var first = await ServiceProcess.StartAsync(bootstrap, "first", workers: 1);
        await using var client = await ProbeHost.StartClientAsync(bootstrap, TimeSpan.FromSeconds(15));
        var load = new Load(client, Keys, CommandsOfEach);
        await load.AnsweredAsync(load.Total / 4);
        using (var second = await ServiceProcess.StartAsync(bootstrap, "second", workers: 2))
        {
            await load.AnsweredAsync(load.Total * 3 / 4);
            Assert.Equal(0, await second.StopAsync());
        }

        await load.FinishAsync();
        await JudgeAsync(client.Log);
        Assert.Equal(0, await first.StopAsync());
    }

    [Fact]
    public async Task A_broker_that_is_killed_under_load_loses_nothing()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        await using var host = await ProbeHost.StartAsync(own.Bootstrap, workers: 2, timeout: TimeSpan.FromSeconds(10));
        var load = new Load(host, Keys, CommandsOfEach);
        for (var kill = 1; kill <= 2; kill++)
        {
            await load.AnsweredAsync(load.Total * kill / 3);
            own.Kill();
            own.Restart();
        }

        // A lone broker that dies between the end of a transaction and its mark in the offsets topic leaves the position pending for ever
        // (docs/guarantees.md): then Bux must refuse to guess, and name the remedy. Otherwise it must go on by itself.
        var finished = load.FinishAsync();
        while (!finished.IsCompleted)
        {
            if (host.Status.Reasons.Any(reason => reason.Contains("kafka-transactions", StringComparison.Ordinal))) return;
            await Task.WhenAny(finished, Task.Delay(200));
        }

        await finished;
        await new LogOracle<Probe.Probe>(host.Log, host.Topics, ProbeModel.State).JudgeAsync("replies.probe-test");
        await Load.UntilAsync(() => host.Status.IsReady, () => string.Join(Environment.NewLine, host.Status.Reasons));
    }

    private static async Task JudgeAsync(ILogStore log)
    {
        var state = ProbeModel.State;
        await new LogOracle<Probe.Probe>(log, new ServiceTopics(state.Service, state.Fingerprint, 8), state).JudgeAsync(Replies);
    }
}
