using Bux.Log;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Bux.Kafka;

/// <summary>The start-up check of the topics; in development, also their creation. Collects all problems before it complains.</summary>
internal sealed class TopicPreparation(KafkaOptions options, KafkaMetadata metadata, bool create)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TopicRules _rules = new(options);
    private readonly List<string> _problems = [];

    /// <summary>Checks, and creates what is missing and owned.</summary>
    /// <exception cref="LogNotReadyException">The problems, each with its remedy.</exception>
    /// <exception cref="LogUnavailableException">The cluster does not answer.</exception>
    public async Task RunAsync(IReadOnlyList<TopicPlan> plans, CancellationToken cancellation)
    {
        var brokers = metadata.Brokers();
        var existing = new List<(TopicPlan Plan, TopicMetadata Topic)>();
        foreach (var plan in plans)
        {
            cancellation.ThrowIfCancellationRequested();
            if (metadata.Describe(plan.Name) is { } found) existing.Add((plan, found));
            else if (create && plan is { Owned: true, Partitions: not null }) await CreateAsync(plan, brokers, cancellation).ConfigureAwait(false);
            else _problems.Add(_rules.Missing(plan));
        }

        if (existing.Count > 0) await CheckAsync(existing).ConfigureAwait(false);
        if (_problems.Count > 0) throw new LogNotReadyException(_problems);
    }

    private async Task CreateAsync(TopicPlan plan, int brokers, CancellationToken cancellation)
    {
        var replicas = (short)Math.Clamp(brokers, 1, options.Replication ?? TopicRules.UsualReplicas);
        var specification = new TopicSpecification
        {
            Name = plan.Name,
            NumPartitions = plan.Partitions!.Value,
            ReplicationFactor = replicas,
            Configs = _rules.Settings(plan, Math.Clamp(replicas - 1, 1, options.MinimumInSyncReplicas)),
        };
        try
        {
            await metadata.Admin.CreateTopicsAsync([specification]).ConfigureAwait(false);
        }
        catch (CreateTopicsException error) when (error.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // Another process of the service was faster.
        }
        catch (KafkaException error)
        {
            var reason = error is CreateTopicsException { Results: [var result, ..] } ? result.Error : error.Error;
            _problems.Add($"The topic {plan.Name} cannot be created: {KafkaFaults.Text(reason)}. Create it: {_rules.CreateCommand(plan)}");
            return;
        }

        await AwaitLeadersAsync(plan, cancellation).ConfigureAwait(false);
    }

    private async Task AwaitLeadersAsync(TopicPlan plan, CancellationToken cancellation)
    {
        var deadline = new Deadline(options.RequestTimeout);
        while (metadata.Describe(plan.Name) is not { } topic || topic.Partitions.Any(partition => partition.Leader < 0))
        {
            if (deadline.Passed)
                throw new LogUnavailableException($"The topic {plan.Name} was created, and its partitions have no leaders yet. Start again.");
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CheckAsync(IReadOnlyList<(TopicPlan Plan, TopicMetadata Topic)> existing)
    {
        var resources = existing.Select(topic => new ConfigResource { Type = ResourceType.Topic, Name = topic.Plan.Name });
        List<DescribeConfigsResult> described;
        try
        {
            described = await metadata.Admin
                .DescribeConfigsAsync(resources, new DescribeConfigsOptions { RequestTimeout = options.RequestTimeout })
                .ConfigureAwait(false);
        }
        catch (KafkaException error)
        {
            throw KafkaFaults.Unavailable(
                "The settings of the topics cannot be read (this principal needs DESCRIBE_CONFIGS on them)", error);
        }

        foreach (var (plan, topic) in existing)
        {
            var settings = described.Single(result => result.ConfigResource.Name == plan.Name).Entries
                .ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
            _problems.AddRange(_rules.Problems(plan, topic.Partitions.Count, settings));
            if (create || !plan.Owned) continue;
            var replicas = topic.Partitions.Min(partition => partition.Replicas.Length);
            _problems.AddRange(_rules.ReplicationProblems(plan, replicas, settings));
        }
    }
}
