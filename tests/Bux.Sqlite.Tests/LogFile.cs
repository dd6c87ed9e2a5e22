using System.Text;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>What the tests of one file write and read.</summary>
internal static class LogFile
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SqliteLogStore Open(TemporaryFile file, TimeProvider? time = null) => new(new SqliteOptions { Path = file.Path }, time);

    public static Task PrepareAsync(this ILogStore store, params TopicPlan[] plans) =>
        store.PrepareAsync(plans, create: true, TestContext.Current.CancellationToken);

    public static async Task WriteAsync(this ILogStore store, string topic, string key, string value, DateTimeOffset? time = null)
    {
        using var writer = store.OpenWriter();
        var record = new OutputRecord(
            new LogPartition(topic, 0), time ?? Start, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), []);
        await writer.WriteAsync(record, TestContext.Current.CancellationToken);
    }

    public static List<LogRecord> Records(this ILogStore store, string topic)
    {
        var partition = new LogPartition(topic, 0);
        var records = new List<LogRecord>();
        using var reader = store.OpenReader();
        var end = reader.End(partition);
        using var cursor = reader.Open([new LogPosition(partition, 0)]);
        while (cursor.Position(partition) < end) records.AddRange(cursor.Read(TimeSpan.Zero));
        return records;
    }

    public static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);

    public static IEnumerable<string> Values(this ILogStore store, string topic) =>
        store.Records(topic).Select(record => Text(record.Value));
}

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = LogFile.Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
