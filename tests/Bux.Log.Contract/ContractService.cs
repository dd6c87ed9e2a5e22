using System.Text;

namespace Bux.Log;

/// <summary>A command service with topics of its own, and what a contract writes to and reads from them.</summary>
internal sealed class ContractService : IDisposable
{
    /// <summary>Times that writers give: long past, so that no log takes them for the time of the append.</summary>
    public static readonly DateTimeOffset Past = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private readonly ILogStore _store;
    private readonly ILogWriter _writer;

    private ContractService(ILogStore store, ServiceTopics topics)
    {
        (_store, Topics) = (store, topics);
        _writer = store.OpenWriter();
        Reader = store.OpenReader();
    }

    public ServiceTopics Topics { get; }

    public ILogReader Reader { get; }

    public string Replies => ServiceTopics.RepliesOf(Topics.Service);

    public static ServiceTopics NewTopics(int partitions) => new($"c{Guid.NewGuid():N}"[..14], "f1", partitions);

    public static TopicPlan[] Plans(ServiceTopics topics) =>
    [
        new(topics.Commands, topics.Partitions, true) { Retention = TimeSpan.FromDays(7), LogAppendTime = true },
        new(topics.Events, topics.Partitions, true),
        new(topics.State, topics.Partitions, true) { Compacted = true },
        new(topics.DeadLetters, topics.Partitions, true),
        new(ServiceTopics.RepliesOf(topics.Service), 2, true),
    ];

    /// <summary>Makes the topics of a new service.</summary>
    public static async Task<ContractService> CreateAsync(ILogStore store, int partitions = 1)
    {
        var topics = NewTopics(partitions);
        await store.PrepareAsync(Plans(topics), create: true, TestContext.Current.CancellationToken);
        return new ContractService(store, topics);
    }

    public LogPartition Commands(int partition = 0) => new(Topics.Commands, partition);

    public LogPartition Events(int partition = 0) => new(Topics.Events, partition);

    public LogPartition State(int partition = 0) => new(Topics.State, partition);

    public LogPartition DeadLetters(int partition = 0) => new(Topics.DeadLetters, partition);

    public LogPartition Reply(int partition = 0) => new(Replies, partition);

    public static OutputRecord Record(LogPartition target, string value, string key = "k", DateTimeOffset? time = null) =>
        new(target, time ?? Past, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), []);

    public static OutputRecord Large(LogPartition target, int bytes) => new(target, Past, null, new byte[bytes], []);

    public static string Text(LogRecord record) => Encoding.UTF8.GetString(record.Value!);

    public Task WriteAsync(OutputRecord record) => _writer.WriteAsync(record, TestContext.Current.CancellationToken);

    /// <summary>Writes values one after the other, so that their order is known.</summary>
    public async Task WriteAsync(LogPartition target, params string[] values)
    {
        foreach (var value in values) await WriteAsync(Record(target, value));
    }

    /// <summary>Joins the group.</summary>
    public ContractWorker Open(int worker = 0, bool starts = true) => new(this, _store.OpenCommands(Topics, worker), starts);

    /// <summary>Joins the group as its only member and waits for all partitions.</summary>
    public ContractWorker OpenAlone(bool starts = true)
    {
        var worker = Open(0, starts);
        worker.ReadUntil(() => worker.Owned.Count == Topics.Partitions, "the only worker owns all partitions");
        return worker;
    }

    /// <summary>The committed records of a partition: up to the end that it has now.</summary>
    public List<LogRecord> Committed(LogPartition partition)
    {
        var records = new List<LogRecord>();
        var end = Reader.End(partition);
        using var cursor = Reader.Open([new LogPosition(partition, Reader.Beginning(partition))]);
        Patience.Until(
            () =>
            {
                if (cursor.Position(partition) >= end) return true;
                records.AddRange(cursor.Read(TimeSpan.FromMilliseconds(200)));
                return false;
            },
            $"{partition} is read to its end, {end}");
        return records;
    }

    public List<string> Values(LogPartition partition) => [.. Committed(partition).Select(Text)];

    /// <summary>The group's position in the command topic.</summary>
    public long? Position(int partition = 0) => Reader.Committed(Topics.Group, Commands(partition));

    /// <summary>Every partition that a batch can reach is as it was when nothing had been written.</summary>
    public void AssertUntouched(int partition = 0)
    {
        Assert.Empty(Committed(Events(partition)));
        Assert.Empty(Committed(State(partition)));
        Assert.Empty(Committed(Reply()));
        Assert.Null(Position(partition));
    }

    public void Dispose()
    {
        _writer.Dispose();
        Reader.Dispose();
    }
}
