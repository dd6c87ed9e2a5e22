using System.Collections.Frozen;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>A command that cannot be run: it goes to the dead letters.</summary>
/// <param name="Code">The reason, one of <see cref="FaultCodes"/>.</param>
/// <param name="Message">What is wrong, for the caller and the operator.</param>
/// <param name="Detail">More for the operator alone: stack traces.</param>
internal sealed record Burial(string Code, string Message, string? Detail = null);

/// <summary>What could be read of a command before its body.</summary>
/// <param name="Header">The header; default when it could not be read.</param>
/// <param name="Key">The entity's key.</param>
/// <param name="ReplyTo">Where a reply may go, or null.</param>
internal readonly record struct CommandEnvelope(CommandHeader Header, string Key, ReplyAddress? ReplyTo);

/// <summary>Judges what a command's record says of itself: nothing from the wire is trusted.</summary>
internal sealed class CommandIntake<TState>(
    ServiceTopics topics, FrozenDictionary<string, CommandRoute<TState>> routes, ProcessingOptions options)
{
    private const int LongestTopic = 249; // as Kafka limits it

    /// <summary>Reads the envelope and finds the use case, or says why the command must be buried.</summary>
    public Burial? Judge(LogRecord record, out CommandEnvelope envelope, out CommandRoute<TState>? route)
    {
        envelope = default;
        route = null;
        var problem = "it has no header 'bux'";
        if (record.Header(HeaderNames.Bux) is not { } line || !CommandHeader.TryRead(line, out var header, out problem))
        {
            return new Burial(FaultCodes.MalformedHeader, $"The record is no command: {problem}. docs/wire-format.md describes it.");
        }

        if (header.ReplyTo is { } address && !Allows(address.Topic))
        {
            return new Burial(FaultCodes.ForeignReplyAddress,
                $"The reply address '{address.Topic}' is not a topic that this service replies to. Reply topics begin with '{ServiceTopics.RepliesPrefix}'.");
        }

        envelope = new CommandEnvelope(header, "", header.ReplyTo);
        if (record.Key is not { Length: > 0 } || StrictUtf8.TryGetString(record.Key) is not { } key)
        {
            return new Burial(FaultCodes.MissingKey, $"{header.Name} has no key, or one that is not UTF-8. The key is the entity's.");
        }

        envelope = envelope with { Key = key };
        var partition = KeyPartitioner.PartitionOf(record.Key, topics.Partitions);
        if (partition != record.Source.Partition)
        {
            return new Burial(FaultCodes.MisroutedKey,
                $"The key '{key}' belongs to partition {partition} of {topics.Partitions}, and came in partition {record.Source.Partition}. "
                + "Set the producer's partitioner to murmur2_random (librdkafka) or leave the default (Java).");
        }

        if (record.Value is null) return new Burial(FaultCodes.Tombstone, $"{header.Name} has no value; a command has a JSON object.");
        if (!routes.TryGetValue(header.Name, out route))
        {
            return new Burial(FaultCodes.UnknownCommand,
                $"The service {topics.Service} has no command '{header.Name}'. It has: {string.Join(", ", routes.Keys.Order(StringComparer.Ordinal))}.");
        }

        return null;
    }

    /// <summary>Reads the body, or says why the command must be buried.</summary>
    public static Burial? Read(LogRecord record, string key, CommandRoute<TState> route, out object? command)
    {
        command = null;
        try
        {
            command = route.Read(record.Value);
        }
        catch (WireFormatException error)
        {
            return new Burial(FaultCodes.MalformedBody, $"{route.Contract.Name} cannot be read: {error.Message}");
        }

        var own = route.Contract.KeyOf(command);
        return own == key
            ? null
            : new Burial(FaultCodes.KeyMismatch, $"{route.Contract.Name} has the key '{key}', and the entity key '{own}' in its body.");
    }

    private bool Allows(string topic) =>
        topic.Length is > 8 and <= LongestTopic
        && topic.StartsWith(ServiceTopics.RepliesPrefix, StringComparison.Ordinal)
        && topic.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
        && options.AllowsReplyTopic(topic);
}
