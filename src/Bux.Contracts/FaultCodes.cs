namespace Bux;

/// <summary>Why a command could not be decided: the codes of faults, which are also the reasons of dead letters.</summary>
public static class FaultCodes
{
    /// <summary>The record has no key.</summary>
    public const string MissingKey = "missing-key";

    /// <summary>The record has no value.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>The header <c>bux</c> is missing or not a command's.</summary>
    public const string MalformedHeader = "malformed-header";

    /// <summary>The service has no command of this name.</summary>
    public const string UnknownCommand = "unknown-command";

    /// <summary>The record is in another partition than its key's: its producer partitions differently, and the entity would live twice.</summary>
    public const string MisroutedKey = "misrouted-key";

    /// <summary>The reply address is not a reply topic that the service may write to. The command is not run, and nobody gets a reply.</summary>
    public const string ForeignReplyAddress = "foreign-reply-address";

    /// <summary>The record's key is not the entity key in its body.</summary>
    public const string KeyMismatch = "key-mismatch";

    /// <summary>The body is broken JSON or not of the command's shape.</summary>
    public const string MalformedBody = "malformed-body";

    /// <summary>The use case, or a mutator that it ran, threw an exception: a bug.</summary>
    public const string UseCaseFailed = "use-case-failed";

    /// <summary>An event, the state or the reply would be larger than the log takes.</summary>
    public const string OutputTooLarge = "output-too-large";

    /// <summary>The log refused what the command would write.</summary>
    public const string OutputRefused = "output-refused";
}
