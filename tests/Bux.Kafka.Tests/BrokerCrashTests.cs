using System.Diagnostics;
using Bux.Kafka.Broker;
using Bux.Log;
using Xunit;

namespace Bux.Kafka;

/// <summary>
/// A broker of its own is killed in the middle of commits and brought back. A lone broker that is killed between the decision to commit
/// and the marks of it may drop these when it comes back (seen with 4.3.1): while its former registration expires, no partition
/// has a leader, and the coordinator takes partitions without one for deleted. Then the position stays pending for ever, and usually the
/// events too: the log must say so instead of going on, and what it says must help.
/// </summary>
public sealed class BrokerCrashTests
{
    private const int BatchSize = 20;
    private const int Crashes = 3;

    [Fact]
    public async Task Every_batch_is_committed_whole_or_not_at_all()
    {
        await using var broker = await BrokerFixture.StartOwnAsync();
        await using var service = await Service.CreateAsync(broker.Bootstrap, configure: options =>
        {
            options.TransactionTimeout = TimeSpan.FromSeconds(6);
            options.RequestTimeout = TimeSpan.FromSeconds(3);
        });
        using var stop = new CancellationTokenSource();
        var work = new Work(service);
        var worker = Task.Run(() => work.Run(stop.Token));
        for (var crash = 0; crash < Crashes && !work.Hangs; crash++)
        {
            var before = work.Batches;
            Service.Until(() => work.Batches >= before + 30 || work.Hangs || worker.IsCompleted);
            await Task.Delay(Random.Shared.Next(40));
            broker.Kill();
            broker.Restart();
        }

        var last = work.Batches;
        Service.Until(() => work.Batches >= last + 10 || work.Hangs || worker.IsCompleted);
        await stop.CancelAsync();
        await worker;

        if (work.Hangs) await RemedyAsync(broker, service);
        var events = service.Events();
        TestContext.Current.TestOutputHelper!.WriteLine($"{work.Batches} batches, {work.Restarts} restarts, hangs: {work.Hangs}");
        Assert.Equal(Enumerable.Range(0, events.Count).Select(number => number.ToString()), events);
        Assert.Equal(0, events.Count % BatchSize);

        // The batch without marks was acknowledged, and the remedy undoes it.
        Assert.True(events.Count >= (work.Hangs ? work.Batches - 1 : work.Batches) * BatchSize);
        if (!work.Hangs) Assert.Equal(events.Count, service.Committed());
    }

    /// <summary>What <see cref="ILogReader.Committed"/> tells an operator to do: afterwards the position and the events can be read.</summary>
    private static async Task RemedyAsync(BrokerProcess broker, Service service)
    {
        var aborted = 0;
        for (var partition = 0; partition < BrokerProcess.OffsetsPartitions; partition++)
            aborted += await broker.AbortOpenTransactionsAsync("__consumer_offsets", partition);
        Assert.Equal(1, aborted);
        await broker.AbortOpenTransactionsAsync(service.Topics.Events, 0);
        service.Committed();
    }

    /// <summary>Commits numbered events; the number goes on from the group's position, as a service restores.</summary>
    private sealed class Work(Service service)
    {
        private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(2);

        public volatile int Batches;
        public volatile int Restarts;
        public volatile bool Hangs;

        public void Run(CancellationToken stop)
        {
            var troubled = Stopwatch.StartNew();
            var pending = 0;
            while (!stop.IsCancellationRequested && !Hangs)
            {
                try
                {
                    using var log = service.Store.OpenCommands(service.Topics, 0);
                    var epoch = service.Join(log).Epoch;
                    for (var next = service.Committed() ?? 0; !stop.IsCancellationRequested && Commit(log, epoch, next); next += BatchSize)
                    {
                        Batches++;
                        troubled.Restart();
                    }
                }
                catch (LogUnavailableException error) when (troubled.Elapsed < LongestOutage)
                {
                    // Everything is made anew, as the engine does; only what an operator must mend is not tried for ever.
                    Restarts++;
                    pending = error.Message.Contains("stays pending", StringComparison.Ordinal) && Answers() ? pending + 1 : 0;
                    Hangs = pending > 1;
                }
            }
        }

        private bool Answers() => TestBroker.Answers(service.Options.BootstrapServers, TimeSpan.FromMilliseconds(600));

        private bool Commit(ICommandLog log, long epoch, long next)
        {
            var events = Enumerable.Range((int)next, BatchSize).Select(number => service.Event(0, $"{number}"));
            var output = new OutputBatch(epoch, [.. events], [new NextOffset(0, next + BatchSize)]);
            while (true)
            {
                var fault = Service.Commit(log, output);
                if (fault is null && next % (BatchSize * 20) != 0) return true; // reading waits for commands, of which there are none
                var changes = log.Read(default).Changes;
                if (fault is null) return changes.Count == 0;
                if (fault.Kind != CommitFaultKind.Aborted || changes.Count > 0) return false;
            }
        }
    }
}
