using Bux.Embedded;
using Bux.Log;
using Microsoft.Data.Sqlite;

namespace Bux.Sqlite;

/// <summary>
/// Topics as tables of one file, over one connection. What is asked for often (topics, ends of partitions) is kept in memory: nobody else
/// writes the file. Compacted topics keep one record a key: an older one is deleted in the transaction of the newer.
/// </summary>
internal sealed class SqliteRecords : IEmbeddedRecords, IDisposable
{
    private readonly SqliteOptions _options;
    private readonly TimeProvider _time;
    private readonly SqliteSession _session;
    private readonly Dictionary<string, SqliteTopic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartitionGroup> _groups = new(StringComparer.Ordinal);

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

    /// <summary>Makes a topic, or takes over the plan's retention for one that is there.</summary>
    public void Keep(TopicPlan plan)
    {
        object? retention = plan.Retention is { } kept ? (long)kept.TotalMilliseconds : DBNull.Value;
        _session.Transact(() => _session.Execute(
            """
            INSERT INTO topics (name, partitions, stamped, compacted, retention) VALUES ($name, $partitions, $stamped, $compacted, $retention)
            ON CONFLICT (name) DO UPDATE SET retention = $retention
            """,
            ("$name", plan.Name), ("$partitions", plan.Partitions ?? 1), ("$stamped", plan.LogAppendTime), ("$compacted", plan.Compacted), ("$retention", retention)));
        LoadTopics();
    }

    public int? Partitions(string topic) => _topics.TryGetValue(topic, out var known) ? known.Ends.Length : null;

    public long Beginning(LogPartition partition) =>
        _session.Scalar(
            "SELECT MIN(offset) FROM records WHERE topic = $topic AND partition = $partition",
            ("$topic", Topic(partition).Id), ("$partition", partition.Partition)) ?? End(partition);

    public long End(LogPartition partition) => Topic(partition).Ends[partition.Partition].Next;

    public IReadOnlyList<LogRecord> Fetch(LogPartition partition, long from, int most) => _session.Query(
        "SELECT offset, timestamp, key, value, headers FROM records WHERE topic = $topic AND partition = $partition AND offset >= $from ORDER BY offset LIMIT $most",
        row => new LogRecord
        {
            Source = partition,
            Offset = row.GetInt64(0),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            Key = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
            Value = row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3),
            Headers = HeaderBlob.Read(row.GetFieldValue<byte[]>(4)),
        },
        ("$topic", Topic(partition).Id), ("$partition", partition.Partition), ("$from", from), ("$most", most));

    /// <summary>Halves the partition again and again, since its times do not run backwards.</summary>
    public long OffsetAt(LogPartition partition, DateTimeOffset time)
    {
        var (low, high) = (Beginning(partition), End(partition));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var (offset, timestamp) = FirstFrom(partition, middle) ?? (high, DateTimeOffset.MaxValue);
            if (timestamp >= time) high = middle;
            else low = offset + 1;
        }

        return FirstFrom(partition, low)?.Offset ?? End(partition);
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
                    "INSERT INTO positions (groupname, topic, partition, offset) VALUES ($group, $topic, $partition, $offset) ON CONFLICT DO UPDATE SET offset = $offset",
                    ("$group", service!.Group), ("$topic", Topic(new LogPartition(service.Commands, next.Partition)).Id),
                    ("$partition", next.Partition), ("$offset", next.Offset));
            }
        });

        // Only what is in the file may be seen.
        foreach (var (partition, end) in ends) Topic(partition).Ends[partition.Partition] = end;
        DroppedReplies += records.Count - sound.Length;
        Monitor.PulseAll(Gate);
    }

    /// <summary>Deletes what is older than its topic's retention; the newest record always stays, so that offsets go on after a restart.</summary>
    public void DeleteExpired()
    {
        foreach (var (name, topic) in _topics.Where(topic => topic.Value.Retention is not null))
        {
            for (var number = 0; number < topic.Ends.Length; number++)
            {
                var partition = new LogPartition(name, number);
                var first = Math.Min(OffsetAt(partition, _time.GetUtcNow() - topic.Retention!.Value), End(partition) - 1);
                _session.Transact(() => _session.Execute(
                    "DELETE FROM records WHERE topic = $topic AND partition = $partition AND offset < $first",
                    ("$topic", topic.Id), ("$partition", number), ("$first", first)));
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private void Append(OutputRecord record, Dictionary<LogPartition, PartitionEnd> ends)
    {
        var topic = Topic(record.Target);
        if (!ends.TryGetValue(record.Target, out var end)) end = topic.Ends[record.Target.Partition];
        var timestamp = EmbeddedLimits.Timestamp(record, topic.Stamped ? _time : null, end.Newest);
        _session.Execute(
            "INSERT INTO records (topic, partition, offset, timestamp, key, value, headers) VALUES ($topic, $partition, $offset, $timestamp, $key, $value, $headers)",
            ("$topic", topic.Id), ("$partition", record.Target.Partition), ("$offset", end.Next), ("$timestamp", timestamp.ToUnixTimeMilliseconds()),
            ("$key", (object?)record.Key ?? DBNull.Value), ("$value", (object?)record.Value ?? DBNull.Value), ("$headers", HeaderBlob.Write(record.Headers)));
        if (topic.Compacted && record.Key is { } key) Supersede(topic, record.Target.Partition, key, end.Next);
        ends[record.Target] = new PartitionEnd(end.Next + 1, timestamp);
    }

    private void Supersede(SqliteTopic topic, int partition, byte[] key, long offset)
    {
        (string, object?)[] entry = [("$topic", topic.Id), ("$partition", partition), ("$key", key), ("$offset", offset)];
        _session.Execute(
            "DELETE FROM records WHERE topic = $topic AND partition = $partition AND offset = (SELECT offset FROM newest WHERE topic = $topic AND partition = $partition AND key = $key)",
            entry[..3]);
        _session.Execute(
            "INSERT INTO newest (topic, partition, key, offset) VALUES ($topic, $partition, $key, $offset) ON CONFLICT DO UPDATE SET offset = $offset", entry);
    }

    private (long Offset, DateTimeOffset Timestamp)? FirstFrom(LogPartition partition, long offset) => _session.Query(
        "SELECT offset, timestamp FROM records WHERE topic = $topic AND partition = $partition AND offset >= $offset ORDER BY offset LIMIT 1",
        row => ((long, DateTimeOffset)?)(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
        ("$topic", Topic(partition).Id), ("$partition", partition.Partition), ("$offset", offset)).FirstOrDefault();

    private SqliteTopic Topic(LogPartition partition) =>
        _topics.TryGetValue(partition.Topic, out var topic) && EmbeddedLimits.IsWithin(partition, topic.Ends.Length) ? topic : throw EmbeddedLimits.NoSuch(partition);

    private void LoadTopics()
    {
        foreach (var (name, topic) in _session.Query(
            "SELECT id, name, partitions, stamped, compacted, retention FROM topics",
            row => (row.GetString(1), new SqliteTopic(
                row.GetInt64(0), row.GetBoolean(3), row.GetBoolean(4), row.IsDBNull(5) ? null : TimeSpan.FromMilliseconds(row.GetInt64(5)), new PartitionEnd[row.GetInt32(2)]))))
        {
            foreach (var (partition, end) in _session.Query(
                "SELECT partition, MAX(offset), timestamp FROM records WHERE topic = $topic GROUP BY partition",
                row => (row.GetInt32(0), new PartitionEnd(row.GetInt64(1) + 1, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)))),
                ("$topic", topic.Id))) topic.Ends[partition] = end;
            _topics[name] = topic;
        }
    }
}

/// <summary>A topic of the file.</summary>
internal sealed record SqliteTopic(long Id, bool Stamped, bool Compacted, TimeSpan? Retention, PartitionEnd[] Ends);

/// <summary>Where a partition ends: its next offset, and the time of its newest record.</summary>
internal readonly record struct PartitionEnd(long Next, DateTimeOffset? Newest);
