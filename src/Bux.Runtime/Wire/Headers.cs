using System.Text;

namespace Bux.Wire;

/// <summary>The names of the headers that Bux reads and writes.</summary>
internal static class HeaderNames
{
    /// <summary>The metadata of a record.</summary>
    public const string Bux = "bux";

    /// <summary>Why and from where a dead letter comes; stands beside the original headers.</summary>
    public const string DeadLetter = "bux-dead-letter";

    /// <summary>The W3C trace context.</summary>
    public const string TraceParent = "traceparent";
}

/// <summary>Where a reply goes.</summary>
internal readonly record struct ReplyAddress(string Topic, int Partition);

/// <summary><c>1;command;name;id;issued-at;reply-topic;reply-partition</c>; both last fields may be missing: then nobody awaits a reply.</summary>
internal readonly record struct CommandHeader(string Name, Guid Id, DateTimeOffset IssuedAt, ReplyAddress? ReplyTo)
{
    public byte[] Write(HeaderLineWriter line)
    {
        line.Begin("command"u8).Text(Name).Id(Id).Time(IssuedAt);
        if (ReplyTo is { } address) line.Text(address.Topic).Number(address.Partition);
        return line.End();
    }

    /// <summary>Reads the header, or says what is wrong with it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CommandHeader header, out string problem)
    {
        header = default;
        problem = "its header 'bux' does not begin with '1;command;'";
        if (!HeaderLine.TryOpen(bytes, "command"u8, out var line)) return false;

        problem = "the command's name in its header 'bux' is missing or broken";
        if (line.Text() is not { Length: > 0 } name) return false;
        problem = "the command's id in its header 'bux' is no UUID";
        if (line.Id() is not { } id || id == Guid.Empty) return false;
        problem = "the time of issue in its header 'bux' is no number of milliseconds since 1970";
        if (line.Time() is not { } issuedAt) return false;

        ReplyAddress? address = null;
        problem = "the reply address in its header 'bux' is no topic with a partition";
        if (line.Text() is not { } topic) return false;
        if (topic.Length > 0)
        {
            if (line.Int() is not { } partition) return false;
            address = new ReplyAddress(topic, partition);
        }

        header = new CommandHeader(name, id, issuedAt, address);
        return true;
    }
}

/// <summary><c>1;event;name;version;id;sequence;command-id;command-offset</c></summary>
internal readonly record struct EventHeader(string Name, int Version, Guid Id, long Sequence, Guid CommandId, long CommandOffset)
{
    public byte[] Write(HeaderLineWriter line) =>
        line.Begin("event"u8).Text(Name).Number(Version).Id(Id).Number(Sequence).Id(CommandId).Number(CommandOffset).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "event"u8, out var line)
            || line.Text() is not { } name || line.Int() is not { } version || line.Id() is not { } id
            || line.Number() is not { } sequence || line.Id() is not { } commandId || line.Number() is not { } commandOffset) return false;
        header = new EventHeader(name, version, id, sequence, commandId, commandOffset);
        return true;
    }
}

/// <summary>
/// <c>1;handled;name;command-id;version;command-offset</c>: in the event topic, a command that was accepted without an event, so that its
/// repeats are known. It has no value.
/// </summary>
internal readonly record struct HandledHeader(string Name, Guid CommandId, long Version, long CommandOffset)
{
    public byte[] Write(HeaderLineWriter line) =>
        line.Begin("handled"u8).Text(Name).Id(CommandId).Number(Version).Number(CommandOffset).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out HandledHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "handled"u8, out var line)
            || line.Text() is not { } name || line.Id() is not { } commandId
            || line.Number() is not { } version || line.Number() is not { } commandOffset) return false;
        header = new HandledHeader(name, commandId, version, commandOffset);
        return true;
    }
}

/// <summary>
/// <c>1;state;fingerprint;version;command-offset;command-id;response</c>: the entity's newest accepted command with its response, which is
/// empty when it is not known (a state that was folded from events).
/// </summary>
internal readonly record struct StateHeader(string Fingerprint, long Version, long CommandOffset, Guid CommandId, byte[]? Response)
{
    public byte[] Write(HeaderLineWriter line) =>
        line.Begin("state"u8).Text(Fingerprint).Number(Version).Number(CommandOffset).Id(CommandId).Bytes(Response).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out StateHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "state"u8, out var line)
            || line.Text() is not { } fingerprint || line.Number() is not { } version || line.Number() is not { } commandOffset
            || line.Id() is not { } commandId || line.Bytes() is not { } response) return false;
        header = new StateHeader(fingerprint, version, commandOffset, commandId, response.Length == 0 ? null : response);
        return true;
    }
}

/// <summary><c>1;filled;fingerprint;partition</c>: the partition of this fingerprint's state topic was filled from the events.</summary>
internal readonly record struct FilledHeader(string Fingerprint, int Partition)
{
    public byte[] Write(HeaderLineWriter line) => line.Begin("filled"u8).Text(Fingerprint).Number(Partition).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out FilledHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "filled"u8, out var line)
            || line.Text() is not { Length: > 0 } fingerprint || line.Int() is not { } partition) return false;
        header = new FilledHeader(fingerprint, partition);
        return true;
    }
}

/// <summary>What kind of reply a record is.</summary>
internal enum ReplyKind
{
    Accepted,
    Rejected,
    Faulted,
}

/// <summary><c>1;reply;accepted;command-id;version</c>, or <c>rejected</c> or <c>faulted</c> with version 0; the value says the rest.</summary>
internal readonly record struct ReplyHeader(ReplyKind Kind, Guid CommandId, long Version)
{
    public byte[] Write(HeaderLineWriter line) => line.Begin("reply"u8).Bytes(NameOf(Kind)).Id(CommandId).Number(Version).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReplyHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "reply"u8, out var line)) return false;
        var kind = line.Field();
        ReplyKind? known = kind.SequenceEqual("accepted"u8) ? ReplyKind.Accepted
            : kind.SequenceEqual("rejected"u8) ? ReplyKind.Rejected
            : kind.SequenceEqual("faulted"u8) ? ReplyKind.Faulted : null;
        if (known is null || line.Id() is not { } commandId || line.Number() is not { } version) return false;
        header = new ReplyHeader(known.Value, commandId, version);
        return true;
    }

    private static ReadOnlySpan<byte> NameOf(ReplyKind kind) => kind switch
    {
        ReplyKind.Accepted => "accepted"u8,
        ReplyKind.Rejected => "rejected"u8,
        _ => "faulted"u8,
    };
}

/// <summary><c>1;dead-letter;reason;topic;partition;offset;timestamp;detail</c>, in the header <c>bux-dead-letter</c>.</summary>
internal readonly record struct DeadLetterHeader(
    string Reason, string Topic, int Partition, long Offset, DateTimeOffset Timestamp, string Detail)
{
    private const int LongestDetail = 8_000;

    public byte[] Write(HeaderLineWriter line) =>
        line.Begin("dead-letter"u8).Text(Reason).Text(Topic).Number(Partition).Number(Offset).Time(Timestamp).Text(Shorten(Detail)).End();

    public static bool TryRead(ReadOnlySpan<byte> bytes, out DeadLetterHeader header)
    {
        header = default;
        if (!HeaderLine.TryOpen(bytes, "dead-letter"u8, out var line)
            || line.Text() is not { } reason || line.Text() is not { } topic || line.Int() is not { } partition
            || line.Number() is not { } offset || line.Time() is not { } timestamp || line.Text() is not { } detail) return false;
        header = new DeadLetterHeader(reason, topic, partition, offset, timestamp, detail);
        return true;
    }

    private static string Shorten(string detail)
    {
        if (detail.Length <= LongestDetail) return detail;
        var end = char.IsHighSurrogate(detail[LongestDetail - 1]) ? LongestDetail - 1 : LongestDetail;
        return string.Concat(detail.AsSpan(0, end), "…");
    }
}

/// <summary>UTF-8 without a byte-order mark that refuses what is not UTF-8.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a text.</summary>
    /// <exception cref="EncoderFallbackException">The text holds half of a surrogate pair.</exception>
    public static byte[] GetBytes(string text) => Encoding.GetBytes(text);

    /// <summary>The text of the bytes, or null when they are not UTF-8.</summary>
    public static string? TryGetString(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.GetString(bytes) : null;
}
