using System.Text;
using Bux.Kafka;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;
using Confluent.Kafka;
using Kyc.Contracts;

namespace Bux.Benchmarks;

/// <summary>The accounts that are opened first, and the proposals that are measured.</summary>
internal sealed record Workload(int Commands, int Accounts, int Partitions, int Batch)
{
    public const string ReplyTopic = "replies.benchmark";

    /// <summary>Everything that a subject must have handled.</summary>
    public int Total => Accounts + Commands;

    /// <summary>Makes fresh topics and writes all commands into them.</summary>
    public ServiceTopics Prepare(string bootstrap, string fingerprint)
    {
        var topics = new ServiceTopics($"bench-{Guid.NewGuid():N}", fingerprint, Partitions);
        var store = new KafkaLogStore(new KafkaOptions { BootstrapServers = bootstrap });
        store.PrepareAsync(
            [
                new TopicPlan(topics.Commands, Partitions, true) { LogAppendTime = true, Retention = TimeSpan.FromDays(7) },
                new TopicPlan(topics.Events, Partitions, true),
                new TopicPlan(topics.State, Partitions, true) { Compacted = true },
                new TopicPlan(topics.DeadLetters, Partitions, true),
                new TopicPlan(ReplyTopic, 4, true) { Retention = TimeSpan.FromHours(1) },
            ], create: true, CancellationToken.None).GetAwaiter().GetResult();
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Fill(bootstrap, topics);
        return topics;
    }

    /// <summary>Counts the events, read committed: two of each proposal, one of each account. A subject that left some out would be caught.</summary>
    public void Verify(string bootstrap, ServiceTopics topics)
    {
        var store = new KafkaLogStore(new KafkaOptions { BootstrapServers = bootstrap });
        using var reader = store.OpenReader();
        var count = 0L;
        for (var number = 0; number < Partitions; number++)
        {
            var partition = new LogPartition(topics.Events, number);
            var end = reader.End(partition);
            using var cursor = reader.Open([new LogPosition(partition, 0)]);
            while (cursor.Position(partition) < end) count += cursor.Read(TimeSpan.FromMilliseconds(200)).Count;
        }

        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (count != Accounts + 2L * Commands) throw new InvalidOperationException($"{count} events are in the log, and {Accounts + 2L * Commands} must be.");
    }

    private void Fill(string bootstrap, ServiceTopics topics)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrap, LingerMs = 20, BatchSize = 1_000_000, QueueBufferingMaxMessages = 2_000_000, EnableDeliveryReports = true, DeliveryReportFields = "none",
        }).Build();
        var json = new JsonWriter();
        var line = new HeaderLineWriter();
        var now = DateTimeOffset.UtcNow;
        var open = Bux.Generated.Kyc_Contracts.Contracts.OpenBrokerAccount;
        var submit = Bux.Generated.Kyc_Contracts.Contracts.SubmitKycUpdateProposal;
        for (var number = 0; number < Total; number++)
        {
            var account = $"account-{number % Accounts:00000}";
            var details = new PersonalDetails($"Customer {number}", new DateOnly(1980, 1, 1), new Address("1 Main Street", "Springfield", "US"), null);
            var opens = number < Accounts;
            if (opens) open.Write(json.Restart(), new OpenBrokerAccount(account, details));
            else submit.Write(json.Restart(), new SubmitKycUpdateProposal(account, details));
            var header = new CommandHeader(opens ? open.Name : submit.Name, Guid.CreateVersion7(), now, new ReplyAddress(ReplyTopic, number % 4));
            var key = Encoding.UTF8.GetBytes(account);
            var message = new Message<byte[], byte[]> { Key = key, Value = json.ToArray(), Headers = new Headers { { HeaderNames.Bux, header.Write(line) } } };
            producer.Produce(new TopicPartition(topics.Commands, KeyPartitioner.PartitionOf(key, Partitions)), message);
        }

        producer.Flush(TimeSpan.FromMinutes(2));
    }
}
