using Bux.Log;

namespace Bux.Sqlite;

internal sealed partial class SqliteRecords
{
    private const int Portion = 5_000;

    /// <summary>
    /// Deletes what need not be kept, a portion at a time so that nobody waits long for the file: what is older than its topic's
    /// retention, and what is superseded and older than its topic's lag. The newest record of a partition always stays, so that offsets go
    /// on after a restart, and so does the newest of each key.
    /// </summary>
    /// <returns>Whether there may be more to delete.</returns>
    public bool Tidy()
    {
        var more = DeleteSuperseded();
        foreach (var (name, topic) in _topics.Where(topic => topic.Value.Retention is not null))
        {
            for (var number = 0; number < topic.Ends.Length; number++) more |= DeleteExpired(topic, new LogPartition(name, number));
        }

        return more;
    }

    private bool DeleteExpired(SqliteTopic topic, LogPartition partition)
    {
        var now = _time.GetUtcNow();
        if (topic.Retention > now - DateTimeOffset.MinValue) return false;
        var first = Beginning(partition);
        var kept = Math.Min(OffsetAt(partition, now - topic.Retention!.Value), End(partition) - 1);
        if (kept <= first) return false;
        var until = Math.Min(kept, first + Portion);
        _session.Execute(
            "DELETE FROM records WHERE topic = $topic AND partition = $partition AND offset < $until",
            ("$topic", topic.Id), ("$partition", partition.Partition), ("$until", until));
        return until < kept;
    }

    private bool DeleteSuperseded()
    {
        const string Due = "FROM superseded WHERE due <= $now ORDER BY due, topic, partition, offset LIMIT $portion";
        (string, object?)[] due = [("$now", _time.GetUtcNow().ToUnixTimeMilliseconds()), ("$portion", Portion)];
        if (_session.Scalar("SELECT due FROM superseded WHERE due <= $now LIMIT 1", due[..1]) is null) return false;
        var deleted = 0;
        _session.Transact(() =>
        {
            _session.Execute($"DELETE FROM records WHERE (topic, partition, offset) IN (SELECT topic, partition, offset {Due})", due);
            deleted = _session.Execute(
                $"DELETE FROM superseded WHERE (due, topic, partition, offset) IN (SELECT due, topic, partition, offset {Due})", due);
        });
        return deleted == Portion;
    }

    /// <summary>Makes a record the newest of its key. The one before it goes at once, or is noted to go when it is old enough.</summary>
    private void Supersede(SqliteTopic topic, int partition, byte[] key, long offset)
    {
        (string, object?)[] entry = [("$topic", topic.Id), ("$partition", partition), ("$key", key)];
        const string Newest = "(SELECT offset FROM newest WHERE topic = $topic AND partition = $partition AND key = $key)";
        if (topic.Lag == 0)
        {
            _session.Execute($"DELETE FROM records WHERE topic = $topic AND partition = $partition AND offset = {Newest}", entry);
        }
        else
        {
            _session.Execute(
                $"""
                INSERT INTO superseded (due, topic, partition, offset)
                SELECT timestamp + $lag, topic, partition, offset FROM records
                WHERE topic = $topic AND partition = $partition AND offset = {Newest}
                """,
                [.. entry, ("$lag", topic.Lag)]);
        }

        _session.Execute(
            """
            INSERT INTO newest (topic, partition, key, offset) VALUES ($topic, $partition, $key, $offset)
            ON CONFLICT DO UPDATE SET offset = $offset
            """,
            [.. entry, ("$offset", offset)]);
    }
}
