using System.Diagnostics;
using System.Text;
using Bux.Engine;
using Bux.Kafka.Broker;
using Bux.Log;
using Bux.Probe;

namespace Bux.Kafka.EndToEnd;

/// <summary>A client that knows nothing but <c>docs/wire-format.md</c>: Kafka's own console tools.</summary>
[Collection("probe")]
public sealed class JavaClientTests(BrokerFixture broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_command_of_the_Java_console_producer_gets_its_events_its_state_and_its_reply()
    {
        var bootstrap = broker.Bootstrap;
        if (BrokerSearch.Home is null) BrokerFixture.Missing($"Kafka's console tools are needed: set {BrokerSearch.HomeVariable} to a Kafka distribution.");
        await using var host = await ProbeHost.StartAsync(bootstrap);
        var key = $"java-{Guid.NewGuid():N}";
        var replies = $"replies.java-{Guid.NewGuid():N}";
        await host.Log.PrepareAsync([new TopicPlan(replies, 1, true) { Retention = TimeSpan.FromHours(1) }], create: true, CancellationToken.None);

        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var (start, add) = (Guid.NewGuid(), Guid.NewGuid());
        var lines = $"bux:1;command;start-probe;{start};{now};{replies};0\t{key}\t{{\"id\":\"{key}\"}}\n"
            + $"bux:1;command;add-to;{add};{now};{replies};0\t{key}\t{{\"id\":\"{key}\",\"amount\":42,\"added by a later version\":true}}\n";
        await RunAsync("org.apache.kafka.tools.ConsoleProducer", lines,
            "--bootstrap-server", bootstrap, "--topic", host.Topics.Commands, "--reader-property", "parse.headers=true", "--reader-property", "parse.key=true");

        // Behind the others in the partition: when it is answered, they are committed.
        Assert.Equal(new Sum(42, 1), (await host.SendUntilAnsweredAsync(new Peek(key))).Value);
        Assert.Equal(
            [$"bux:1;reply;accepted;{start};1\t{{}}", $"bux:1;reply;accepted;{add};3\t{{\"total\":42,\"count\":1}}"],
            await ConsumeAsync(host.Log, bootstrap, replies, null));

        // All of it is one transaction: who sees the reply finds the events and the state.
        Assert.Collection(
            await ConsumeAsync(host.Log, bootstrap, host.Topics.Events, key),
            line => Assert.Matches($"^bux:1;event;probe-started;1;[0-9a-f-]{{36}};1;{start};[0-9]+\t{{\"id\":\"{key}\"}}$", line),
            line => Assert.Matches($"^bux:1;event;amount-added;2;[0-9a-f-]{{36}};2;{add};[0-9]+\t{{\"amount\":42}}$", line),
            line => Assert.Matches($"^bux:1;event;counted;1;[0-9a-f-]{{36}};3;{add};[0-9]+\t{{\"count\":1}}$", line),
            line => Assert.StartsWith("bux:1;handled;peek;", line, StringComparison.Ordinal));
        var state = (await ConsumeAsync(host.Log, bootstrap, host.Topics.State, key))[^1];
        Assert.StartsWith($"bux:1;state;{host.Topics.Fingerprint};3;", state, StringComparison.Ordinal);
        Assert.EndsWith($"\t{{\"id\":\"{key}\",\"total\":42,\"count\":1,\"noteLength\":0}}", state, StringComparison.Ordinal);
    }

    /// <summary>
    /// The lines <c>headers TAB value</c> of a topic, read committed; of one key when there is one. The tool is told how many records there
    /// are: on a busy machine no silence is long enough to mean that there are no more.
    /// </summary>
    private static async Task<string[]> ConsumeAsync(ILogStore log, string bootstrap, string topic, string? key)
    {
        using var reader = log.OpenReader();
        var count = Enumerable.Range(0, reader.Partitions(topic)!.Value)
            .Select(number => new LogPartition(topic, number))
            .Sum(partition => new LogReplay(reader, partition, reader.Beginning(partition), Patience).Records(default).Count());
        var output = await RunAsync("org.apache.kafka.tools.consumer.ConsoleConsumer", "",
            "--bootstrap-server", bootstrap, "--topic", topic, "--from-beginning", "--isolation-level", "read_committed",
            "--max-messages", $"{count}", "--timeout-ms", $"{Patience.TotalMilliseconds:0}",
            "--formatter-property", "print.headers=true", "--formatter-property", "print.key=true");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length == 3 && (key is null || fields[1] == key))
            .Select(fields => $"{fields[0]}\t{fields[2]}")];
    }

    private static async Task<string> RunAsync(string tool, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("java")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var argument in (string[])["-cp", Path.Combine(BrokerSearch.Home!, "libs", "*"), tool, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(process.ExitCode == 0 || (await error).Contains("TimeoutException", StringComparison.Ordinal), await error);
        return await output;
    }
}
