using Bux.Engine;
using Bux.Log;
using Bux.Probe;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Kafka.EndToEnd;

/// <summary>Two releases of a service side by side, each with a fold and so a state topic of its own.</summary>
[Collection("probe")]
public sealed class ReleaseTests
{
    private const string Replies = "replies.probe-client";
    private const int Keys = 12;
    private const int CommandsOfEach = 60;
    private const int Partitions = 8;
    private const int SlowFold = 5; // ms for each event: a fill of a second or two
    private const string Serves = "goes on at command";
    private const string HandedBack = "is handed back";
    private static readonly string s_allFilled = $"{Partitions} of {Partitions} partitions";
    private static readonly StateModel<Probe.Probe> s_first = ProbeModel.State;
    private static readonly StateModel<Probe.Probe> s_second = new SecondRelease(ProbeModel.State, TimeSpan.Zero);

    [Fact]
    public async Task A_release_fills_its_states_while_the_one_before_serves_then_both_serve_and_either_can_go()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        using var old = await ServiceProcess.StartAsync(own.Bootstrap, "old", workers: 1);
        await using var client = await ProbeHost.StartClientAsync(own.Bootstrap, TimeSpan.FromSeconds(60)); // nobody repeats: there is no gap
        var load = new Load(client, Keys, CommandsOfEach);
        await load.AnsweredAsync(load.Total / 4);

        using var next = await ServiceProcess.StartAsync(own.Bootstrap, "next", workers: 1, SlowFold);
        await ServesAsync(next);
        AssertKeptUntilFilled(old, next);

        await load.AnsweredAsync(load.Total / 2);
        Assert.Equal(0, await old.StopAsync());
        await ServesAsync(next, Partitions);
        await load.AnsweredAsync(load.Total * 3 / 4);

        using var back = await ServiceProcess.StartAsync(own.Bootstrap, "back", workers: 1);
        await ServesAsync(back);
        Assert.Equal(0, await next.StopAsync());
        await load.FinishAsync();
        await JudgeAsync(client.Log, s_first);
        Assert.Equal(0, await back.StopAsync());

        using var again = await ServiceProcess.StartAsync(own.Bootstrap, "again", workers: 1, 0);
        await ServesAsync(again, Partitions);
        Assert.Empty(again.TimesOf("is being filled"));
        await JudgeAsync(client.Log, s_second);
        Assert.Equal(0, await again.StopAsync());
    }

    [Fact]
    public async Task A_release_that_is_killed_while_it_fills_is_gone_on_with_by_two_that_fill_at_once()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        using var old = await ServiceProcess.StartAsync(own.Bootstrap, "old", workers: 1);
        await using var client = await ProbeHost.StartClientAsync(own.Bootstrap, TimeSpan.FromSeconds(60));
        var load = new Load(client, 3 * Keys, CommandsOfEach);
        await load.AnsweredAsync(load.Total / 2);

        using (var killed = await ServiceProcess.StartAsync(own.Bootstrap, "killed", workers: 1, SlowFold))
        {
            await Load.UntilAsync(() => killed.TimesOf("is filled with").Count > 0, () => killed.Output);
            killed.Kill();
            Assert.Empty(killed.TimesOf(s_allFilled));
        }

        var starting = new[] { "left", "right" }.Select(name => ServiceProcess.StartAsync(own.Bootstrap, name, workers: 2, SlowFold)).ToArray();
        using var left = await starting[0];
        using var right = await starting[1];
        await ServesAsync(left);
        await ServesAsync(right);
        AssertKeptUntilFilled(old, left.TimesOf(s_allFilled).Count > 0 ? left : right);
        Assert.Equal(Enumerable.Range(0, Partitions), Marks(client.Log, s_second).Order());

        Assert.Equal(0, await old.StopAsync());
        await load.FinishAsync();
        await JudgeAsync(client.Log, s_second);
    }

    private static Task ServesAsync(ServiceProcess process, int partitions = 1) =>
        Load.UntilAsync(() => process.TimesOf(Serves).Count >= partitions, () => process.Output);

    private static void AssertKeptUntilFilled(ServiceProcess old, ServiceProcess next)
    {
        var filled = next.TimesOf(s_allFilled)[0];
        Assert.NotEmpty(old.TimesOf(HandedBack));
        Assert.True(old.TimesOf(HandedBack)[0] >= filled, $"Partitions were handed back before all were filled:{Environment.NewLine}{old.Output}{next.Output}");
    }

    private static async Task JudgeAsync(ILogStore log, StateModel<Probe.Probe> model)
    {
        var topics = new ServiceTopics(model.Service, model.Fingerprint, Partitions);
        await new LogOracle<Probe.Probe>(log, topics, model).JudgeAsync(Replies);
        using var reader = log.OpenReader();
        for (var partition = 0; partition < Partitions; partition++)
        {
            var states = Read(reader, new LogPartition(topics.State, partition)).ToArray();
            foreach (var entity in states.GroupBy(state => StrictUtf8.TryGetString(state.Key!)))
            {
                var headers = entity.Select(state => StateHeader.TryRead(state.Header(HeaderNames.Bux), out var header) ? header : default).ToArray();
                Assert.All(headers, header => Assert.Equal(model.Fingerprint, header.Fingerprint));
                Assert.Equal(headers.Select(header => header.Version).Order(), headers.Select(header => header.Version));
            }
        }
    }

    private static IEnumerable<int> Marks(ILogStore log, StateModel<Probe.Probe> model)
    {
        using var reader = log.OpenReader();
        var marks = new LogPartition(new ServiceTopics(model.Service, model.Fingerprint, Partitions).Fills, 0);
        return [.. Read(reader, marks)
            .Select(record => FilledHeader.TryRead(record.Header(HeaderNames.Bux), out var header) ? header : default)
            .Where(header => header.Fingerprint == model.Fingerprint).Select(header => header.Partition)];
    }

    private static IEnumerable<LogRecord> Read(ILogReader reader, LogPartition partition) =>
        new LogReplay(reader, partition, reader.Beginning(partition), TimeSpan.FromSeconds(30)).Records(TestContext.Current.CancellationToken);
}
