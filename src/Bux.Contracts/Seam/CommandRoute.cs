
namespace Bux.Seam;

/// <summary>A use case as the engine calls it. The state is meaningful only when the entity exists.</summary>
public delegate Reply<TResponse> UseCaseHandler<TState, TCommand, TResponse>(TCommand command, TState? state, UseCaseContext<TState> context);

/// <summary>From a command's name to its use case.</summary>
/// <typeparam name="TState">The entity's state.</typeparam>
/// <param name="contract">The command.</param>
/// <param name="expectation">What the use case expects of the entity.</param>
/// <param name="useCase">The use case's name, for messages.</param>
public abstract class CommandRoute<TState>(CommandContract contract, Expectation expectation, string useCase)
{
    /// <summary>The command.</summary>
    public CommandContract Contract { get; } = contract;

    /// <summary>What the use case expects of the entity.</summary>
    public Expectation Expectation { get; } = expectation;

    /// <summary>The use case's name, for messages.</summary>
    public string UseCase { get; } = useCase;

    /// <summary>Reads a command from its JSON document.</summary>
    /// <exception cref="WireFormatException">The document is broken or of another shape.</exception>
    public abstract object Read(ReadOnlySpan<byte> document);

    /// <summary>Runs the use case and writes its response when it accepts.</summary>
    /// <returns>Null when the command is accepted, otherwise the rejection.</returns>
    public abstract Rejection? Handle(object command, EntityRun<TState> run, JsonWriter response);
}

/// <summary>From a command's name to its use case, with all types.</summary>
/// <typeparam name="TState">The entity's state.</typeparam>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="contract">The command.</param>
/// <param name="expectation">What the use case expects of the entity.</param>
/// <param name="useCase">The use case's name, for messages.</param>
/// <param name="handler">The use case.</param>
public sealed class CommandRoute<TState, TCommand, TResponse>(
    CommandContract<TCommand, TResponse> contract,
    Expectation expectation,
    string useCase,
    UseCaseHandler<TState, TCommand, TResponse> handler) : CommandRoute<TState>(contract, expectation, useCase)
    where TCommand : ICommand<TResponse>
{
    /// <inheritdoc/>
    public override object Read(ReadOnlySpan<byte> document) => JsonDocuments.Read(contract.Body, document)!;

    /// <inheritdoc/>
    public override Rejection? Handle(object command, EntityRun<TState> run, JsonWriter response)
    {
        var reply = handler((TCommand)command, run.State, new UseCaseContext<TState>(run));
        switch (reply)
        {
            case Reply<TResponse>.Accepted accepted:
                contract.Response.Write(response, accepted.Response);
                return null;
            case Reply<TResponse>.Rejected rejected:
                return rejected.Rejection;
            case Reply<TResponse>.Faulted faulted:
                throw new CommandFaultedException(faulted.Fault);
            default:
                throw new InvalidOperationException($"{UseCase} returned null instead of a reply to {contract.Name}.");
        }
    }
}
