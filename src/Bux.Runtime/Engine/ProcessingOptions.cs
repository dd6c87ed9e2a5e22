namespace Bux.Engine;

/// <summary>What the engine must know besides commands and states.</summary>
internal sealed record ProcessingOptions
{
    /// <summary>How long after its issue a command may be run, and is remembered when accepted.</summary>
    public TimeSpan DedupeWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far a client's clock may be ahead of the log's.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many accepted commands a partition remembers at most.</summary>
    public int DedupeCapacity { get; init; } = 1_000_000;

    /// <summary>Which topics under <c>replies.</c> a reply may go to.</summary>
    public Func<string, bool> AllowsReplyTopic { get; init; } = static _ => true;

    /// <summary>How long a restore may make no progress.</summary>
    public TimeSpan RestoreStall { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Remembers accepted commands as these options say.</summary>
    public AcceptedCommands CreateAcceptedCommands() => new(DedupeWindow, ClockSkew, DedupeCapacity);
}
