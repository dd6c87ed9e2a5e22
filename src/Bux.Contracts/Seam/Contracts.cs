
namespace Bux.Seam;

/// <summary>A command as the wire knows it.</summary>
/// <param name="service">The service that handles it.</param>
/// <param name="name">Its name on the wire, unique within the service.</param>
/// <param name="commandType">Its CLR type.</param>
public abstract class CommandContract(string service, string name, Type commandType)
{
    /// <summary>The service that handles it.</summary>
    public string Service { get; } = service;

    /// <summary>Its name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Its CLR type.</summary>
    public Type CommandType { get; } = commandType;

    /// <summary>The key of the entity that the command addresses.</summary>
    public abstract string KeyOf(object command);

    /// <summary>Writes the command's members as JSON.</summary>
    public abstract void Write(JsonWriter writer, object command);
}

/// <summary>A command with its response's codec.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="service">The service that handles it.</param>
/// <param name="name">Its name on the wire.</param>
/// <param name="commandType">Its CLR type.</param>
/// <param name="response">The response's codec.</param>
public abstract class CommandContract<TResponse>(string service, string name, Type commandType, JsonCodec<TResponse> response)
    : CommandContract(service, name, commandType)
{
    /// <summary>The response's codec.</summary>
    public JsonCodec<TResponse> Response { get; } = response;
}

/// <summary>A command with all its types.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="service">The service that handles it.</param>
/// <param name="name">Its name on the wire.</param>
/// <param name="body">The command's codec.</param>
/// <param name="response">The response's codec.</param>
/// <param name="key">The key of the entity that a command addresses.</param>
public sealed class CommandContract<TCommand, TResponse>(
    string service, string name, JsonCodec<TCommand> body, JsonCodec<TResponse> response, Func<TCommand, string> key)
    : CommandContract<TResponse>(service, name, typeof(TCommand), response)
    where TCommand : ICommand<TResponse>
{
    /// <summary>The command's codec.</summary>
    public JsonCodec<TCommand> Body { get; } = body;

    /// <inheritdoc/>
    public override string KeyOf(object command) => key((TCommand)command);

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, object command) => Body.Write(writer, (TCommand)command);
}

/// <summary>A rejection as the wire knows it.</summary>
/// <param name="code">Its code on the wire, unique among the rejections that a host knows.</param>
/// <param name="rejectionType">Its CLR type.</param>
public abstract class RejectionContract(string code, Type rejectionType)
{
    /// <summary>Its code on the wire.</summary>
    public string Code { get; } = code;

    /// <summary>Its CLR type.</summary>
    public Type RejectionType { get; } = rejectionType;

    /// <summary>Writes <c>code</c>, <c>message</c> and the rejection's own members as one JSON object.</summary>
    public abstract void Write(JsonWriter writer, Rejection rejection);

    /// <summary>Reads a rejection from its JSON document.</summary>
    /// <exception cref="WireFormatException">The document is broken or of another shape.</exception>
    public abstract Rejection Read(ReadOnlySpan<byte> document);
}

/// <summary>A rejection with its type.</summary>
/// <typeparam name="TRejection">The rejection.</typeparam>
/// <param name="code">Its code on the wire.</param>
/// <param name="body">The rejection's codec; it writes code and message too.</param>
public sealed class RejectionContract<TRejection>(string code, JsonCodec<TRejection> body) : RejectionContract(code, typeof(TRejection))
    where TRejection : Rejection
{
    /// <inheritdoc/>
    public override void Write(JsonWriter writer, Rejection rejection) => body.Write(writer, (TRejection)rejection);

    /// <inheritdoc/>
    public override Rejection Read(ReadOnlySpan<byte> document) => JsonDocuments.Read(body, document);
}

/// <summary>Everything that one assembly declares for the wire.</summary>
/// <param name="assembly">The assembly's name, for messages.</param>
/// <param name="commands">Its commands.</param>
/// <param name="events">Its domain events.</param>
/// <param name="rejections">Its rejections.</param>
public sealed class ContractCatalogue(
    string assembly,
    IReadOnlyList<CommandContract> commands,
    IReadOnlyList<EventContract> events,
    IReadOnlyList<RejectionContract> rejections)
{
    /// <summary>The assembly's name.</summary>
    public string Assembly { get; } = assembly;

    /// <summary>The assembly's commands.</summary>
    public IReadOnlyList<CommandContract> Commands { get; } = commands;

    /// <summary>The assembly's domain events.</summary>
    public IReadOnlyList<EventContract> Events { get; } = events;

    /// <summary>The assembly's rejections.</summary>
    public IReadOnlyList<RejectionContract> Rejections { get; } = rejections;
}

/// <summary>Announces an assembly's generated catalogue, so that the generator of a referencing project composes it.</summary>
/// <param name="contracts">The generated class that holds the catalogue in a static property <c>Catalogue</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class BuxCatalogueAttribute(Type contracts) : Attribute
{
    /// <summary>The generated class.</summary>
    public Type Contracts { get; } = contracts;
}
