using System.Diagnostics.CodeAnalysis;

namespace Bux;

/// <summary>
/// What came of a command: a response (<see cref="Accepted"/>), a refusal by the rules (<see cref="Rejected"/>) or a bug or bad input
/// (<see cref="Faulted"/>). Exactly one of the three.
/// </summary>
/// <typeparam name="T">The response's type.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "The nested cases are the type's whole point.")]
public abstract class Reply<T>
{
    private Reply() { }

    /// <summary>The response of an accepted command.</summary>
    /// <exception cref="CommandRejectedException">The command was rejected.</exception>
    /// <exception cref="CommandFaultedException">The command faulted.</exception>
    public abstract T Value { get; }

    /// <summary>Whether the command was accepted.</summary>
    public bool IsAccepted => this is Accepted;

    /// <summary>Calls the one function that fits and returns its result.</summary>
    public abstract TResult Match<TResult>(Func<T, TResult> accepted, Func<Rejection, TResult> rejected, Func<Fault, TResult> faulted);

    /// <summary>An accepted reply. C# forbids this conversion for interfaces; use <see cref="Reply.Accept{T}"/> there.</summary>
    public static implicit operator Reply<T>(T response) => new Accepted(response);

    /// <summary>A rejected reply.</summary>
    public static implicit operator Reply<T>(Rejection rejection) => new Rejected(rejection);

    /// <summary>The command was accepted: its events, its state and this reply are committed.</summary>
    /// <param name="response">The use case's response.</param>
    public sealed class Accepted(T response) : Reply<T>
    {
        /// <summary>The use case's response.</summary>
        public T Response { get; } = response;

        /// <summary>The entity's version after the command, as the client received it; 0 inside a use case. Await it at a read model.</summary>
        public long Version { get; init; }

        /// <inheritdoc/>
        public override T Value => Response;

        /// <inheritdoc/>
        public override TResult Match<TResult>(Func<T, TResult> accepted, Func<Rejection, TResult> rejected, Func<Fault, TResult> faulted) =>
            accepted(Response);
    }

    /// <summary>The command was refused; nothing changed.</summary>
    /// <param name="rejection">Why.</param>
    public sealed class Rejected(Rejection rejection) : Reply<T>
    {
        /// <summary>Why the command was refused.</summary>
        public Rejection Rejection { get; } = rejection ?? throw new ArgumentNullException(nameof(rejection));

        /// <inheritdoc/>
        public override T Value => throw new CommandRejectedException(Rejection);

        /// <inheritdoc/>
        public override TResult Match<TResult>(Func<T, TResult> accepted, Func<Rejection, TResult> rejected, Func<Fault, TResult> faulted) =>
            rejected(Rejection);
    }

    /// <summary>The command could not be decided; nothing changed, and its bytes are in the dead-letter topic.</summary>
    /// <param name="fault">What went wrong.</param>
    public sealed class Faulted(Fault fault) : Reply<T>
    {
        /// <summary>What went wrong.</summary>
        public Fault Fault { get; } = fault ?? throw new ArgumentNullException(nameof(fault));

        /// <inheritdoc/>
        public override T Value => throw new CommandFaultedException(Fault);

        /// <inheritdoc/>
        public override TResult Match<TResult>(Func<T, TResult> accepted, Func<Rejection, TResult> rejected, Func<Fault, TResult> faulted) =>
            faulted(Fault);
    }
}

/// <summary>Makes replies where the implicit conversions cannot (a response type that is an interface).</summary>
public static class Reply
{
    /// <summary>An accepted reply.</summary>
    public static Reply<T> Accept<T>(T response) => new Reply<T>.Accepted(response);

    /// <summary>A rejected reply.</summary>
    public static Reply<T> Reject<T>(Rejection rejection) => new Reply<T>.Rejected(rejection);

    /// <summary>The accepted reply of a command that has nothing to tell.</summary>
    public static Reply<Done> Done { get; } = new Reply<Done>.Accepted(default);
}

/// <summary>A command that could not be decided: bad input, or a bug in its use case.</summary>
/// <param name="Code">One of the dead-letter reasons of the wire format, such as <c>use-case-failed</c> or <c>malformed-body</c>.</param>
/// <param name="Message">What went wrong, without the service's internals.</param>
public sealed record Fault(string Code, string Message);

/// <summary>Thrown by <see cref="Reply{T}.Value"/> of a rejected reply.</summary>
/// <param name="rejection">Why the command was refused.</param>
public sealed class CommandRejectedException(Rejection rejection) : Exception($"{rejection.Code}: {rejection.Message}")
{
    /// <summary>Why the command was refused.</summary>
    public Rejection Rejection { get; } = rejection;
}

/// <summary>Thrown by <see cref="Reply{T}.Value"/> of a faulted reply.</summary>
/// <param name="fault">What went wrong.</param>
public sealed class CommandFaultedException(Fault fault) : Exception($"{fault.Code}: {fault.Message}")
{
    /// <summary>What went wrong.</summary>
    public Fault Fault { get; } = fault;
}
