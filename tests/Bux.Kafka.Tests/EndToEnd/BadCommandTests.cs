using System.Text;
using Bux.Log;
using Bux.Probe;
using Bux.Wire;

namespace Bux.Kafka.EndToEnd;

/// <summary>Whatever a producer writes into the command topic: it is answered or buried with its bytes, and its neighbours commit.</summary>
[Collection("probe")]
public sealed class BadCommandTests(BrokerFixture broker)
{
    private const string Replies = "replies.probe-test";

    [Theory]
    [InlineData(FaultCodes.UnknownCommand)]
    [InlineData(FaultCodes.MalformedBody)]
    [InlineData("missing-member")]
    [InlineData(FaultCodes.MissingKey)]
    [InlineData(FaultCodes.Tombstone)]
    [InlineData(FaultCodes.MalformedHeader)]
    [InlineData(FaultCodes.KeyMismatch)]
    [InlineData(FaultCodes.MisroutedKey)]
    [InlineData(FaultCodes.ForeignReplyAddress)]
    public async Task A_bad_command_is_buried_with_its_bytes_and_answered_where_it_may_be(string fault)
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        Assert.True((await host.Commands.SendAsync(new StartProbe(key))).IsAccepted);

        var id = Guid.CreateVersion7();
        var bad = Spoil(Sound(host.Topics, key, "add-to", $$"""{"id":"{{key}}","amount":1}""", id, Replies), fault, key, id);
        var (letterCount, replyEnd) = (CountOf(host, host.Topics.DeadLetters), Ends(host, Replies));
        using (var writer = host.Log.OpenWriter()) await writer.WriteAsync(bad, CancellationToken.None);

        // The neighbour behind it in the same partition commits.
        Assert.Equal(new Sum(5, 1), (await host.Commands.SendAsync(new AddTo(key, 5))).Value);
        var letter = (await ReadUntilAsync(host, host.Topics.DeadLetters, letterCount + 1))[^1];
        Assert.True(DeadLetterHeader.TryRead(letter.Header(HeaderNames.DeadLetter), out var reason));
        Assert.Equal(fault == "missing-member" ? FaultCodes.MalformedBody : fault, reason.Reason);
        Assert.Equal(bad.Key, letter.Key);
        Assert.Equal(bad.Value, letter.Value);
        if (fault == "missing-member") Assert.Contains("'amount'", reason.Detail, StringComparison.Ordinal);

        var answered = Read(host, Replies, replyEnd).Where(reply => ReplyHeader.TryRead(reply.Header(HeaderNames.Bux), out var header) && header.CommandId == id).ToArray();
        if (fault is FaultCodes.ForeignReplyAddress or FaultCodes.MalformedHeader) Assert.Empty(answered);
        else Assert.Contains(reason.Reason, Encoding.UTF8.GetString(Assert.Single(answered).Value!), StringComparison.Ordinal);
        await Judge(host);
    }

    [Fact]
    public async Task A_use_case_that_throws_leaves_no_trace_but_a_dead_letter_and_a_fault()
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        await host.Commands.SendAsync(new StartProbe(key));

        var faulted = Assert.IsType<Reply<Done>.Faulted>(await host.Commands.SendAsync(new Fail(key)));

        Assert.Equal(FaultCodes.UseCaseFailed, faulted.Fault.Code);
        Assert.DoesNotContain("after it emitted", faulted.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(new Sum(0, 0), (await host.Commands.SendAsync(new Peek(key))).Value);
        await Judge(host);
    }

    [Fact]
    public async Task A_command_of_two_megabytes_is_refused_at_the_client_and_nothing_is_written()
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        await host.Commands.SendAsync(new StartProbe(key));

        var refused = await Assert.ThrowsAsync<RecordTooLargeException>(() => host.Commands.SendAsync(new Carry(key, new string('x', 2 * 1024 * 1024))));

        Assert.Contains("bytes", refused.Message, StringComparison.Ordinal);
        Assert.True((await host.Commands.SendAsync(new Peek(key))).IsAccepted);
        await Judge(host);
    }

    [Fact]
    public async Task An_output_that_the_log_does_not_take_buries_its_command_alone()
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        await host.Commands.SendAsync(new StartProbe(key));

        var neighbours = Enumerable.Range(0, 20).Select(_ => host.Commands.SendAsync(new AddTo(key, 1))).ToArray();
        var faulted = Assert.IsType<Reply<Done>.Faulted>(await host.Commands.SendAsync(new Note(key, 2 * 1024 * 1024)));
        await Task.WhenAll(neighbours);

        Assert.Equal(FaultCodes.OutputTooLarge, faulted.Fault.Code);
        Assert.Equal(new Sum(20, 20), (await host.Commands.SendAsync(new Peek(key))).Value);
        await Judge(host);
    }

    [Theory]
    [InlineData("replies.nobody", 0)]
    [InlineData(Replies, 900)]
    public async Task A_reply_topic_or_partition_that_does_not_exist_holds_nothing_back(string topic, int partition)
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        await host.Commands.SendAsync(new StartProbe(key));
        var dropped = ((KafkaLogStore)host.Log).DroppedReplies;

        using (var writer = host.Log.OpenWriter())
        {
            await writer.WriteAsync(Sound(host.Topics, key, "add-to", $$"""{"id":"{{key}}","amount":3}""", Guid.CreateVersion7(), topic, partition), CancellationToken.None);
        }

        Assert.Equal(new Sum(7, 2), (await host.Commands.SendAsync(new AddTo(key, 4))).Value);
        Assert.Equal(dropped + 1, ((KafkaLogStore)host.Log).DroppedReplies);
        await Judge(host);
    }

    [Fact]
    public async Task A_repeat_gets_the_original_reply_and_an_older_one_learns_that_it_was_handled()
    {
        await using var host = await ProbeHost.StartAsync(broker.Bootstrap);
        var key = NewKey();
        await host.Commands.SendAsync(new StartProbe(key));
        var (first, second) = (new Client.SendOptions { CommandId = Guid.CreateVersion7() }, new Client.SendOptions { CommandId = Guid.CreateVersion7() });

        Assert.Equal(new Sum(2, 1), (await host.Commands.SendAsync(new AddTo(key, 2), first)).Value);
        Assert.Equal(new Sum(2, 1), (await host.Commands.SendAsync(new AddTo(key, 2), first)).Value);
        Assert.Equal(new Sum(5, 2), (await host.Commands.SendAsync(new AddTo(key, 3), second)).Value);
        var repeat = Assert.IsType<Reply<Sum>.Rejected>(await host.Commands.SendAsync(new AddTo(key, 2), first));
        var expired = Assert.IsType<Reply<Sum>.Rejected>(await host.Commands.SendAsync(
            new AddTo(key, 9), new Client.SendOptions { CommandId = Guid.NewGuid(), IssuedAt = DateTimeOffset.UtcNow.AddHours(-2) }));

        Assert.Equal(3, Assert.IsType<AlreadyHandled>(repeat.Rejection).Version);
        Assert.IsType<Expired>(expired.Rejection);
        Assert.IsType<TooMuch>(Assert.IsType<Reply<Sum>.Rejected>(await host.Commands.SendAsync(new AddTo(key, 5_000))).Rejection);
        await Judge(host);
    }

    private static Task Judge(ProbeHost host) => new LogOracle<Probe.Probe>(host.Log, host.Topics, ProbeModel.State).JudgeAsync(Replies);

    private static string NewKey() => $"probe-{Guid.NewGuid():N}";

    private static OutputRecord Sound(ServiceTopics topics, string key, string name, string body, Guid id, string replyTopic, int replyPartition = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var header = new CommandHeader(name, id, DateTimeOffset.UtcNow, new ReplyAddress(replyTopic, replyPartition)).Write(new HeaderLineWriter());
        return new OutputRecord(
            new LogPartition(topics.Commands, KeyPartitioner.PartitionOf(bytes, topics.Partitions)), DateTimeOffset.UtcNow, bytes,
            Encoding.UTF8.GetBytes(body), [new LogHeader(HeaderNames.Bux, header), new LogHeader("foreign", [1, 2, 3])]);
    }

    private static OutputRecord Spoil(OutputRecord sound, string fault, string key, Guid id) => fault switch
    {
        FaultCodes.UnknownCommand => sound with { Headers = [Header("no-such-command", id, Replies)] },
        FaultCodes.MalformedBody => sound with { Value = "{\"id\":"u8.ToArray() },
        "missing-member" => sound with { Value = Encoding.UTF8.GetBytes($$"""{"id":"{{key}}"}""") },
        FaultCodes.MissingKey => sound with { Key = null },
        FaultCodes.Tombstone => sound with { Value = null },
        FaultCodes.MalformedHeader => sound with { Headers = [new LogHeader(HeaderNames.Bux, "2;what;ever"u8.ToArray())] },
        FaultCodes.KeyMismatch => sound with { Value = """{"id":"another","amount":1}"""u8.ToArray() },
        FaultCodes.MisroutedKey => sound with { Target = sound.Target with { Partition = (sound.Target.Partition + 1) % 8 } },
        _ => sound with { Headers = [Header("add-to", id, "probe.events")] },
    };

    private static LogHeader Header(string name, Guid id, string replyTopic) => new(
        HeaderNames.Bux, new CommandHeader(name, id, DateTimeOffset.UtcNow, new ReplyAddress(replyTopic, 0)).Write(new HeaderLineWriter()));

    private static int CountOf(ProbeHost host, string topic) => Read(host, topic, null).Count;

    private static async Task<IReadOnlyList<LogRecord>> ReadUntilAsync(ProbeHost host, string topic, int count)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(30);
        while (true)
        {
            var records = Read(host, topic, null);
            if (records.Count >= count) return [.. records.OrderBy(record => record.Timestamp)];
            Assert.True(DateTime.UtcNow < deadline, $"{topic} has {records.Count} records and not {count}.");
            await Task.Delay(50);
        }
    }

    private static Dictionary<LogPartition, long> Ends(ProbeHost host, string topic)
    {
        using var reader = host.Log.OpenReader();
        return Enumerable.Range(0, reader.Partitions(topic)!.Value).Select(number => new LogPartition(topic, number)).ToDictionary(partition => partition, reader.End);
    }

    private static List<LogRecord> Read(ProbeHost host, string topic, Dictionary<LogPartition, long>? from)
    {
        using var reader = host.Log.OpenReader();
        var ends = Ends(host, topic);
        using var cursor = reader.Open([.. ends.Keys.Select(partition => new LogPosition(partition, from?[partition] ?? reader.Beginning(partition)))]);
        var records = new List<LogRecord>();
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(30);
        while (ends.Any(end => cursor.Position(end.Key) < end.Value))
        {
            records.AddRange(cursor.Read(TimeSpan.FromMilliseconds(50)));
            Assert.True(DateTime.UtcNow < deadline, $"{topic} cannot be read to its end.");
        }

        return records;
    }
}
