using System.Diagnostics;
using System.Text;
using Bux.Log;
using Xunit;

namespace Bux.Kafka;

/// <summary>A service with fresh topics on a real broker, and what tests do with it.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly string _bootstrap;

    private Service(string bootstrap, int partitions, Action<KafkaOptions>? configure, BatchLimits? limits)
    {
        _bootstrap = bootstrap;
        Topics = new ServiceTopics($"s{Guid.NewGuid():N}"[..12], "f1", partitions);
        Options = NewOptions(configure, limits);
        Store = new KafkaLogStore(Options);
        Reader = Store.OpenReader();
    }

    public ServiceTopics Topics { get; }

    public KafkaOptions Options { get; }

    public KafkaLogStore Store { get; }

    public ILogReader Reader { get; }

    public string ReplyTopic => ServiceTopics.RepliesOf(Topics.Service);

    public static async Task<Service> CreateAsync(string bootstrap, int partitions = 1, Action<KafkaOptions>? configure = null, BatchLimits? limits = null)
    {
        var service = new Service(bootstrap, partitions, configure, limits);
        await service.Store.PrepareAsync(service.Plans(), create: true, TestContext.Current.CancellationToken);
        return service;
    }

    public KafkaOptions NewOptions(Action<KafkaOptions>? configure = null, BatchLimits? limits = null)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = _bootstrap,
            SessionTimeout = TimeSpan.FromSeconds(6),
            Limits = limits ?? new BatchLimits(),
        };
        configure?.Invoke(options);
        return options;
    }

    public TopicPlan[] Plans() =>
    [
        new(Topics.Commands, Topics.Partitions, true) { Retention = TimeSpan.FromDays(7), LogAppendTime = true },
        new(Topics.Events, Topics.Partitions, true),
        new(Topics.State, Topics.Partitions, true) { Compacted = true },
        new(Topics.DeadLetters, Topics.Partitions, true),
        new(ReplyTopic, 2, true) { Retention = TimeSpan.FromHours(1) },
    ];

    /// <summary>Writes commands with the values <c>first</c>, <c>first + 1</c> and so on, in order, to one partition.</summary>
    public async Task SendAsync(int partition, int first, int count)
    {
        using var writer = Store.OpenWriter();
        var target = new LogPartition(Topics.Commands, partition);
        await Task.WhenAll(Enumerable.Range(first, count).Select(number =>
            writer.WriteAsync(Record(target, number.ToString()), TestContext.Current.CancellationToken)));
    }

    public static OutputRecord Record(LogPartition target, string value, string key = "k")
        => new(target, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), []);

    public OutputRecord Event(int partition, string value) => Record(new LogPartition(Topics.Events, partition), value);

    public OutputRecord Reply(int partition, string value) => Record(new LogPartition(ReplyTopic, partition), value);

    public static string Text(LogRecord record) => Encoding.UTF8.GetString(record.Value!);

    /// <summary>The committed values of a partition, up to its end.</summary>
    public List<string> Values(LogPartition partition)
    {
        var values = new List<string>();
        var end = Reader.End(partition);
        using var cursor = Reader.Open([new LogPosition(partition, 0)]);
        Until(() =>
        {
            values.AddRange(cursor.Read(TimeSpan.FromMilliseconds(100)).Select(Text));
            return cursor.Position(partition) >= end;
        });
        return values;
    }

    public List<string> Events(int partition = 0) => Values(new LogPartition(Topics.Events, partition));

    public long? Committed(int partition = 0) => Reader.Committed(Topics.Group, new LogPartition(Topics.Commands, partition));

    /// <summary>Reads until some partitions are assigned, and starts these at the group's position or the beginning.</summary>
    public InputBatch Join(ICommandLog log)
    {
        InputBatch? joined = null;
        Until(() => (joined = log.Read(default)).Changes.Count > 0);
        foreach (var change in joined!.Changes) log.Start(change.Partition, Committed(change.Partition) ?? 0);
        return joined;
    }

    /// <summary>Reads until there are this many records.</summary>
    public static (long Epoch, List<LogRecord> Records) Take(ICommandLog log, int count)
    {
        var records = new List<LogRecord>();
        long epoch = 0;
        Until(() =>
        {
            var batch = log.Read(default);
            records.AddRange(batch.Records);
            epoch = batch.Epoch;
            return records.Count >= count;
        });
        return (epoch, records);
    }

    /// <summary>Commits and returns how it ended.</summary>
    public static CommitFault? Commit(ICommandLog log, OutputBatch batch)
    {
        var ticket = log.Commit(batch);
        var settlement = Assert.Single(log.Settled());
        Assert.Equal(ticket, settlement.Ticket);
        return settlement.Fault;
    }

    /// <summary>Waits for a condition, much longer than it should take.</summary>
    public static void Until(Func<bool> condition)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition()) Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, "The condition did not come true in time.");
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Store.DisposeAsync();
    }
}
