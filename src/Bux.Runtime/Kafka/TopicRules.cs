using System.Globalization;
using Bux.Log;

namespace Bux.Kafka;

/// <summary>What the settings of a topic must be, in Kafka's words, and the commands that make them so.</summary>
internal sealed class TopicRules(KafkaOptions options)
{
    /// <summary>The replicas that are asked for unless the options say otherwise.</summary>
    public const short UsualReplicas = 3;

    /// <summary>The settings that a new topic gets.</summary>
    public Dictionary<string, string> Settings(TopicPlan plan, int minimumInSync)
    {
        var settings = new Dictionary<string, string>
        {
            ["cleanup.policy"] = Policy(plan),
            ["message.timestamp.type"] = TimestampType(plan),
            ["max.message.bytes"] = Text(LargestRecord(plan)),
            ["min.insync.replicas"] = Text(minimumInSync),
        };
        if (plan.Compacted) settings["min.compaction.lag.ms"] = Text(Milliseconds(plan.MinimumCompactionLag));
        else
        {
            settings["retention.ms"] = Text(Retention(plan));
            settings["retention.bytes"] = "-1";
        }

        return settings;
    }

    /// <summary>The command that creates the topic.</summary>
    public string CreateCommand(TopicPlan plan)
    {
        var settings = Settings(plan, options.MinimumInSyncReplicas);
        return $"kafka-topics.sh --bootstrap-server {options.BootstrapServers} --create --topic {plan.Name} "
            + $"--partitions {plan.Partitions?.ToString(CultureInfo.InvariantCulture) ?? "<as its owner has it>"} "
            + $"--replication-factor {Replicas} "
            + string.Join(' ', settings.Select(setting => $"--config {setting.Key}={setting.Value}"));
    }

    /// <summary>A topic that is not there.</summary>
    public string Missing(TopicPlan plan) => plan.Owned
        ? $"The topic {plan.Name} does not exist. Create it: {CreateCommand(plan)}"
        : $"The topic {plan.Name} does not exist, and another service owns it: start that service first, or correct the topic's name.";

    /// <summary>What is wrong with a topic's partitions and settings.</summary>
    public IEnumerable<string> Problems(TopicPlan plan, int partitions, IReadOnlyDictionary<string, string> settings)
    {
        if (plan.Partitions is { } planned && partitions != planned)
            yield return $"The topic {plan.Name} has {partitions} partitions and this host is set to {planned}. Set the host to {partitions}; "
                + "once commands exist, a changed count would send an entity's commands to another partition.";
        if (!plan.Owned) yield break;

        var expected = Settings(plan, minimumInSync: 1);
        foreach (var (name, wanted) in expected)
        {
            if (name == "min.insync.replicas" || !settings.TryGetValue(name, out var actual)) continue;
            if (!Satisfies(name, actual, wanted)) yield return Wrong(plan, name, actual, wanted);
        }
    }

    /// <summary>What is wrong with a topic's safety against the loss of brokers.</summary>
    public IEnumerable<string> ReplicationProblems(TopicPlan plan, int replicas, IReadOnlyDictionary<string, string> settings)
    {
        if (replicas < Replicas)
            yield return $"The topic {plan.Name} has {replicas} replicas and {Replicas} are asked for: add replicas with "
                + $"kafka-reassign-partitions.sh, or set {nameof(KafkaOptions)}.{nameof(KafkaOptions.Replication)} to {replicas} "
                + "to accept the risk.";
        const string MinimumInSync = "min.insync.replicas";
        if (settings.TryGetValue(MinimumInSync, out var actual) && Number(actual) < options.MinimumInSyncReplicas)
            yield return Wrong(plan, MinimumInSync, actual, Text(options.MinimumInSyncReplicas));
    }

    private short Replicas => options.Replication ?? UsualReplicas;

    private static string Policy(TopicPlan plan) => plan.Compacted ? "compact" : "delete";

    private static string TimestampType(TopicPlan plan) => plan.LogAppendTime ? "LogAppendTime" : "CreateTime";

    private static long Retention(TopicPlan plan) => plan.Retention is { } retention ? Milliseconds(retention) : -1;

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Commands are as large as the host allows; what comes of them may be larger, so that each can be dead-lettered.</summary>
    private int LargestRecord(TopicPlan plan)
        => plan.MaximumRecordBytes ?? (plan.LogAppendTime ? options.MaximumRecordBytes : options.LargestOutputBytes);

    /// <summary>More is fine where more does no harm: a longer retention, a larger record, a longer lag.</summary>
    private static bool Satisfies(string name, string actual, string wanted) => name switch
    {
        "retention.ms" or "retention.bytes" => Number(actual) == -1 || (Number(wanted) != -1 && Number(actual) >= Number(wanted)),
        "max.message.bytes" or "min.compaction.lag.ms" => Number(actual) >= Number(wanted),
        _ => string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase),
    };

    private string Wrong(TopicPlan plan, string name, string actual, string wanted)
        => $"The topic {plan.Name} has {name}={actual} and {wanted} is needed: {Why(name)}. Set it: kafka-configs.sh --bootstrap-server "
        + $"{options.BootstrapServers} --alter --entity-type topics --entity-name {plan.Name} --add-config {name}={wanted}";

    private static string Why(string name) => name switch
    {
        "cleanup.policy" => "only the state topic is compacted, and nothing else may delete from it",
        "retention.ms" or "retention.bytes" => "records that are still needed would be deleted",
        "message.timestamp.type" => "the commands' time is the broker's, and the outputs carry it",
        "max.message.bytes" => "a legal record would be refused",
        "min.compaction.lag.ms" => "a record could be compacted away while it is still needed",
        _ => "a record must survive the loss of a broker",
    };
}
