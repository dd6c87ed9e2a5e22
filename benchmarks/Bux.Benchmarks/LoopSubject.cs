using System.Text;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;
using Confluent.Kafka;
using Kyc.BrokerAccounts;
using Kyc.Contracts;

namespace Bux.Benchmarks;

/// <summary>
/// The peer: what a careful engineer writes by hand on Confluent.Kafka for this one service, with the same codecs and the same records. No
/// dedupe, no dead letters, no restore, no other command: it does less.
/// </summary>
internal sealed class LoopSubject : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Workload _workload;
    private readonly ServiceTopics _topics;
    private readonly StateModel<BrokerAccount> _model = KycModel.Instance.Service.State;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly Dictionary<string, (BrokerAccount Account, long Version)> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> _next = [];
    private readonly JsonWriter _json = new();
    private readonly HeaderLineWriter _line = new();

    private LoopSubject(string bootstrap, Workload workload, ServiceTopics topics)
    {
        (_workload, _topics) = (workload, topics);
        _consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap, GroupId = topics.Group, EnableAutoCommit = false, EnableAutoOffsetStore = false,
            IsolationLevel = IsolationLevel.ReadCommitted, AutoOffsetReset = AutoOffsetReset.Earliest, QueuedMinMessages = 100_000,
        }).Build();
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrap, TransactionalId = topics.Service, EnableBackgroundPoll = false, EnableDeliveryReports = true, DeliveryReportFields = "none",
            LingerMs = 5, BatchSize = 1_000_000, QueueBufferingMaxMessages = 1_000_000, RetryBackoffMs = 5,
        }).Build();
    }

    public static Measurement Run(string bootstrap, Workload workload)
    {
        var topics = workload.Prepare(bootstrap, KycModel.Instance.Service.State.Fingerprint);
        var clock = new Clock(workload);
        using (var loop = new LoopSubject(bootstrap, workload, topics)) loop.Run(clock);
        workload.Verify(bootstrap, topics);
        return clock.Read("csharp-loop");
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
        _producer.Dispose();
    }

    private void Run(Clock clock)
    {
        _producer.InitTransactions(Patience);
        _consumer.Subscribe(_topics.Commands);
        while (!clock.Done)
        {
            var message = _consumer.Consume(TimeSpan.FromMilliseconds(100));
            if (message is null) continue;
            _producer.BeginTransaction();
            var handled = 0;
            for (; message is not null; message = handled < _workload.Batch ? _consumer.Consume(TimeSpan.Zero) : null)
            {
                Handle(message);
                _next[message.Partition.Value] = message.Offset.Value + 1;
                handled++;
            }

            _producer.Flush(Patience);
            _producer.SendOffsetsToTransaction(
                _next.Select(entry => new TopicPartitionOffset(_topics.Commands, entry.Key, entry.Value)), _consumer.ConsumerGroupMetadata, Patience);
            _producer.CommitTransaction(Patience);
            _next.Clear();
            clock.Add(handled);
        }
    }

    private void Handle(ConsumeResult<byte[], byte[]> message)
    {
        if (!CommandHeader.TryRead(message.Message.Headers[0].GetValueBytes(), out var header, out var problem)) throw new InvalidOperationException(problem);
        var key = Encoding.UTF8.GetString(message.Message.Key);
        var now = message.Message.Timestamp;
        if (header.Name == "open-broker-account")
        {
            var command = JsonDocuments.Read(Generated.Kyc_Contracts.Contracts.OpenBrokerAccount.Body, message.Message.Value);
            var account = Emit(message, header, key, default, new BrokerAccountOpenedEventV1(command.AccountId, command.Details), now);
            Generated.Kyc_Contracts.Contracts.OpenBrokerAccount.Response.Write(_json.Restart(), new BrokerAccountOpened(command.AccountId, now.UtcDateTime));
            Answer(message, header, key, account, _json.ToArray(), now);
        }
        else
        {
            var command = JsonDocuments.Read(Generated.Kyc_Contracts.Contracts.SubmitKycUpdateProposal.Body, message.Message.Value);
            var proposal = Guid.NewGuid();
            var account = Emit(message, header, key, _accounts[key], new BrokerAccountKycUpdateProposedEventV5(proposal, command.Details), now);
            account = Emit(message, header, key, account, new PersonalDetailsChangedEventV3(account.Account.Proposed!), now);
            Generated.Kyc_Contracts.Contracts.SubmitKycUpdateProposal.Response.Write(_json.Restart(), new KycUpdateAccepted(proposal));
            Answer(message, header, key, account, _json.ToArray(), now);
        }
    }

    private (BrokerAccount Account, long Version) Emit(
        ConsumeResult<byte[], byte[]> message, in CommandHeader header, string key, (BrokerAccount? Account, long Version) before, object domainEvent, Timestamp now)
    {
        var account = _model.Apply(before.Version > 0, before.Account, domainEvent, out var contract);
        contract.Write(_json.Restart(), domainEvent);
        var line = new EventHeader(contract.Name, contract.Version, Guid.NewGuid(), before.Version + 1, header.Id, message.Offset.Value).Write(_line);
        Produce(_topics.Events, message.Partition, message.Message.Key, _json.ToArray(), line, now);
        return _accounts[key] = (account, before.Version + 1);
    }

    private void Answer(
        ConsumeResult<byte[], byte[]> message, in CommandHeader header, string key, (BrokerAccount Account, long Version) after, byte[] response, Timestamp now)
    {
        _model.Codec.Write(_json.Restart(), after.Account);
        var state = new StateHeader(_model.Fingerprint, after.Version, message.Offset.Value, header.Id, response).Write(_line);
        Produce(_topics.State, message.Partition, message.Message.Key, _json.ToArray(), state, now);
        var reply = new ReplyHeader(ReplyKind.Accepted, header.Id, after.Version).Write(_line);
        Produce(header.ReplyTo!.Value.Topic, header.ReplyTo.Value.Partition, message.Message.Key, response, reply, now);
    }

    private void Produce(string topic, Partition partition, byte[] key, byte[] value, byte[] line, Timestamp now)
    {
        var record = new Message<byte[], byte[]> { Key = key, Value = value, Headers = new Headers { { HeaderNames.Bux, line } }, Timestamp = new Timestamp(now.UnixTimestampMs, TimestampType.CreateTime) };
        while (true)
        {
            try
            {
                _producer.Produce(new TopicPartition(topic, partition), record);
                return;
            }
            catch (ProduceException<byte[], byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}
