namespace Bux.Client;

/// <summary>Sends commands to the services that own them, and awaits their replies. Safe for concurrent use; one serves a whole process.</summary>
public interface ICommandClient
{
    /// <summary>Sends a command with a new id and awaits its reply.</summary>
    /// <returns>What came of it: accepted, rejected or faulted. The events of an accepted command are committed.</returns>
    /// <exception cref="CommandTimeoutException">
    /// No reply came in time. The outcome is unknown, not a refusal: send again with the exception's command id, and the command is handled
    /// at most once.
    /// </exception>
    /// <exception cref="Log.RecordTooLargeException">The command is larger than the log takes; it was not sent.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up; the outcome is unknown.</exception>
    Task<Reply<TResponse>> SendAsync<TResponse>(ICommand<TResponse> command, CancellationToken cancellation = default);

    /// <summary>Sends a command as the options say and awaits its reply; see the other overload.</summary>
    Task<Reply<TResponse>> SendAsync<TResponse>(ICommand<TResponse> command, SendOptions options, CancellationToken cancellation = default);
}

/// <summary>How one command is sent.</summary>
public sealed record SendOptions
{
    /// <summary>
    /// The command's id; set it to repeat a command whose outcome is unknown. A new version-7 UUID when null. The service recognises an id
    /// as a repeat for as long as its window says (an hour unless configured).
    /// </summary>
    public Guid? CommandId { get; init; }

    /// <summary>
    /// When the command was issued first. When null: the time in a version-7 id, so that a repeat of a generated id needs nothing more;
    /// for other ids now.
    /// </summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>How long to await the reply; the client's time-out when null.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>No reply came in time. The command's outcome is unknown, not refused: it may have been, or may yet be, accepted.</summary>
/// <param name="commandId">The command's id, to repeat it with.</param>
/// <param name="message">What was awaited.</param>
/// <param name="inner">What kept the reply away, when it is known.</param>
public sealed class CommandTimeoutException(Guid commandId, string message, Exception? inner = null) : TimeoutException(message, inner)
{
    /// <summary>The command's id: send the command again with it, and it is handled at most once.</summary>
    public Guid CommandId { get; } = commandId;
}
