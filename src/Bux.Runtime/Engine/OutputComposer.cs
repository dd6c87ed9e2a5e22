using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>Writes what comes of a command as records. Used by one thread.</summary>
internal sealed class OutputComposer<TState>(ServiceTopics topics, StateModel<TState> model, RejectionRegistry rejections)
{
    // Not a tombstone: the version is still to be remembered.
    private static readonly byte[] NoState = "null"u8.ToArray();

    private readonly JsonWriter _json = new();
    private readonly HeaderLineWriter _line = new();

    /// <summary>The JSON writer for a response, emptied.</summary>
    public JsonWriter BeginResponse() => _json.Restart();

    /// <summary>The response's JSON.</summary>
    public byte[] EndResponse() => _json.ToArray();

    /// <summary>An emitted event.</summary>
    public OutputRecord Event(LogRecord command, in CommandEnvelope envelope, in EmittedEvent emitted, DateTimeOffset now)
    {
        emitted.Contract.Write(_json.Restart(), emitted.Event);
        var header = new EventHeader(
            emitted.Contract.Name, emitted.Contract.Version, emitted.Id, emitted.Sequence, envelope.Header.Id, command.Offset);
        return new OutputRecord(Beside(command, topics.Events), now, command.Key, _json.ToArray(), Headers(header.Write(_line), command));
    }

    /// <summary>The mark of a command that was accepted without an event.</summary>
    public OutputRecord Handled(LogRecord command, in CommandEnvelope envelope, long version, DateTimeOffset now)
    {
        var header = new HandledHeader(envelope.Header.Name, envelope.Header.Id, version, command.Offset);
        return new OutputRecord(Beside(command, topics.Events), now, command.Key, null, Headers(header.Write(_line), command));
    }

    /// <summary>The entity's state after the command.</summary>
    public OutputRecord State(int partition, byte[] key, Entity<TState> entity)
    {
        if (entity.Exists) model.Codec.Write(_json.Restart(), entity.State);
        var header = new StateHeader(model.Fingerprint, entity.Version, entity.CommandOffset, entity.CommandId, entity.Response);
        return new OutputRecord(
            new LogPartition(topics.State, partition), entity.Timestamp, key, entity.Exists ? _json.ToArray() : NoState, [new LogHeader(HeaderNames.Bux, header.Write(_line))]);
    }

    /// <summary>The reply to an accepted command.</summary>
    public OutputRecord Accepted(LogRecord command, in CommandEnvelope envelope, ReplyAddress to, long version, byte[] response, DateTimeOffset now) =>
        Reply(command, new ReplyHeader(ReplyKind.Accepted, envelope.Header.Id, version), to, response, now);

    /// <summary>The reply to a rejected command.</summary>
    public OutputRecord Rejected(LogRecord command, in CommandEnvelope envelope, ReplyAddress to, Rejection rejection, DateTimeOffset now)
    {
        rejections.Write(_json.Restart(), rejection);
        return Reply(command, new ReplyHeader(ReplyKind.Rejected, envelope.Header.Id, 0), to, _json.ToArray(), now);
    }

    /// <summary>The reply to a command that was buried.</summary>
    public OutputRecord Faulted(LogRecord command, in CommandEnvelope envelope, ReplyAddress to, Burial burial, DateTimeOffset now)
    {
        FaultBody.Write(_json.Restart(), new Fault(burial.Code, burial.Message));
        return Reply(command, new ReplyHeader(ReplyKind.Faulted, envelope.Header.Id, 0), to, _json.ToArray(), now);
    }

    /// <summary>The dead letter: the record as it came, and why it is here.</summary>
    public OutputRecord DeadLetter(LogRecord command, Burial burial, DateTimeOffset now)
    {
        var detail = burial.Detail is null ? burial.Message : burial.Message + Environment.NewLine + burial.Detail;
        var header = new DeadLetterHeader(
            burial.Code, command.Source.Topic, command.Source.Partition, command.Offset, command.Timestamp, detail);
        return new OutputRecord(
            Beside(command, topics.DeadLetters), now, command.Key, command.Value,
            [.. command.Headers, new LogHeader(HeaderNames.DeadLetter, header.Write(_line))]);
    }

    private OutputRecord Reply(LogRecord command, in ReplyHeader header, ReplyAddress to, byte[] body, DateTimeOffset now) =>
        new(new LogPartition(to.Topic, to.Partition), now, command.Key, body, Headers(header.Write(_line), command));

    // A command's outputs go to the partition that it came from: key and partition stay together whatever the producer's partitioner is.
    private static LogPartition Beside(LogRecord command, string topic) => new(topic, command.Source.Partition);

    private static LogHeader[] Headers(byte[] line, LogRecord command) =>
        command.Header(HeaderNames.TraceParent) is { } trace
            ? [new LogHeader(HeaderNames.Bux, line), new LogHeader(HeaderNames.TraceParent, trace)]
            : [new LogHeader(HeaderNames.Bux, line)];
}
