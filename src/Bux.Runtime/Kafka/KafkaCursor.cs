using System.Diagnostics;
using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>Reads partitions that it was told to read, committed records only.</summary>
internal sealed class KafkaCursor : ILogCursor
{
    private const int MostRecords = 10_000;

    private readonly KafkaClients _clients;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly Dictionary<LogPartition, long> _positions;
    private volatile Error? _fatal;
    private long _troubled;

    /// <summary>Begins to fetch.</summary>
    public KafkaCursor(KafkaClients clients, IReadOnlyList<LogPosition> from)
    {
        _clients = clients;
        _positions = from.ToDictionary(position => position.Partition, position => position.Offset);
        _consumer = clients.Reader("bux-cursor", IsolationLevel.ReadCommitted)
            .SetErrorHandler((_, error) => _fatal = error.IsFatal ? error : _fatal)
            .Build();
        _consumer.Assign(from.Select(position => new TopicPartitionOffset(position.Partition.ToKafka(), position.Offset)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<LogRecord> Read(TimeSpan wait)
    {
        if (_fatal is { } fatal) throw KafkaFaults.Unavailable("The cursor failed", new KafkaException(fatal));
        var records = new List<LogRecord>();
        for (var next = Consume(wait); next is not null; next = records.Count < MostRecords ? Consume(TimeSpan.Zero) : null)
        {
            var partition = new LogPartition(next.Topic, next.Partition.Value);
            if (next.IsPartitionEOF)
            {
                // The end passes over aborted records and markers, which are never delivered.
                _positions[partition] = Math.Max(_positions[partition], next.Offset.Value);
                if (records.Count == 0) return records; // the caller looks at the position rather than wait for more
                continue;
            }

            records.Add(next.ToRecord());
            _positions[partition] = next.Offset.Value + 1;
        }

        return records;
    }

    /// <inheritdoc/>
    public long Position(LogPartition partition) => _positions[partition];

    /// <inheritdoc/>
    public void Dispose() => _consumer.Dispose();

    private ConsumeResult<byte[], byte[]>? Consume(TimeSpan wait)
    {
        try
        {
            var result = _consumer.Consume(wait);
            if (result is not null) _troubled = 0;
            return result;
        }
        catch (ConsumeException error) when (!KafkaFaults.EndsConsumer(error.Error))
        {
            if (_troubled == 0) _troubled = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(_troubled) < _clients.Options.RequestTimeout) return null;
            throw KafkaFaults.Unavailable(Where(), error);
        }
        catch (KafkaException error)
        {
            throw KafkaFaults.Unavailable(Where(), error);
        }
    }

    private string Where()
        => $"Reading {string.Join(", ", _positions.Select(position => $"{position.Key} at offset {position.Value}"))} failed";
}
