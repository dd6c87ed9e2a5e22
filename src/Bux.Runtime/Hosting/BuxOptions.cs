using Bux.Log;
using Bux.Projections;

namespace Bux.Hosting;

/// <summary>How a host runs its services, projections and client. Every default is one that production can live with.</summary>
public sealed class BuxOptions
{
    /// <summary>The partitions of a service's topics, from 1; 8 unless set. They never change once commands exist.</summary>
    public int Partitions { get; set; } = 8;

    /// <summary>The workers of each service in this process, from 1: each is a thread with a connection of its own; 1 unless set.</summary>
    public int Workers { get; set; } = 1;

    /// <summary>
    /// How long accepted command ids are remembered, and how long after its issue a command may still be run; 1 hour unless set.
    /// </summary>
    public TimeSpan DedupeWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How far a client's clock may differ from the log's; 5 minutes unless set.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many accepted command ids a partition remembers at most, about 100 bytes each; when they do not fit, the window gets shorter, and
    /// commands issued before it are refused as expired. 1,000,000 unless set.
    /// </summary>
    public int DedupeCapacity { get; set; } = 1_000_000;

    /// <summary>How long commands are kept; 7 days unless set. A service must not be down for longer.</summary>
    public TimeSpan CommandRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long replies are kept; 1 hour unless set.</summary>
    public TimeSpan ReplyRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Which topics under <c>replies.</c> this host's services reply to; all unless set.</summary>
    public Func<string, bool> AllowsReplyTopic { get; set; } = static _ => true;

    /// <summary>The name of this host's client, which names its reply topic <c>replies.{name}</c>; the application's name unless set.</summary>
    public string? ClientName { get; set; }

    /// <summary>The partitions of the reply topic, from 1; 4 unless set. Instances of one client share them.</summary>
    public int ReplyPartitions { get; set; } = 4;

    /// <summary>This instance's ordinal among the instances of its client, which chooses its reply partition; random unless set.</summary>
    public int? ClientInstance { get; set; }

    /// <summary>How long a reply is awaited; 30 seconds unless set.</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether missing topics are created; when null, in the environment Development only.</summary>
    public bool? CreateTopics { get; set; }

    /// <summary>How long the host tries to reach the log at its start; 1 minute unless set.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest command that the log shall take, in bytes; 1 MiB unless set. Dead letters may exceed it by 64 KiB.</summary>
    public int MaximumCommandBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// What a projection does at an event whose version it does not know, because a newer release of a service has written it;
    /// <see cref="UnknownVersions.Stop"/> unless set. A command service always stops the partition: its state would be wrong without the event.
    /// </summary>
    public UnknownVersions UnknownVersions { get; set; }

    /// <summary>When a batch is closed under load.</summary>
    public BatchLimits Limits { get; set; } = new();

    /// <summary>Says what is wrong with these options, each with its remedy.</summary>
    internal IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        void Require(bool holds, string problem)
        {
            if (!holds) problems.Add(problem);
        }

        Require(Partitions >= 1, $"Partitions is {Partitions}; set at least 1.");
        Require(Workers >= 1, $"Workers is {Workers}; set at least 1.");
        Require(ReplyPartitions >= 1, $"ReplyPartitions is {ReplyPartitions}; set at least 1.");
        Require(DedupeWindow > TimeSpan.Zero, $"DedupeWindow is {DedupeWindow}; set a positive time.");
        Require(ClockSkew >= TimeSpan.Zero, $"ClockSkew is {ClockSkew}; set zero or a positive time.");
        Require(DedupeCapacity >= 1, $"DedupeCapacity is {DedupeCapacity}; set at least 1.");
        Require(CommandRetention > DedupeWindow, $"CommandRetention is {CommandRetention}, not longer than DedupeWindow, {DedupeWindow}; set a longer one.");
        Require(ReplyTimeout > TimeSpan.Zero, $"ReplyTimeout is {ReplyTimeout}; set a positive time.");
        Require(ReplyTimeout <= ReplyRetention, $"ReplyTimeout is {ReplyTimeout}, longer than ReplyRetention, {ReplyRetention}; a reply could be gone before it is read.");
        return problems;
    }
}
