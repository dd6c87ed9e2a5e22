using System.Globalization;
using System.Text;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>The batches that the writing process commits, so that whoever reads its file knows what must be in it.</summary>
public static class Batches
{
    private const int Keys = 7;

    /// <summary>The service that the process writes for.</summary>
    public static ServiceTopics Topics { get; } = new("crash", "f1", 1);

    /// <summary>The topic of the process's single writes.</summary>
    public const string Singles = "singles";

    /// <summary>The topics.</summary>
    public static TopicPlan[] Plans { get; } =
    [
        new(Topics.Commands, 1, true) { LogAppendTime = true },
        new(Topics.Events, 1, true),
        new(Topics.State, 1, true) { Compacted = true },
        new(Singles, 1, true),
    ];

    /// <summary>The events of a batch: 1 to 30, named by batch and place.</summary>
    public static string[] Events(long batch) => [.. Enumerable.Range(0, (int)(batch * 7 % 30) + 1).Select(place => $"{batch}:{place}")];

    /// <summary>The key of the state that a batch writes; each is written again and again.</summary>
    public static string Key(long batch) => $"entity {batch % Keys}";

    /// <summary>A batch that moves the group to the batch after it.</summary>
    public static OutputBatch Of(long epoch, long batch) => new(
        epoch,
        [
            .. Events(batch).Select(value => Record(Topics.Events, "k", value)),
            Record(Topics.State, Key(batch), batch.ToString(CultureInfo.InvariantCulture)),
        ],
        [new NextOffset(0, batch + 1)]);

    /// <summary>A record of 1 KiB and more, so that a batch spans several pages of the file.</summary>
    public static OutputRecord Record(string topic, string key, string value) => new(
        new LogPartition(topic, 0), DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value),
        [new LogHeader("filling", new byte[1024])]);
}
