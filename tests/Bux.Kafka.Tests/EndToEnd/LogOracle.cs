using System.Text;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Kafka.EndToEnd;

/// <summary>
/// Judges what a service has left in the log, read committed: at most one accepted outcome per command id and no effect of a repeat, states
/// equal to the fold of the events, no gap in versions, the committed position at the end, one reply for each command that wants one.
/// </summary>
internal sealed class LogOracle<TState>(ILogStore log, ServiceTopics topics, StateModel<TState> model)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until all commands are handled, then judges.</summary>
    public async Task JudgeAsync(string replyTopic)
    {
        using var reader = log.OpenReader();
        await WaitUntilHandledAsync(reader);
        var commands = Read(reader, topics.Commands);
        var events = Read(reader, topics.Events);
        var replies = Read(reader, replyTopic);
        JudgeEvents(events);
        JudgeStates(events, Read(reader, topics.State));
        JudgeReplies(commands, replies, events, new LogPartition(replyTopic, reader.Partitions(replyTopic) ?? 0));
        JudgeDeadLetters(commands, Read(reader, topics.DeadLetters));
    }

    private async Task WaitUntilHandledAsync(ILogReader reader)
    {
        var deadline = DateTime.UtcNow + Patience;
        for (var number = 0; number < topics.Partitions;)
        {
            // The newest command's position, which is below the end when transactions of writers leave marks.
            var partition = new LogPartition(topics.Commands, number);
            var last = Read(reader, partition).LastOrDefault();
            if (last is null || reader.Committed(topics.Group, partition) is { } committed && committed == last.Offset + 1) number++;
            else if (DateTime.UtcNow > deadline) Assert.Fail($"{partition}: {reader.Committed(topics.Group, partition)} is committed, and the last command is at {last.Offset}.");
            else await Task.Delay(100);
        }
    }

    private static void JudgeEvents(IReadOnlyList<LogRecord> events)
    {
        var commandOfRun = new Dictionary<Guid, string>();
        foreach (var entity in events.Where(IsEvent).GroupBy(Key))
        {
            var expected = 1L;
            Guid? run = null;
            foreach (var record in entity)
            {
                Assert.True(EventHeader.TryRead(record.Header(HeaderNames.Bux), out var header));
                Assert.True(expected == header.Sequence, $"{entity.Key}: version {expected} is expected at {record.Source}@{record.Offset}, and {header.Sequence} is there.");
                expected++;
                if (run != header.CommandId) Assert.True(commandOfRun.TryAdd(header.CommandId, entity.Key), $"Command {header.CommandId} had an effect twice.");
                run = header.CommandId;
            }
        }
    }

    private void JudgeStates(IReadOnlyList<LogRecord> events, IReadOnlyList<LogRecord> states)
    {
        var newest = states.GroupBy(Key).ToDictionary(group => group.Key, group => group.Last());
        var json = new JsonWriter();
        foreach (var entity in events.Where(IsEvent).GroupBy(Key))
        {
            var (exists, state, version) = (false, default(TState), 0L);
            foreach (var record in entity)
            {
                Assert.True(EventHeader.TryRead(record.Header(HeaderNames.Bux), out var header));
                var contract = model.Events.Single(known => known.Name == header.Name && known.Version == header.Version);
                state = model.Apply(exists, state, contract.Read(record.Value), out _);
                (exists, version) = (true, header.Sequence);
            }

            model.Codec.Write(json.Restart(), state!);
            Assert.Equal(Encoding.UTF8.GetString(json.ToArray()), Encoding.UTF8.GetString(newest[entity.Key].Value!));
            Assert.True(StateHeader.TryRead(newest[entity.Key].Header(HeaderNames.Bux), out var stored));
            Assert.Equal(version, stored.Version);
        }
    }

    private static void JudgeReplies(IReadOnlyList<LogRecord> commands, IReadOnlyList<LogRecord> replies, IReadOnlyList<LogRecord> events, LogPartition replyEnd)
    {
        var found = replies.GroupBy(IdOf).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var asked in commands.Select(Command).OfType<CommandHeader>().Where(header => header.ReplyTo?.Topic == replyEnd.Topic && header.ReplyTo?.Partition < replyEnd.Partition).GroupBy(header => header.Id))
        {
            var own = found.GetValueOrDefault(asked.Key) ?? [];
            Assert.True(asked.Count() == own.Length, $"Command {asked.Key} stands {asked.Count()} times in the log and has {own.Length} replies.");
            var accepted = own.Where(reply => ReplyHeader.TryRead(reply.Header(HeaderNames.Bux), out var header) && header.Kind == ReplyKind.Accepted)
                .Select(reply => Encoding.UTF8.GetString(reply.Header(HeaderNames.Bux)!) + Encoding.UTF8.GetString(reply.Value!)).Distinct();
            Assert.True(accepted.Count() <= 1, $"Command {asked.Key} was accepted with different replies.");
        }

        var versions = events.Select(Event).OfType<EventHeader>().GroupBy(header => header.CommandId).ToDictionary(group => group.Key, group => group.Max(header => header.Sequence));
        foreach (var reply in replies)
        {
            Assert.True(ReplyHeader.TryRead(reply.Header(HeaderNames.Bux), out var header));
            if (header.Kind == ReplyKind.Accepted && versions.TryGetValue(header.CommandId, out var version)) Assert.Equal(version, header.Version);
        }
    }

    private static void JudgeDeadLetters(IReadOnlyList<LogRecord> commands, IReadOnlyList<LogRecord> letters)
    {
        var origins = new HashSet<LogPosition>();
        var known = commands.ToDictionary(command => new LogPosition(command.Source, command.Offset));
        foreach (var letter in letters)
        {
            Assert.True(DeadLetterHeader.TryRead(letter.Header(HeaderNames.DeadLetter), out var header));
            var origin = new LogPosition(new LogPartition(header.Topic, header.Partition), header.Offset);
            Assert.True(origins.Add(origin), $"The command at {origin} was buried twice.");
            Assert.Equal(known[origin].Key, letter.Key);
            Assert.Equal(known[origin].Value, letter.Value);
        }
    }

    private IReadOnlyList<LogRecord> Read(ILogReader reader, string topic) => [.. Enumerable.Range(0, reader.Partitions(topic) ?? 0)
        .SelectMany(partition => Read(reader, new LogPartition(topic, partition)))];

    private static List<LogRecord> Read(ILogReader reader, LogPartition partition)
    {
        var end = reader.End(partition);
        var records = new List<LogRecord>();
        using var cursor = reader.Open([new LogPosition(partition, reader.Beginning(partition))]);
        var deadline = DateTime.UtcNow + Patience;
        while (cursor.Position(partition) < end)
        {
            records.AddRange(cursor.Read(TimeSpan.FromMilliseconds(100)));
            Assert.True(DateTime.UtcNow < deadline, $"{partition} cannot be read to its end {end}.");
        }

        return records;
    }

    private static bool IsEvent(LogRecord record) => Event(record) is not null;

    private static EventHeader? Event(LogRecord record) => EventHeader.TryRead(record.Header(HeaderNames.Bux), out var header) ? header : null;

    private static CommandHeader? Command(LogRecord record) => CommandHeader.TryRead(record.Header(HeaderNames.Bux), out var header, out _) ? header : null;

    private static Guid IdOf(LogRecord reply) => ReplyHeader.TryRead(reply.Header(HeaderNames.Bux), out var header) ? header.CommandId : Guid.Empty;

    private static string Key(LogRecord record) => Encoding.UTF8.GetString(record.Key!);
}
