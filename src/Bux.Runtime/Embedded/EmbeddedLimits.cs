using Bux.Log;

namespace Bux.Embedded;

/// <summary>What logs within a process judge alike.</summary>
internal static class EmbeddedLimits
{
    /// <summary>Refuses a record that is too large.</summary>
    /// <exception cref="RecordTooLargeException">It is.</exception>
    public static void Check(OutputRecord record, int maximumRecordBytes)
    {
        if (record.Size <= maximumRecordBytes) return;
        throw new RecordTooLargeException(
            $"The record for {record.Target} takes {record.Size:N0} bytes, and the log takes {maximumRecordBytes:N0}: raise MaximumCommandBytes, or send less.");
    }

    /// <summary>Whether a reply goes to a topic or partition that does not exist.</summary>
    public static bool IsReplyWithoutTarget(LogPartition target, Func<string, int?> partitions) =>
        target.Topic.StartsWith(ServiceTopics.RepliesPrefix, StringComparison.Ordinal) && !IsWithin(target, partitions(target.Topic));

    /// <summary>Whether a topic of so many partitions, null for none, has this one. Its number may be anything: reply addresses come from clients.</summary>
    public static bool IsWithin(LogPartition partition, int? partitions) => partition.Partition >= 0 && partition.Partition < partitions;

    /// <summary>A partition that nobody has planned.</summary>
    public static LogUnavailableException NoSuch(LogPartition partition) =>
        new($"The log has no {partition}. Start the service that owns it once, or name it in PrepareAsync.");

    /// <summary>A record's time: the clock's when the topic is stamped, never before the record before it; whole milliseconds.</summary>
    public static DateTimeOffset Timestamp(OutputRecord record, TimeProvider? clock, DateTimeOffset? before)
    {
        var timestamp = clock is null ? record.Timestamp : clock.GetUtcNow();
        if (clock is not null && before > timestamp) timestamp = before.Value;
        return DateTimeOffset.FromUnixTimeMilliseconds(timestamp.ToUnixTimeMilliseconds());
    }
}
