namespace Bux;

/// <summary>
/// A refusal by the business rules: a value, not an exception. A rejected command changes nothing; a repeat of it is decided anew.
/// </summary>
/// <remarks>
/// Declare one as <c>record AccountClosed(string AccountId) : Rejection("account-closed", $"…")</c>. The code is a constant and unique
/// among the rejections that a client knows; the members travel as JSON, the message is for people.
/// </remarks>
/// <param name="Code">A stable kebab-case code for programs.</param>
/// <param name="Message">A sentence for people.</param>
public abstract record Rejection(string Code, string Message);

/// <summary>The command needs an entity, and there is none under this key. Code <c>entity-not-found</c>.</summary>
/// <param name="Key">The entity's key.</param>
public sealed record EntityNotFound(string Key) : Rejection(StandardCodes.EntityNotFound, $"There is no entity '{Key}'.");

/// <summary>The command makes an entity, and there is one under this key already. Code <c>entity-already-exists</c>.</summary>
/// <param name="Key">The entity's key.</param>
/// <param name="Version">The version of the entity that exists.</param>
public sealed record EntityAlreadyExists(string Key, long Version)
    : Rejection(StandardCodes.EntityAlreadyExists, $"The entity '{Key}' exists already, at version {Version}.");

/// <summary>
/// A repeat of a command that was accepted before its entity's newest accepted command; its reply is no longer kept. It changed nothing
/// this time. Code <c>already-handled</c>.
/// </summary>
/// <param name="CommandId">The id of the command.</param>
/// <param name="Version">The version that the entity had after it was handled.</param>
public sealed record AlreadyHandled(Guid CommandId, long Version)
    : Rejection(StandardCodes.AlreadyHandled, $"Command {CommandId} was handled before and made version {Version}.");

/// <summary>
/// The command was issued longer ago than the service remembers command ids, so it was not run: nobody could know whether it is a repeat.
/// Code <c>expired</c>.
/// </summary>
/// <param name="CommandId">The id of the command.</param>
/// <param name="IssuedAt">When the client says to have issued it first.</param>
/// <param name="HandledAt">The log's time of this attempt.</param>
public sealed record Expired(Guid CommandId, DateTimeOffset IssuedAt, DateTimeOffset HandledAt)
    : Rejection(StandardCodes.Expired, $"Command {CommandId} was issued at {IssuedAt:O}, too long before {HandledAt:O} (or after it) to be run safely. Send it with a new id if it is still wanted.");

/// <summary>A rejection whose code this client does not know, with everything that it said.</summary>
/// <param name="Code">The code on the wire.</param>
/// <param name="Message">The message on the wire.</param>
/// <param name="Members">The rejection's JSON object, as UTF-8.</param>
public sealed record UnknownRejection(string Code, string Message, ReadOnlyMemory<byte> Members) : Rejection(Code, Message);

/// <summary>The codes of the rejections that Bux itself gives.</summary>
public static class StandardCodes
{
    /// <summary>See <see cref="Bux.EntityNotFound"/>.</summary>
    public const string EntityNotFound = "entity-not-found";

    /// <summary>See <see cref="Bux.EntityAlreadyExists"/>.</summary>
    public const string EntityAlreadyExists = "entity-already-exists";

    /// <summary>See <see cref="Bux.AlreadyHandled"/>.</summary>
    public const string AlreadyHandled = "already-handled";

    /// <summary>See <see cref="Bux.Expired"/>.</summary>
    public const string Expired = "expired";
}
