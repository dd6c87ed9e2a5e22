namespace Bux.Log;

/// <summary>The topics of one command service. Commands, events and state have the same partitions.</summary>
/// <param name="Service">The service's name on the wire.</param>
/// <param name="Fingerprint">The fingerprint of the state's fold; it names the state topic.</param>
/// <param name="Partitions">The number of partitions; it never changes once commands exist.</param>
public sealed record ServiceTopics(string Service, string Fingerprint, int Partitions)
{
    /// <summary>The consumer group that shares the partitions: the service's workers, unless it is <see cref="ForFilling"/>.</summary>
    public string Group { get; private init; } = Service;

    /// <summary>The command topic.</summary>
    public string Commands { get; } = CommandsOf(Service);

    /// <summary>The event topic, kept for ever.</summary>
    public string Events { get; } = EventsOf(Service);

    /// <summary>The compacted state topic of this fingerprint.</summary>
    public string State { get; } = $"{Service}.state.{Fingerprint}";

    /// <summary>The compacted topic, of one partition, that says which partitions of which state topics are filled.</summary>
    public string Fills { get; } = $"{Service}.fills";

    /// <summary>The topic of commands that could not be handled.</summary>
    public string DeadLetters { get; } = $"{Service}.dead-letters";

    /// <summary>
    /// The same topics, with the partitions shared among those who fill this fingerprint's states: a group beside the service's, whose
    /// members own a partition's state and handle none of its commands.
    /// </summary>
    public ServiceTopics ForFilling() => this with { Group = $"{Service}.fill.{Fingerprint}" };

    /// <summary>The command topic of a service.</summary>
    public static string CommandsOf(string service) => $"{service}.commands";

    /// <summary>The event topic of a service.</summary>
    public static string EventsOf(string service) => $"{service}.events";

    /// <summary>The prefix of every reply topic.</summary>
    public const string RepliesPrefix = "replies.";

    /// <summary>The reply topic of a client.</summary>
    public static string RepliesOf(string client) => RepliesPrefix + client;
}

/// <summary>What a topic must be, in the words of Kafka; a log takes from it what it knows.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Partitions">Its partitions; null when any number will do, for a topic that another service owns.</param>
/// <param name="Owned">Whether this host may create it in development; otherwise it must exist.</param>
public sealed record TopicPlan(string Name, int? Partitions, bool Owned)
{
    /// <summary>How long records are kept; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Whether only the newest record of a key is kept.</summary>
    public bool Compacted { get; init; }

    /// <summary>How long a record of a compacted topic is kept at least.</summary>
    public TimeSpan MinimumCompactionLag { get; init; }

    /// <summary>Whether the log stamps records with the time of the append.</summary>
    public bool LogAppendTime { get; init; }

    /// <summary>The largest record it takes, in bytes.</summary>
    public int? MaximumRecordBytes { get; init; }
}
