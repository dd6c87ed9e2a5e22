using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// A worker's transactional producer. It alone decides what an error of a transaction means: repeat the call, abort, or drop the producer
/// and make a new one under the same id, whose initialisation ends whatever the old one left open.
/// </summary>
/// <param name="clients">Makes the producers.</param>
/// <param name="id">The transactional id.</param>
/// <param name="landed">
/// Whether a commit that was not answered has happened, judged by the group's positions; null when they cannot tell.
/// </param>
/// <param name="fenced">Hears that another producer took the id.</param>
/// <param name="end">Cancelled when nothing is to be waited for any more.</param>
internal sealed class TransactionalWriter(
    KafkaClients clients, string id, Func<IReadOnlyList<TopicPartitionOffset>, bool?> landed, Action fenced, CancellationToken end) : IDisposable
{
    private static readonly TimeSpan QueuePause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastAbort = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDispose = TimeSpan.FromSeconds(3);

    // A call that is so much too late will not come back soon.
    private static readonly TimeSpan Overtime = TimeSpan.FromSeconds(2);

    // Unlike the others this call fails its transaction when its time is over.
    private static readonly TimeSpan LongestSendOfOffsets = TimeSpan.FromSeconds(5);

    private IProducer<byte[], byte[]>? _producer;
    private NativeThread _native = null!; // comes and goes with the producer
    private bool _open;

    private TimeSpan Timeout => clients.Options.TransactionTimeout;

    /// <summary>Takes the transactional id: transactions of an earlier owner are over afterwards.</summary>
    /// <exception cref="LogUnavailableException">The cluster does not answer, or refuses.</exception>
    public void Initialise()
    {
        var deadline = new Deadline(Timeout + clients.Options.RequestTimeout, end);
        _producer = clients.Transactional(id);
        _native = new NativeThread($"bux transactions {id}");
        try
        {
            Repeat(_producer.InitTransactions, deadline);
        }
        catch (KafkaException error)
        {
            Drop();
            throw KafkaFaults.Unavailable($"The transactional id {id} cannot be initialised", error);
        }
    }

    /// <summary>Writes the records and positions in one transaction; null when it is committed.</summary>
    /// <exception cref="LogUnavailableException">How it ended cannot be found out, or another producer has the id.</exception>
    public CommitFault? Commit(
        IReadOnlyList<OutputRecord> records, IReadOnlyList<TopicPartitionOffset> offsets, IConsumerGroupMetadata membership)
    {
        if (_producer is null) Initialise();
        var deadline = new Deadline(Timeout, end);
        var ending = false;
        try
        {
            _producer!.BeginTransaction();
            _open = true;
            var produced = Produce(records, deadline);
            if (produced) Flush(deadline);
            if (offsets.Count > 0) Repeat(time => _producer.SendOffsetsToTransaction(offsets, membership, time), deadline, LongestSendOfOffsets);
            if (!produced) throw new KafkaException(new Error(ErrorCode.Local_State, "The transaction takes no more records"));
            ending = true;
            Repeat(_producer.CommitTransaction, deadline);
            _open = false;
            return null;
        }
        catch (KafkaTxnRequiresAbortException error)
        {
            return Abort(error, offsets, deadline, ending);
        }
        catch (ProduceException<byte[], byte[]> error) when (!error.Error.IsFatal && error.Error.Code != ErrorCode.Local_Fatal)
        {
            return Abort(error, offsets, deadline, ending);
        }
        catch (KafkaException error)
        {
            return Replace(error, offsets, deadline, ending);
        }
    }

    /// <summary>Aborts what is open, within a few seconds.</summary>
    public void Dispose()
    {
        if (_open && _producer is not null)
        {
            try
            {
                Make(_producer.AbortTransaction, LastAbort);
            }
            catch (KafkaException)
            {
                // The next owner of the id, or the transaction's timeout, aborts it.
            }
        }

        Drop();
    }

    /// <summary>
    /// Hands the records over; false when the transaction has failed meanwhile, because a record was not delivered. Only the transaction's
    /// own calls say why.
    /// </summary>
    private bool Produce(IReadOnlyList<OutputRecord> records, Deadline deadline)
    {
        foreach (var record in records)
        {
            var target = record.Target.ToKafka();
            var message = record.ToMessage();
            while (true)
            {
                try
                {
                    _producer!.Produce(target, message);
                    break;
                }
                catch (ProduceException<byte[], byte[]> error) when (error.Error.Code == ErrorCode.Local_State)
                {
                    return false;
                }
                catch (ProduceException<byte[], byte[]> error) when (error.Error.Code == ErrorCode.Local_QueueFull && !deadline.Passed)
                {
                    _producer!.Poll(QueuePause);
                }
            }
        }

        return true;
    }

    /// <summary>The offsets' request does not wait for the records: a new owner could read past them otherwise.</summary>
    private void Flush(Deadline deadline)
    {
        while (_producer!.Flush(deadline.Slice) > 0)
        {
            if (deadline.Passed)
                throw new KafkaRetriableException(new Error(ErrorCode.Local_TimedOut, "The brokers did not take the records in time"));
        }
    }

    private CommitFault? Abort(KafkaException cause, IReadOnlyList<TopicPartitionOffset> offsets, Deadline begun, bool ending)
    {
        ThrowIfEnded(cause);
        try
        {
            Repeat(_producer!.AbortTransaction, new Deadline(Timeout, end));
            _open = false;
            return KafkaFaults.Aborted(cause);
        }
        catch (KafkaException error)
        {
            var fault = Replace(error, offsets, begun, ending);
            return fault is { Kind: CommitFaultKind.Aborted } ? KafkaFaults.Aborted(cause) : fault;
        }
    }

    /// <summary>
    /// Whatever the old producer left open is over when the new one is initialised. Only an end that was asked for may have committed.
    /// </summary>
    private CommitFault? Replace(KafkaException cause, IReadOnlyList<TopicPartitionOffset> offsets, Deadline begun, bool ending)
    {
        Drop();
        ThrowIfEnded(cause);
        if (KafkaFaults.Fenced(cause.Error) && begun.Elapsed < Timeout * 0.8)
        {
            // Fencing back would go on for ever. A transaction that was only late is fenced too, but after its time.
            fenced();
            throw new LogUnavailableException(
                $"Another producer uses the transactional id {id}: give each process an {nameof(KafkaOptions.InstanceId)} of its own.", cause);
        }

        Initialise();
        if (!ending) return KafkaFaults.Aborted(cause);
        return landed(offsets) switch
        {
            true => null,
            false => KafkaFaults.Aborted(cause),
            null => throw KafkaFaults.Unavailable("A commit was not answered, and the group's positions do not tell how it ended", cause),
        };
    }

    /// <summary>Finding out how it ended takes the brokers; the next owner does so when it restores.</summary>
    private void ThrowIfEnded(KafkaException cause)
    {
        if (end.IsCancellationRequested) throw KafkaFaults.Unavailable("The host stops, and a commit has not ended in time", cause);
    }

    private void Repeat(Action<TimeSpan> call, Deadline deadline, TimeSpan? longest = null) => deadline.Repeat(time => Make(call, time), longest);

    /// <summary>Makes a call of the producer. One that does not return leaves the producer to itself: the next one's initialisation fences it.</summary>
    private void Make(Action<TimeSpan> call, TimeSpan time)
    {
        if (_native.Make(() => call(time), time + Overtime)) return;
        Drop();
        throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"A call of the transactional producer {id} did not return within {time.TotalSeconds:0.#} s"));
    }

    /// <summary>The producer goes when its last call has returned: not before, for that call is still using it.</summary>
    private void Drop()
    {
        _open = false;
        if (_producer is { } last) _native.End(last.Dispose, LongestDispose);
        _producer = null;
    }
}
