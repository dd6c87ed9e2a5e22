#if MEASUREMENTS
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bux.Client;
using Bux.Engine;
using Bux.Log;
using Bux.Probe;
using Bux.Wire;

namespace Bux.Kafka.EndToEnd;

/// <summary>
/// Measures for how long a caller waits when a new release takes over, with the fill and without it. Not a test; it is built when asked for:
/// <c>dotnet build tests/Bux.Kafka.Tests -p:DefineConstants=MEASUREMENTS</c>, then the test program with <c>-class "*TakeOverMeasurement"</c>.
/// <c>BUX_TAKEOVER_ENTITIES</c> sets the number of entities.
/// </summary>
[Collection("probe")]
public sealed class TakeOverMeasurement
{
    private const int Partitions = 8;
    private static readonly SecondRelease Second = new(ProbeModel.State, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Take_over_by_a_release_with_another_fingerprint(bool fills)
    {
        var entities = int.Parse(Environment.GetEnvironmentVariable("BUX_TAKEOVER_ENTITIES") ?? "200000", CultureInfo.InvariantCulture);
        await using var own = await BrokerFixture.StartOwnAsync();
        using var old = await ServiceProcess.StartAsync(own.Bootstrap, "old", workers: 2);
        await using var client = await ProbeHost.StartClientAsync(own.Bootstrap, TimeSpan.FromMinutes(5));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, entities), new ParallelOptions { MaxDegreeOfParallelism = 2_000 },
            async (number, _) => await client.Commands.SendAsync(new StartProbe($"entity-{number}")));

        // Without the fill: with marks that say that it has happened.
        if (!fills) await MarkAllAsync(client.Log);
        using var end = new CancellationTokenSource();
        var longest = new ConcurrentDictionary<int, TimeSpan>();
        var callers = Enumerable.Range(0, Partitions).Select(partition => Task.Run(() => AskAsync(client, partition, longest, end.Token))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var usual = longest.Values.Max();
        longest.Clear();

        var begun = Stopwatch.StartNew();
        using var next = await ServiceProcess.StartAsync(own.Bootstrap, "next", workers: 2, 0);
        await Load.UntilAsync(() => next.TimesOf("goes on at command").Count > 0, () => next.Output);
        var joined = begun.Elapsed;
        Assert.Equal(0, await old.StopAsync());
        await Task.Delay(TimeSpan.FromSeconds(15));
        await end.CancelAsync();
        await Task.WhenAll(callers);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{entities:N0} entities, {(fills ? "with" : "without")} the fill: the longest wait of a caller was {longest.Values.Max().TotalSeconds:0.0} s "
            + $"(before the take-over {usual.TotalSeconds:0.0} s); the new release served after {joined.TotalSeconds:0.0} s.");
    }

    private static async Task MarkAllAsync(ILogStore log)
    {
        using var reader = log.OpenReader();
        using var writer = log.OpenWriter();
        var marks = new FillMarks(new ServiceTopics(Second.Service, Second.Fingerprint, Partitions), reader, TimeSpan.FromMinutes(1));
        for (var partition = 0; partition < Partitions; partition++)
        {
            await writer.WriteAsync(marks.Mark(partition, 0, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        }
    }

    private static async Task AskAsync(ProbeHost client, int partition, ConcurrentDictionary<int, TimeSpan> longest, CancellationToken end)
    {
        var key = Enumerable.Range(0, 1_000).Select(number => $"entity-{number}")
            .First(key => KeyPartitioner.PartitionOf(Encoding.UTF8.GetBytes(key), Partitions) == partition);
        while (!end.IsCancellationRequested)
        {
            var asked = Stopwatch.StartNew();
            await client.Commands.SendAsync(new Peek(key), new SendOptions { Timeout = TimeSpan.FromMinutes(3) });
            var answered = asked.Elapsed;
            longest.AddOrUpdate(partition, answered, (_, known) => answered > known ? answered : known);
            await Task.Delay(20);
        }
    }
}
#endif
