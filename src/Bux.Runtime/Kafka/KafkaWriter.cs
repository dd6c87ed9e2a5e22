using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>Writes single records, each acknowledged by all in-sync replicas.</summary>
internal sealed class KafkaWriter : ILogWriter
{
    private static readonly TimeSpan QueuePause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(3);

    private readonly KafkaClients _clients;
    private readonly Lock _replacing = new();
    private IProducer<byte[], byte[]>? _producer;
    private bool _disposed;

    /// <summary>Connects when it first writes.</summary>
    public KafkaWriter(KafkaClients clients) => _clients = clients;

    /// <inheritdoc/>
    public async Task WriteAsync(OutputRecord record, CancellationToken cancellation)
    {
        var deadline = new Deadline(_clients.Options.RequestTimeout);
        while (true)
        {
            var producer = Producer();
            try
            {
                await producer.ProduceAsync(record.Target.ToKafka(), record.ToMessage(), cancellation).ConfigureAwait(false);
                return;
            }
            catch (ProduceException<byte[], byte[]> error) when (error.Error.Code == ErrorCode.Local_QueueFull && !deadline.Passed)
            {
                await Task.Delay(QueuePause, cancellation).ConfigureAwait(false);
            }
            catch (ProduceException<byte[], byte[]> error)
                when (error.Error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge)
            {
                throw new RecordTooLargeException(
                    $"The record for {record.Target} takes {record.Size:N0} bytes. This host's limit is "
                    + $"{_clients.Options.LargestOutputBytes:N0} bytes; the topic's is its max.message.bytes, which for commands should be "
                    + $"{_clients.Options.MaximumRecordBytes:N0}.",
                    error);
            }
            catch (KafkaException error)
            {
                if (error.Error.IsFatal || error.Error.Code == ErrorCode.Local_Fatal) Replace(producer);
                throw KafkaFaults.Unavailable($"The record for {record.Target} was not confirmed; it may have been written", error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IProducer<byte[], byte[]>? last;
        lock (_replacing)
        {
            (last, _producer, _disposed) = (_producer, null, true);
        }

        last?.Flush(LastFlush);
        last?.Dispose();
    }

    private IProducer<byte[], byte[]> Producer()
    {
        lock (_replacing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _producer ??= _clients.Idempotent();
        }
    }

    /// <summary>An idempotent producer never recovers from a fatal error.</summary>
    private void Replace(IProducer<byte[], byte[]> failed)
    {
        lock (_replacing)
        {
            if (_producer == failed) _producer = null;
        }

        // Not disposed on this thread: it may be the failed producer's own.
        _ = Task.Run(failed.Dispose);
    }
}
