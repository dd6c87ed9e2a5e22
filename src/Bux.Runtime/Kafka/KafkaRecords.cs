using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>Between Kafka's messages and the log's records.</summary>
internal static class KafkaRecords
{
    /// <summary>The record of a message.</summary>
    public static LogRecord ToRecord(this ConsumeResult<byte[], byte[]> result) => new()
    {
        Source = new LogPartition(result.Topic, result.Partition.Value),
        Offset = result.Offset.Value,
        Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(result.Message.Timestamp.UnixTimestampMs),
        Key = result.Message.Key,
        Value = result.Message.Value,
        Headers = ToHeaders(result.Message.Headers),
    };

    /// <summary>What a message takes of a batch's byte limit.</summary>
    public static int Length(this ConsumeResult<byte[], byte[]> result)
        => (result.Message.Key?.Length ?? 0) + (result.Message.Value?.Length ?? 0);

    /// <summary>The message of a record.</summary>
    public static Message<byte[], byte[]> ToMessage(this OutputRecord record)
    {
        var message = new Message<byte[], byte[]>
        {
            // Null is what Kafka calls a missing key and a tombstone; the client's types do not say so.
            Key = record.Key!,
            Value = record.Value!,
            Timestamp = new Timestamp(record.Timestamp),
        };
        if (record.Headers.Count == 0) return message;
        message.Headers = [];
        foreach (var header in record.Headers) message.Headers.Add(header.Name, header.Value);
        return message;
    }

    /// <summary>The partition in Kafka's words.</summary>
    public static TopicPartition ToKafka(this LogPartition partition) => new(partition.Topic, new Partition(partition.Partition));

    private static IReadOnlyList<LogHeader> ToHeaders(Headers? headers)
    {
        if (headers is null || headers.Count == 0) return [];
        var copied = new LogHeader[headers.Count];
        for (var i = 0; i < copied.Length; i++) copied[i] = new LogHeader(headers[i].Key, headers[i].GetValueBytes());
        return copied;
    }
}
