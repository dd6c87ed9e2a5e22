using System.Text;
using Bux;
using Bux.Client;
using Bux.Hosting;
using Bux.Kafka;
using Bux.Log;
using Confluent.Kafka;
using Kyc.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kyc;

/// <summary>The release of the sample that knew V4 of the proposal, and the one that knows V5, side by side on one Kafka.</summary>
public sealed class TwoReleasesTests
{
    private const int Accounts = 24;

    [Fact]
    public async Task The_newest_release_joins_the_one_before_takes_over_and_neither_touches_the_other_s_states()
    {
        await using var broker = await BrokerFixture.StartOwnAsync();
        using var former = await SampleProcess.StartFormerAsync(broker.Bootstrap);
        using var client = await StartClientAsync(broker.Bootstrap);
        var commands = client.Services.GetRequiredService<ICommandClient>();
        var log = client.Services.GetRequiredService<ILogStore>();
        for (var account = 0; account < Accounts; account++) Accepted(await commands.SendAsync(new OpenBrokerAccount($"A-{account}", Details("opened"))));
        await ProposeAsync(commands, "by release 4");
        var formerTopic = Assert.Single(StateTopics(broker.Bootstrap));
        var before = States(log, formerTopic);

        using var newest = await SampleProcess.StartAsync("--kafka", broker.Bootstrap);
        // Both serve, or one does already: nobody who asks can tell.
        await ProposeAsync(commands, "by either");
        Assert.Equal(0, await former.StopAsync());
        var left = States(log, formerTopic);
        await ProposeAsync(commands, "by release 5");

        var newestTopic = Assert.Single(StateTopics(broker.Bootstrap), topic => topic != formerTopic);
        Assert.Equal(Accounts, before.Count);
        Assert.Equal(left, States(log, formerTopic));
        var states = States(log, newestTopic);
        Assert.Equal(Accounts, states.Count);
        Assert.All(states.Values, state => Assert.Contains("\"fullName\":\"by release 5\"", state, StringComparison.Ordinal));
        Assert.All(states.Values, state => Assert.Contains("\"taxNumber\":\"7\"", state, StringComparison.Ordinal));
        Assert.All(before.Values, state => Assert.DoesNotContain("\"taxNumber\":\"7\"", state, StringComparison.Ordinal));

        // The whole story of an account, whichever release wrote it: opened, and three proposals of two events each.
        var history = (await newest.Http.HistoryAsync("A-0", 7)).Body.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("summary").GetString()!).ToArray();
        Assert.Equal(7, history.Length);
        Assert.EndsWith("for by release 4", history[1], StringComparison.Ordinal);
        Assert.EndsWith("for by release 5", history[5], StringComparison.Ordinal);
    }

    private static PersonalDetails Details(string name) => new(name, new DateOnly(1815, 12, 10), new Address("12 St James Square", "London", "GB"), "7");

    private static async Task ProposeAsync(ICommandClient commands, string name)
    {
        for (var account = 0; account < Accounts; account++) Accepted(await commands.SendAsync(new SubmitKycUpdateProposal($"A-{account}", Details(name))));
    }

    private static void Accepted<T>(Reply<T> reply) => Assert.IsType<Reply<T>.Accepted>(reply);

    private static string[] StateTopics(string bootstrap)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        return [.. admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics.Select(topic => topic.Topic).Where(topic => topic.StartsWith("broker-accounts.state.", StringComparison.Ordinal))];
    }

    /// <summary>The newest state of each account in a topic.</summary>
    private static Dictionary<string, string> States(ILogStore log, string topic)
    {
        using var reader = log.OpenReader();
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 0; number < reader.Partitions(topic); number++)
        {
            var partition = new LogPartition(topic, number);
            var end = reader.End(partition);
            using var cursor = reader.Open([new LogPosition(partition, reader.Beginning(partition))]);
            while (cursor.Position(partition) < end)
            {
                foreach (var record in cursor.Read(TimeSpan.FromMilliseconds(100))) states[Encoding.UTF8.GetString(record.Key!)] = Encoding.UTF8.GetString(record.Value!);
            }
        }

        return states;
    }

    private static async Task<IHost> StartClientAsync(string bootstrap)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddBux(bux => bux
            .AddKycContracts()
            .Configure(options => (options.ClientName, options.CreateTopics, options.ReplyTimeout) = ("two-releases", true, TimeSpan.FromMinutes(1)))
            .UseKafka(kafka => kafka.BootstrapServers = bootstrap));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
