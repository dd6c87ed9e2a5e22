namespace Bux.Log;

/// <summary>A named piece of metadata of a record.</summary>
/// <param name="Name">The name; it may repeat.</param>
/// <param name="Value">The bytes, or null.</param>
public readonly record struct LogHeader(string Name, byte[]? Value);

/// <summary>One partition of one topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition, from 0.</param>
public readonly record struct LogPartition(string Topic, int Partition)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Topic}[{Partition}]";
}

/// <summary>A committed record of the log.</summary>
public sealed class LogRecord
{
    /// <summary>Its topic and partition.</summary>
    public required LogPartition Source { get; init; }

    /// <summary>Its place in the partition. Offsets grow, not always by one.</summary>
    public required long Offset { get; init; }

    /// <summary>
    /// For commands the time at which the log took it (LogAppendTime), for everything else the time that its writer gave.
    /// Milliseconds, UTC.
    /// </summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The key, or null.</summary>
    public required byte[]? Key { get; init; }

    /// <summary>The value, or null for a tombstone.</summary>
    public required byte[]? Value { get; init; }

    /// <summary>The headers, in order.</summary>
    public required IReadOnlyList<LogHeader> Headers { get; init; }

    /// <summary>The last header of a name, as Kafka's own clients read it; null when there is none.</summary>
    public byte[]? Header(string name)
    {
        for (var i = Headers.Count - 1; i >= 0; i--)
        {
            if (Headers[i].Name == name) return Headers[i].Value;
        }

        return null;
    }
}

/// <summary>A record to be written.</summary>
/// <param name="Target">Its topic and partition.</param>
/// <param name="Timestamp">Its time; the command topic replaces it by the time of the append.</param>
/// <param name="Key">The key, or null.</param>
/// <param name="Value">The value, or null for a tombstone.</param>
/// <param name="Headers">The headers, in order.</param>
public sealed record OutputRecord(
    LogPartition Target, DateTimeOffset Timestamp, byte[]? Key, byte[]? Value, IReadOnlyList<LogHeader> Headers)
{
    /// <summary>An upper bound of what the record takes on the wire, in bytes, as brokers count it.</summary>
    public int Size
    {
        get
        {
            const int RecordOverhead = 96; // of a batch with one record (61) and the longest varints of that record
            const int HeaderOverhead = 10;
            var size = RecordOverhead + (Key?.Length ?? 0) + (Value?.Length ?? 0);
            foreach (var header in Headers) size += HeaderOverhead + header.Name.Length + (header.Value?.Length ?? 0);
            return size;
        }
    }
}
