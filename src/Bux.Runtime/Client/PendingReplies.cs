using System.Text;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Client;

/// <summary>The commands whose replies are awaited. Safe for concurrent use.</summary>
internal sealed class PendingReplies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<IPendingReply>> _pending = [];
    private bool _closed;

    /// <summary>Awaits a reply. Two calls may await the same command: a repeat beside the first attempt.</summary>
    public void Add(Guid commandId, IPendingReply reply)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(CommandClient));
            if (!_pending.TryGetValue(commandId, out var waiting)) _pending[commandId] = waiting = [];
            waiting.Add(reply);
        }
    }

    /// <summary>Awaits it no longer.</summary>
    public void Remove(Guid commandId, IPendingReply reply)
    {
        lock (_lock)
        {
            if (!_pending.TryGetValue(commandId, out var waiting)) return;
            waiting.Remove(reply);
            if (waiting.Count == 0) _pending.Remove(commandId);
        }
    }

    /// <summary>Hands a reply to whoever awaits it; others' replies in a shared partition are passed over.</summary>
    public void Complete(in ReplyHeader header, LogRecord record)
    {
        List<IPendingReply>? waiting;
        lock (_lock)
        {
            if (!_pending.Remove(header.CommandId, out waiting)) return;
        }

        foreach (var reply in waiting) reply.Complete(header, record);
    }

    /// <summary>Nothing more will come: everyone who waits learns it.</summary>
    public void Close()
    {
        List<IPendingReply> waiting;
        lock (_lock)
        {
            _closed = true;
            waiting = [.. _pending.Values.SelectMany(replies => replies)];
            _pending.Clear();
        }

        foreach (var reply in waiting) reply.Abandon();
    }
}

/// <summary>A reply that somebody awaits.</summary>
internal interface IPendingReply
{
    /// <summary>It came.</summary>
    void Complete(in ReplyHeader header, LogRecord record);

    /// <summary>It will not come to this client any more.</summary>
    void Abandon();
}

/// <summary>A reply with its response's type.</summary>
internal sealed class PendingReply<TResponse>(Guid commandId, CommandContract<TResponse> contract, RejectionRegistry rejections) : IPendingReply
{
    private readonly TaskCompletionSource<Reply<TResponse>> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reply.</summary>
    public Task<Reply<TResponse>> Reply => _reply.Task;

    public void Complete(in ReplyHeader header, LogRecord record)
    {
        try
        {
            _reply.TrySetResult(Read(header, record.Value ?? []));
        }
        catch (WireFormatException error)
        {
            var kind = header.Kind == ReplyKind.Accepted ? $"accepted and made version {header.Version}" : header.Kind.ToString().ToLowerInvariant();
            _reply.TrySetException(new InvalidDataException(
                $"Command {contract.Name} {commandId} was {kind}, but its reply cannot be read: {error.Message} "
                + $"Does this client have the service's contracts? It begins: {Encoding.UTF8.GetString((record.Value ?? []).AsSpan(0, Math.Min(200, record.Value?.Length ?? 0)))}",
                error));
        }
    }

    public void Abandon() => _reply.TrySetException(new CommandTimeoutException(
        commandId, $"The client was stopped while command {contract.Name} {commandId} was under way. Its outcome is unknown; repeat it with the same id."));

    private Reply<TResponse> Read(in ReplyHeader header, byte[] body) => header.Kind switch
    {
        ReplyKind.Accepted => new Reply<TResponse>.Accepted(JsonDocuments.Read(contract.Response, body)) { Version = header.Version },
        ReplyKind.Rejected => new Reply<TResponse>.Rejected(rejections.Read(body)),
        _ => new Reply<TResponse>.Faulted(FaultBody.Read(body)),
    };
}
