using Bux.Generators.Locking;
using Bux.Generators.Model;

namespace Bux.Generators.Schemas;

/// <summary>The AsyncAPI 3 document of a service: its topics, what is in them, and what answers a command.</summary>
internal static class AsyncApiDocument
{
    private const string Commands = "commands", Events = "events", Replies = "replies";

    /// <summary>The document of a service, or as much of it as one assembly declares.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="contracts">The commands, events and rejections that the assembly declares.</param>
    /// <param name="version">The version of the assembly.</param>
    public static SchemaFile Of(string service, IReadOnlyCollection<LockedContract> contracts, string version)
    {
        var own = contracts.Where(each => each.Service == service).ToArray();
        var rejections = contracts.Where(each => each.Kind == ContractKind.Rejection).ToArray();
        var messages = new AsyncApiMessages();
        var channels = new Json.Object();
        var operations = new Json.Object();
        Receive(service, [.. own.Where(each => each.Kind == ContractKind.Command)], rejections, messages, channels, operations);
        Send(service, [.. own.Where(each => each.Kind == ContractKind.Event)], messages, channels, operations);
        var document = new Json.Object
        {
            ["asyncapi"] = "3.0.0",
            ["id"] = "urn:bux:" + service,
            ["info"] = new Json.Object { ["title"] = service, ["version"] = version },
            ["defaultContentType"] = "application/json",
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new Json.Object { ["messages"] = messages.All, ["schemas"] = messages.Schemas },
        };
        return new SchemaFile(service + "/asyncapi.json", document.ToDocument());
    }

    private static void Receive(
        string service, LockedContract[] commands, LockedContract[] rejections, AsyncApiMessages messages, Json.Object channels, Json.Object operations)
    {
        if (commands.Length == 0) return;
        channels[Commands] = Channel(
            $"{service}.commands", "The partition of a record is that of its key: (murmur2(key) & 0x7fffffff) % partitions, as Java's clients choose it.",
            commands.Select(messages.Command));
        var refusals = messages.Rejected(rejections).Append(messages.Faulted()).ToArray();
        channels[Replies] = Channel(
            null, "One topic for each calling client; its name begins with 'replies.' and stands in the command's header.",
            commands.Select(messages.Accepted).Concat(refusals));
        foreach (var command in commands)
        {
            operations["handle." + command.Name] = new Json.Object
            {
                ["action"] = "receive",
                ["channel"] = Channel(Commands),
                ["messages"] = Messages(Commands, ["command." + command.Name]),
                ["reply"] = new Json.Object
                {
                    ["address"] = new Json.Object
                    {
                        ["location"] = "$message.header#/bux", ["description"] = "The sixth and seventh fields of the header: topic and partition.",
                    },
                    ["channel"] = Channel(Replies),
                    ["messages"] = Messages(Replies, refusals.Prepend("accepted." + command.Name)),
                },
            };
        }
    }

    private static void Send(string service, LockedContract[] events, AsyncApiMessages messages, Json.Object channels, Json.Object operations)
    {
        if (events.Length == 0) return;
        var names = events.Select(each => (each.Retired, Name: messages.Event(each))).ToArray();
        var handled = messages.Handled();
        channels[Events] = Channel(
            $"{service}.events", "The service's history, kept for ever, in the order in which it happened to each key. To be read with isolation.level=read_committed.",
            names.Select(each => each.Name).Append(handled));
        // What is retired is in the topic still, but is sent no more.
        operations["publish"] = new Json.Object
        {
            ["action"] = "send",
            ["channel"] = Channel(Events),
            ["messages"] = Messages(Events, names.Where(each => !each.Retired).Select(each => each.Name).Append(handled)),
        };
    }

    private static Json.Object Channel(string? address, string description, IEnumerable<string> messages)
    {
        var all = new Json.Object();
        foreach (var name in messages) all[name] = new Json.Object { ["$ref"] = "#/components/messages/" + name };
        return new Json.Object { ["address"] = address ?? Json.Raw("null"), ["description"] = description, ["messages"] = all };
    }

    private static Json.Object Channel(string name) => new() { ["$ref"] = "#/channels/" + name };

    private static Json.Array Messages(string channel, IEnumerable<string> names) =>
        new(names.Select(name => new Json.Object { ["$ref"] = $"#/channels/{channel}/messages/{name}" }));
}
