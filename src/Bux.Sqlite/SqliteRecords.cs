using Bux.Embedded;
using Bux.Log;
using Microsoft.Data.Sqlite;

namespace Bux.Sqlite;

/// <summary>
/// Topics as tables of one file, over one connection. What is asked for often (topics, ends of partitions) is kept in memory: nobody else
/// writes the file, and who only looks at it notices that somebody does. Compacted topics keep one record a key: an older one is deleted in
/// the transaction of the newer, or once it is older than the topic's minimum lag.
/// </summary>
internal sealed partial class SqliteRecords : IEmbeddedRecords, IDisposable
{
    private readonly SqliteOptions _options;
    private readonly TimeProvider _time;
    private readonly SqliteSession _session;
    private readonly Dictionary<string, SqliteTopic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartitionGroup> _groups = new(StringComparer.Ordinal);
    private long? _seen;

    public SqliteRecords(SqliteOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _session = new SqliteSession(options);
        try
        {
            LoadTopics();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public object Gate { get; } = new();

    public BatchLimits Limits => _options.Limits;

    public int LargestOutputBytes => _options.MaximumRecordBytes + OutputBatch.Allowance;

    public long DroppedReplies { get; private set; }

    public PartitionGroup Group(ServiceTopics topics) =>
        _groups.TryGetValue(topics.Group, out var group) ? group : _groups[topics.Group] = new PartitionGroup(topics.Partitions);

    /// <summary>Makes a topic, or takes over the plan's retention and lag for one that is there.</summary>
    public void Keep(TopicPlan plan)
    {
        object? retention = plan.Retention is { } kept ? (long)kept.TotalMilliseconds : DBNull.Value;
        _session.Transact(() => _session.Execute(
            """
            INSERT INTO topics (name, partitions, stamped, compacted, retention, lag)
            VALUES ($name, $partitions, $stamped, $compacted, $retention, $lag)
            ON CONFLICT (name) DO UPDATE SET retention = $retention, lag = $lag
            """,
            ("$name", plan.Name), ("$partitions", plan.Partitions ?? 1), ("$stamped", plan.LogAppendTime),
            ("$compacted", plan.Compacted), ("$retention", retention), ("$lag", (long)plan.MinimumCompactionLag.TotalMilliseconds)));
        LoadTopics();
    }

    public int? Partitions(string topic) => Find(topic)?.Ends.Length;

    public long Beginning(LogPartition partition) =>
        _session.Scalar(
            "SELECT MIN(offset) FROM records WHERE topic = $topic AND partition = $partition",
            ("$topic", Topic(partition).Id), ("$partition", partition.Partition)) ?? End(partition);

    public long End(LogPartition partition) => Topic(partition).Ends[partition.Partition].Next;

    public IReadOnlyList<LogRecord> Fetch(LogPartition partition, long from, int most)
    {
        var bytes = 0L; // A thousand of the largest records would take a gigabyte.
        return _session.QueryUntil(
            """
            SELECT offset, timestamp, key, value, headers FROM records
            WHERE topic = $topic AND partition = $partition AND offset >= $from ORDER BY offset LIMIT $most
            """,
            row => new LogRecord
            {
                Source = partition,
                Offset = row.GetInt64(0),
                Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                Key = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
                Value = row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3),
                Headers = HeaderBlob.Read(row.GetFieldValue<byte[]>(4)),
            },
            record => (bytes += record.Value?.Length ?? 0) >= Limits.Bytes,
            ("$topic", Topic(partition).Id), ("$partition", partition.Partition), ("$from", from), ("$most", most));
    }

    /// <summary>
    /// Writers' times may run backwards, the latest time so far does not: halving by that one finds where to begin, as Kafka's time index
    /// does.
    /// </summary>
    public long OffsetAt(LogPartition partition, DateTimeOffset time)
    {
        var (low, high) = (Beginning(partition), End(partition));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var (offset, latest) = LatestFrom(partition, middle) ?? (high, DateTimeOffset.MaxValue);
            if (latest >= time) high = middle;
            else low = offset + 1;
        }

        var milliseconds = time.ToUnixTimeMilliseconds();
        if (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < time) milliseconds++;
        return _session.Scalar(
            """
            SELECT offset FROM records
            WHERE topic = $topic AND partition = $partition AND offset >= $low AND timestamp >= $time ORDER BY offset LIMIT 1
            """,
            ("$topic", Topic(partition).Id), ("$partition", partition.Partition), ("$low", low), ("$time", milliseconds)) ?? End(partition);
    }

    public long? Position(string group, LogPartition partition) => _session.Scalar(
        "SELECT offset FROM positions WHERE groupname = $group AND topic = $topic AND partition = $partition",
        ("$group", group), ("$topic", Topic(partition).Id), ("$partition", partition.Partition));

    public void Write(IReadOnlyList<OutputRecord> records, ServiceTopics? service, IReadOnlyList<NextOffset> offsets)
    {
        var sound = records.Where(record => service is null || !EmbeddedLimits.IsReplyWithoutTarget(record.Target, Partitions)).ToArray();
        var ends = new Dictionary<LogPartition, PartitionEnd>();
        _session.Transact(() =>
        {
            foreach (var record in sound) Append(record, ends);
            foreach (var next in offsets)
            {
                _session.Execute(
                    """
                    INSERT INTO positions (groupname, topic, partition, offset) VALUES ($group, $topic, $partition, $offset)
                    ON CONFLICT DO UPDATE SET offset = $offset
                    """,
                    ("$group", service!.Group), ("$topic", Topic(new LogPartition(service.Commands, next.Partition)).Id),
                    ("$partition", next.Partition), ("$offset", next.Offset));
            }
        });

        // Only what is in the file may be seen.
        foreach (var (partition, end) in ends) Topic(partition).Ends[partition.Partition] = end;
        DroppedReplies += records.Count - sound.Length;
        Monitor.PulseAll(Gate);
    }

    public void Dispose() => _session.Dispose();

    private void Append(OutputRecord record, Dictionary<LogPartition, PartitionEnd> ends)
    {
        var topic = Topic(record.Target);
        if (!ends.TryGetValue(record.Target, out var end)) end = topic.Ends[record.Target.Partition];
        var timestamp = EmbeddedLimits.Timestamp(record, topic.Stamped ? _time : null, end.Latest);
        var latest = end.Latest > timestamp ? end.Latest.Value : timestamp;
        _session.Execute(
            """
            INSERT INTO records (topic, partition, offset, timestamp, latest, key, value, headers)
            VALUES ($topic, $partition, $offset, $timestamp, $latest, $key, $value, $headers)
            """,
            ("$topic", topic.Id), ("$partition", record.Target.Partition), ("$offset", end.Next),
            ("$timestamp", timestamp.ToUnixTimeMilliseconds()), ("$latest", latest.ToUnixTimeMilliseconds()),
            ("$key", (object?)record.Key ?? DBNull.Value), ("$value", (object?)record.Value ?? DBNull.Value),
            ("$headers", HeaderBlob.Write(record.Headers)));
        if (topic.Compacted && record.Key is { } key) Supersede(topic, record.Target.Partition, key, end.Next);
        ends[record.Target] = new PartitionEnd(end.Next + 1, latest);
    }

    private (long Offset, DateTimeOffset Latest)? LatestFrom(LogPartition partition, long offset) => _session.Query(
        "SELECT offset, latest FROM records WHERE topic = $topic AND partition = $partition AND offset >= $offset ORDER BY offset LIMIT 1",
        row => ((long, DateTimeOffset)?)(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
        ("$topic", Topic(partition).Id), ("$partition", partition.Partition), ("$offset", offset)).FirstOrDefault();

    private SqliteTopic Topic(LogPartition partition) =>
        Find(partition.Topic) is { } topic && EmbeddedLimits.IsWithin(partition, topic.Ends.Length)
            ? topic
            : throw EmbeddedLimits.NoSuch(partition);

    private SqliteTopic? Find(string topic)
    {
        if (_options.ReadOnly && _session.Scalar("PRAGMA data_version") is var version && version != _seen)
        {
            LoadTopics(); // Somebody else has written.
            _seen = version;
        }

        return _topics.GetValueOrDefault(topic);
    }

    private void LoadTopics()
    {
        foreach (var (name, topic) in _session.Query(
            "SELECT id, name, partitions, stamped, compacted, retention, lag FROM topics",
            row => (row.GetString(1), new SqliteTopic(
                row.GetInt64(0), row.GetBoolean(3), row.GetBoolean(4), row.IsDBNull(5) ? null : TimeSpan.FromMilliseconds(row.GetInt64(5)),
                row.GetInt64(6), new PartitionEnd[row.GetInt32(2)]))))
        {
            for (var partition = 0; partition < topic.Ends.Length; partition++)
            {
                topic.Ends[partition] = _session.Query(
                    "SELECT offset, latest FROM records WHERE topic = $topic AND partition = $partition ORDER BY offset DESC LIMIT 1",
                    row => new PartitionEnd(row.GetInt64(0) + 1, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
                    ("$topic", topic.Id), ("$partition", partition)).FirstOrDefault();
            }

            _topics[name] = topic;
        }
    }
}

/// <summary>A topic of the file. The lag is in milliseconds.</summary>
internal sealed record SqliteTopic(long Id, bool Stamped, bool Compacted, TimeSpan? Retention, long Lag, PartitionEnd[] Ends);

/// <summary>Where a partition ends: its next offset, and the latest time of its records.</summary>
internal readonly record struct PartitionEnd(long Next, DateTimeOffset? Latest);
