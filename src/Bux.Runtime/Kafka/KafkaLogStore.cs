using System.Collections.Concurrent;
using Bux.Log;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bux.Kafka;

/// <summary>
/// The log on Apache Kafka. A worker's outputs and positions are written in one Kafka transaction, which the group's generation guards:
/// a former owner of a partition commits nothing. Safe for concurrent use; connects when it is first used.
/// </summary>
public sealed class KafkaLogStore : ILogStore
{
    private readonly KafkaClients _clients;
    private readonly KafkaMetadata _metadata;
    private readonly ReplyTargets _replies;
    private readonly ConcurrentDictionary<string, bool> _fenced = new(StringComparer.Ordinal);

    /// <summary>A store for the cluster of these options.</summary>
    /// <param name="options">How to reach the cluster; not to be changed afterwards.</param>
    /// <param name="logger">Hears what the native client has to say; null for nobody.</param>
    public KafkaLogStore(KafkaOptions options, ILogger<KafkaLogStore>? logger = null)
    {
        _clients = new KafkaClients(options, logger ?? NullLogger<KafkaLogStore>.Instance);
        _metadata = new KafkaMetadata(_clients);
        _replies = new ReplyTargets(_metadata);
    }

    /// <inheritdoc/>
    public string Description => $"Kafka at {_clients.Options.BootstrapServers}";

    /// <summary>The replies dropped so far because their topic or partition does not exist.</summary>
    public long DroppedReplies => _replies.Dropped;

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<TopicPlan> topics, bool create, CancellationToken cancellation)
    {
        if (NativeClient.Problem() is { } problem) throw new LogNotReadyException([problem]);
        return new TopicPreparation(_clients.Options, _metadata, create).RunAsync(topics, cancellation);
    }

    /// <inheritdoc/>
    public ICommandLog OpenCommands(ServiceTopics topics, int worker, CancellationToken stopping = default)
    {
        var id = $"{topics.Service}-{_clients.Options.InstanceId}-{worker}";

        // Taking back an id that another process uses would go on for ever. The group's generation guards without it, too.
        if (_fenced.ContainsKey(id)) id = $"{id}-{Guid.NewGuid():N}";
        return new KafkaCommandLog(_clients, _replies, topics, id, () => _fenced[id] = true, stopping);
    }

    /// <inheritdoc/>
    public ILogReader OpenReader(CancellationToken stopping = default) => new KafkaReader(_clients, _metadata, stopping);

    /// <inheritdoc/>
    public ILogWriter OpenWriter() => new KafkaWriter(_clients);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _metadata.Dispose();
        return ValueTask.CompletedTask;
    }
}
