using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// A worker's side of a service on Kafka: one member of the group, one transactional producer. The group's generation is what fences a
/// former owner (KIP-447): a commit goes out under the membership that its partitions were assigned with.
/// </summary>
internal sealed class KafkaCommandLog : ICommandLog
{
    private static readonly TimeSpan LastCommit = TimeSpan.FromSeconds(3);

    private readonly ServiceTopics _topics;
    private readonly KafkaOptions _options;
    private readonly ReplyTargets _replies;
    private readonly GroupMember _member;
    private readonly TransactionalWriter _writer;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenRegistration _stop;
    private readonly Dictionary<int, long> _committed = [];
    private readonly List<Settlement> _settled = [];
    private long _tickets;
    private bool _disposed;

    /// <summary>Takes the transactional id, then joins the group.</summary>
    /// <exception cref="LogUnavailableException">The cluster does not answer, or refuses.</exception>
    public KafkaCommandLog(
        KafkaClients clients, ReplyTargets replies, ServiceTopics topics, string transactionalId, Action fenced, CancellationToken stopping)
    {
        _topics = topics;
        _options = clients.Options;
        _replies = replies;
        _stop = stopping.UnsafeRegister(_ => _end.CancelAfter(LastCommit), null);
        _writer = new TransactionalWriter(clients, transactionalId, Landed, fenced, _end.Token);
        try
        {
            _writer.Initialise();
            _member = new GroupMember(clients, topics);
        }
        catch
        {
            _writer.Dispose();
            Forget();
            throw;
        }
    }

    /// <inheritdoc/>
    public int MaximumRecordBytes => _options.LargestOutputBytes;

    /// <inheritdoc/>
    public InputBatch Read(CancellationToken stopping)
    {
        var batch = _member.Read(stopping);
        foreach (var change in batch.Changes) _committed.Remove(change.Partition);
        return batch;
    }

    /// <inheritdoc/>
    public void Start(int partition, long offset) => _member.Start(partition, offset);

    /// <inheritdoc/>
    public CommitTicket Commit(OutputBatch output)
    {
        var ticket = new CommitTicket(++_tickets);
        _settled.Add(new Settlement(ticket, Write(output)));
        return ticket;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Settlement> Settled()
    {
        if (_settled.Count == 0) return [];
        Settlement[] settled = [.. _settled];
        _settled.Clear();
        return settled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _writer.Dispose();
        _member.Dispose();
        Forget();
    }

    /// <summary>The host's token outlives this connection, and must not keep it.</summary>
    private void Forget()
    {
        _stop.Dispose();
        _end.Dispose();
    }

    private CommitFault? Write(OutputBatch output)
    {
        if (_settled.Find(settlement => settlement.Fault is not null) is { } earlier)
            return new CommitFault(CommitFaultKind.Aborted, $"Commit {earlier.Ticket.Number} before it did not happen.");
        if (Misplaced(output) is { } lost) return lost;
        if (TooLarge(output) is { } refused) return refused;
        if (_replies.Deliverable(output.Records) is not { } records)
            return new CommitFault(CommitFaultKind.Aborted, "The cluster does not say whether the reply topics exist.");

        var offsets = output.Offsets
            .Select(next => new TopicPartitionOffset(_topics.Commands, next.Partition, next.Offset))
            .ToArray();
        var fault = _writer.Commit(records, offsets, _member.Membership!);
        if (fault is not null)
        {
            _replies.Forget(records); // one of their topics may be gone since it was looked up
            return fault;
        }

        foreach (var next in output.Offsets) _committed[next.Partition] = next.Offset;
        _replies.CountDropped(output.Records.Count - records.Count);
        return null;
    }

    private CommitFault? Misplaced(OutputBatch output)
    {
        foreach (var next in output.Offsets)
        {
            if (!_member.Owns(next.Partition, output.Epoch))
                return new CommitFault(CommitFaultKind.Lost, $"{_topics.Commands}[{next.Partition}] has been given away.");
        }

        return _member.Membership is null
            ? new CommitFault(CommitFaultKind.Lost, $"No partition of {_topics.Commands} was ever assigned.")
            : null;
    }

    private CommitFault? TooLarge(OutputBatch output)
    {
        foreach (var record in output.Records)
        {
            if (record.Size > MaximumRecordBytes)
                return new CommitFault(
                    CommitFaultKind.Refused,
                    $"A record for {record.Target} takes {record.Size:N0} bytes of at most {MaximumRecordBytes:N0}.");
        }

        return null;
    }

    /// <summary>
    /// The positions tell only when the commit would have moved one of them from where it is known to have been.
    /// </summary>
    private bool? Landed(IReadOnlyList<TopicPartitionOffset> planned)
    {
        if (!planned.Any(Moves)) return null;
        var deadline = new Deadline(_options.TransactionTimeout + _options.RequestTimeout, _end.Token);
        while (true)
        {
            try
            {
                var committed = _member.Committed(planned.Select(next => next.Partition.Value), deadline.Slice)
                    .ToDictionary(position => position.Partition, position => position.Offset);
                return planned.All(next => committed[next.Partition] == next.Offset);
            }
            catch (KafkaException) when (!deadline.Passed)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(50)); // unreachable, or another transaction is pending on these positions
            }
            catch (KafkaException)
            {
                return null;
            }
        }
    }

    private bool Moves(TopicPartitionOffset next)
    {
        var partition = next.Partition.Value;
        var before = _committed.TryGetValue(partition, out var committed) ? committed : _member.Begun(partition);
        return before is { } known && next.Offset.Value > known;
    }
}
