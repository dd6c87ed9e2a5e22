using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>How to reach a Kafka cluster, and what to ask of it.</summary>
public sealed class KafkaOptions
{
    /// <summary>The brokers to begin with, comma-separated; <c>localhost:9092</c> unless set.</summary>
    public string BootstrapServers { get; set; } = "localhost:9092";

    /// <summary>
    /// Sets what every client of the cluster needs: TLS, SASL, the rack. What exactly-once relies on is set afterwards and wins.
    /// </summary>
    public Action<ClientConfig>? Configure { get; set; }

    /// <summary>
    /// Distinguishes this process from the service's others; it becomes part of the transactional id. A name that is the same after a
    /// restart (the ordinal of a StatefulSet) makes taking over faster. Two processes must never share it. The machine's name and a random
    /// part unless set.
    /// </summary>
    public string InstanceId { get; set; } = $"{Environment.MachineName}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>
    /// The replicas that topics must have. Unless set, three are asked for, and topics that are created in development get as many of these
    /// as there are brokers.
    /// </summary>
    public short? Replication { get; set; }

    /// <summary>How many replicas must have a record before it counts as written; 2 unless set. Not asked for in development.</summary>
    public int MinimumInSyncReplicas { get; set; } = 2;

    /// <summary>After this time the broker aborts a transaction that was not ended; 15 s unless set.</summary>
    public TimeSpan TransactionTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After this time without a heartbeat a worker's partitions go to others; 10 s unless set.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an answer of the cluster is waited for; 10 s unless set. Also how long an unreachable cluster is borne before the connection
    /// is given up and made anew.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The largest command, in bytes; 1 MiB unless set. The service's own records may exceed it by <see cref="OutputBatch.Allowance"/>.
    /// </summary>
    public int MaximumRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>When a batch of commands is closed.</summary>
    public BatchLimits Limits { get; init; } = new();

    /// <summary>The largest record of a service, in bytes.</summary>
    internal int LargestOutputBytes => MaximumRecordBytes + OutputBatch.Allowance;
}
