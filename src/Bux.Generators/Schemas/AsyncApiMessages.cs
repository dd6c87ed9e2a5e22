using Bux.Generators.Locking;
using Bux.Generators.Model;

namespace Bux.Generators.Schemas;

/// <summary>
/// The messages of a service and the schemas of their payloads, as components of an AsyncAPI document. The header <c>bux</c> tells messages of
/// a channel apart, so each has the pattern of its own; <c>docs/wire-format.md</c> describes the fields.
/// </summary>
internal sealed class AsyncApiMessages
{
    private const string Id = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Number = "[0-9]+", More = "(;.*)?$";

    private static readonly LockedContract[] OfEveryService =
    [
        Rejection("entity-not-found", ("key", "string")),
        Rejection("entity-already-exists", ("key", "string"), ("version", "int64")),
        Rejection("already-handled", ("commandId", "guid"), ("version", "int64")),
        Rejection("expired", ("commandId", "guid"), ("issuedAt", "date-time-offset"), ("handledAt", "date-time-offset")),
    ];

    /// <summary>All messages, by their names among the components.</summary>
    public Json.Object All { get; } = new();

    /// <summary>The schemas of their payloads, by the same names.</summary>
    public Json.Object Schemas { get; } = new();

    /// <summary>Adds a command.</summary>
    /// <returns>The message's name among the components.</returns>
    public string Command(LockedContract command)
    {
        var name = Add("command." + command.Name, command.Name, Headers(
            $"^1;command;{command.Name};{Id};{Number}(;[^;]*;{Number})?{More}",
            "1;command;<name>;<id>;<issued at>;<reply topic>;<reply partition>. The client chooses the id, a UUID that is the same for each repeat; "
            + "the time of issue is that of the first attempt, in milliseconds since 1970. Reply topic and partition may be left out."), "the entity's key, which the payload has, too");
        Message(name)["correlationId"] = new Json.Object { ["location"] = "$message.header#/bux", ["description"] = "The fourth field of the header, the command's id." };
        Payload(name, command, WirePath.Root);
        return name;
    }

    /// <summary>Adds an event.</summary>
    public string Event(LockedContract each)
    {
        var name = Add($"event.{each.Name}.v{each.Version}", each.Name, Headers(
            $"^1;event;{each.Name};{each.Version};{Id};{Number};{Id};{Number}{More}",
            "1;event;<name>;<version>;<id>;<sequence>;<command id>;<command offset>. The sequence is the entity's version that the event made."), "the entity's key");
        Message(name)["title"] = ContractSchemas.Title(each);
        if (each.Retired)
        {
            Message(name)["deprecated"] = true;
            Message(name)["summary"] = "Retired: stored ones stay in the topic for ever, new ones are not written.";
        }

        Payload(name, each, WirePath.Root);
        return name;
    }

    /// <summary>Adds the record that stands in the event topic where a command was accepted without an event.</summary>
    public string Handled()
    {
        var name = Add("handled", "handled", Headers(
            $"^1;handled;[a-z0-9-]+;{Id};{Number};{Number}{More}", "1;handled;<command name>;<command id>;<version>;<command offset>."), "the entity's key");
        Message(name)["summary"] = "A command was accepted without an event. The record has no value; readers of events pass over it.";
        Message(name)["payload"] = new Json.Object { ["type"] = "null" };
        return name;
    }

    /// <summary>Adds the reply to a command that was accepted.</summary>
    public string Accepted(LockedContract command)
    {
        var name = Reply($"accepted.{command.Name}", "accepted", Number);
        Message(name)["summary"] = $"{command.Name} was accepted.";
        Payload(name, command, WirePath.Response);
        return name;
    }

    /// <summary>Adds the replies to commands that were refused: for the reasons that the assembly declares, and for those of every service.</summary>
    public IEnumerable<string> Rejected(IEnumerable<LockedContract> rejections)
    {
        foreach (var each in rejections.Concat(OfEveryService))
        {
            var name = Reply("rejected." + each.Name, "rejected", "0");
            Message(name)["summary"] = "The command was refused, and changed nothing.";
            Payload(name, each, WirePath.Root);
            yield return name;
        }
    }

    /// <summary>Adds the reply to a command that could not be decided.</summary>
    public string Faulted()
    {
        var name = Reply("faulted", "faulted", "0");
        Message(name)["summary"] = "The command could not be decided, and is among the dead letters.";
        Schemas[name] = new Json.Object
        {
            ["type"] = "object",
            ["properties"] = new Json.Object
            {
                ["code"] = new Json.Object { ["type"] = "string", ["examples"] = Json.Array.Of(["malformed-body", "use-case-failed"]) },
                ["message"] = new Json.Object { ["type"] = "string" },
            },
            ["required"] = Json.Array.Of(["code", "message"]),
        };
        Message(name)["payload"] = Reference("schemas", name);
        return name;
    }

    private string Reply(string name, string outcome, string version)
    {
        Add(name, outcome, Headers(
            $"^1;reply;{outcome};{Id};{version}{More}", "1;reply;<outcome>;<command id>;<version>."), "the key of the command");
        Message(name)["correlationId"] = new Json.Object { ["location"] = "$message.header#/bux", ["description"] = "The fourth field of the header, the command's id." };
        return name;
    }

    private string Add(string component, string name, Json headers, string key)
    {
        All[component] = new Json.Object
        {
            ["name"] = name,
            ["headers"] = headers,
            ["bindings"] = new Json.Object
            {
                ["kafka"] = new Json.Object { ["key"] = new Json.Object { ["type"] = "string", ["description"] = $"UTF-8: {key}." }, ["bindingVersion"] = "0.5.0" },
            },
        };
        return component;
    }

    private void Payload(string component, LockedContract contract, string root)
    {
        Schemas[component] = ContractSchemas.Schema(contract, root, SchemaDialect.AsyncApi(component));
        Message(component)["payload"] = Reference("schemas", component);
    }

    private Json.Object Message(string component) => (Json.Object)All[component]!;

    private static Json.Object Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static Json.Object Headers(string pattern, string description) => new()
    {
        ["type"] = "object",
        ["properties"] = new Json.Object
        {
            ["bux"] = new Json.Object { ["type"] = "string", ["pattern"] = pattern, ["description"] = description + " Fields after these are to be ignored." },
            ["traceparent"] = new Json.Object { ["type"] = "string", ["description"] = "W3C Trace Context." },
        },
        ["required"] = Json.Array.Of(["bux"]),
    };

    private static LockedContract Rejection(string code, params (string Member, string Form)[] members) => new(
        ContractKind.Rejection, "", code, 0, false, new([.. members.Select(each => new ShapeLine(each.Member, false, each.Form, false, null))]));
}
