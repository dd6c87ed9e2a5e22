using System.Collections.Concurrent;
using System.Diagnostics;
using Bux.Log;
using Bux.Seam;
using Bux.Telemetry;
using Bux.Wire;
using Microsoft.Extensions.Logging;

namespace Bux.Client;

/// <summary>How a client names itself and waits.</summary>
internal sealed record ClientOptions
{
    /// <summary>The client's name: its reply topic is <c>replies.{name}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The reply partition of this instance; chosen at random when null.</summary>
    public int? ReplyPartition { get; init; }

    /// <summary>How long a reply is awaited.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Writes commands into the services' topics and awaits their replies in a topic of its own.</summary>
internal sealed class CommandClient(ILogStore log, ContractRegistry contracts, ClientOptions options, TimeProvider time, ILogger<CommandClient> logger)
    : ICommandClient, IDisposable
{
    private readonly ConcurrentDictionary<string, int> _partitions = new(StringComparer.Ordinal);
    private readonly PendingReplies _pending = new();
    private readonly CancellationTokenSource _closing = new(); // not disposed: calls under way look at it until they end
    private readonly Lock _opening = new();
    private Connection? _connection;
    private bool _closed;

    /// <inheritdoc/>
    public Task<Reply<TResponse>> SendAsync<TResponse>(ICommand<TResponse> command, CancellationToken cancellation) =>
        SendAsync(command, new SendOptions(), cancellation);

    /// <inheritdoc/>
    public async Task<Reply<TResponse>> SendAsync<TResponse>(ICommand<TResponse> command, SendOptions send, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(send);
        cancellation.ThrowIfCancellationRequested();
        var contract = ContractOf(command);
        var now = time.GetUtcNow();
        var id = send.CommandId ?? Guid.CreateVersion7(now);
        using var activity = BuxTelemetry.StartSend(contract, id);

        var connection = _connection ?? await Task.Run(Open, cancellation).ConfigureAwait(false);
        var record = Compose(contract, command, new CommandHeader(contract.Name, id, send.IssuedAt ?? IssueTimeOf(id) ?? now, connection.ReplyTo), now);
        var pending = new PendingReply<TResponse>(id, contract, contracts.Rejections);

        // Registered before the command is written: a fast reply must find somebody who awaits it.
        _pending.Add(id, pending);
        try
        {
            return await Await(connection, record, pending, contract, id, send.Timeout ?? options.Timeout, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _pending.Remove(id, pending);
        }
    }

    /// <summary>Opens reply listener and writer; every call after the first returns at once.</summary>
    public Connection Open()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(CommandClient));
            return _connection ??= Connect();
        }
    }

    /// <summary>Stops; whoever still awaits a reply gets a <see cref="CommandTimeoutException"/>.</summary>
    public void Dispose()
    {
        // First of all: whoever opens holds the lock while the log does not answer.
        _pending.Close();
        _closing.Cancel();
        lock (_opening)
        {
            _closed = true;
            _connection?.Dispose();
            _connection = null;
        }
    }

    private async Task<Reply<TResponse>> Await<TResponse>(
        Connection connection, OutputRecord record, PendingReply<TResponse> pending, CommandContract contract, Guid id, TimeSpan timeout,
        CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), deadline, timeout, Timeout.InfiniteTimeSpan);
        Exception? unconfirmed = null;
        try
        {
            await connection.Writer.WriteAsync(record, deadline.Token).ConfigureAwait(false);
        }
        catch (LogUnavailableException error)
        {
            // Not confirmed is not absent: the command may be in the log, so its reply is awaited all the same.
            unconfirmed = error;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (!pending.Reply.IsCompleted) throw TimedOut(contract, id, timeout, null);
        }

        try
        {
            return await pending.Reply.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (!pending.Reply.IsCompleted) throw TimedOut(contract, id, timeout, unconfirmed);
            return await pending.Reply.ConfigureAwait(false);
        }
    }

    private static CommandTimeoutException TimedOut(CommandContract contract, Guid id, TimeSpan timeout, Exception? cause) => new(
        id,
        $"No reply to {contract.Name} {id} came from {contract.Service} within {timeout.TotalSeconds:0.###} s. Its outcome is unknown, not refused: "
        + "repeat it with the same command id, and it is handled at most once.",
        cause);

    private CommandContract<TResponse> ContractOf<TResponse>(ICommand<TResponse> command) => contracts.Command(command.GetType()) switch
    {
        CommandContract<TResponse> contract => contract,
        _ => throw new InvalidOperationException(
            $"{command.GetType()} is no command that this host knows. Mark it with [Command], and add its assembly's contracts: AddBux(bux => bux.Add…())."),
    };

    private OutputRecord Compose(CommandContract contract, object command, in CommandHeader header, DateTimeOffset now)
    {
        var key = contract.KeyOf(command);
        if (string.IsNullOrEmpty(key)) throw new ArgumentException($"The entity key of {contract.Name} is empty.", nameof(command));
        var keyBytes = StrictUtf8.GetBytes(key);
        var target = new LogPartition(
            ServiceTopics.CommandsOf(contract.Service), KeyPartitioner.PartitionOf(keyBytes, PartitionsOf(contract.Service)));

        var json = new JsonWriter();
        contract.Write(json, command);
        var line = new LogHeader(HeaderNames.Bux, header.Write(new HeaderLineWriter()));
        LogHeader[] headers = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace }
            ? [line, new LogHeader(HeaderNames.TraceParent, StrictUtf8.GetBytes(trace))]
            : [line];
        return new OutputRecord(target, now, keyBytes, json.ToArray(), headers);
    }

    private int PartitionsOf(string service)
    {
        if (_partitions.TryGetValue(service, out var known)) return known;
        var topic = ServiceTopics.CommandsOf(service);
        var count = Open().Reader.Partitions(topic) ?? throw new LogNotReadyException(
            [$"{log.Description} has no topic {topic}: start the service {service} once, or create its topics."]);
        return _partitions[service] = count;
    }

    private Connection Connect()
    {
        var reader = log.OpenReader(_closing.Token);
        var topic = ServiceTopics.RepliesOf(options.Name);
        var count = reader.Partitions(topic) ?? throw new LogNotReadyException([$"{log.Description} has no topic {topic} for this client's replies: create it."]);
        var partition = options.ReplyPartition ?? Random.Shared.Next(count);
        if (partition < 0 || partition >= count)
        {
            throw new LogNotReadyException([$"This client's reply partition is {partition}, and {topic} has {count}: set a lower one, or add partitions."]);
        }

        var listener = new ReplyListener(reader, new LogPartition(topic, partition), _pending, logger);
        return new Connection(reader, log.OpenWriter(), listener, new ReplyAddress(topic, partition));
    }

    /// <summary>The milliseconds since 1970 in the first 48 bits of a version-7 UUID (RFC 9562, section 5.7).</summary>
    private static DateTimeOffset? IssueTimeOf(Guid id)
    {
        if (id.Version != 7) return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (var octet in bytes[..6]) milliseconds = (milliseconds << 8) | octet;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>What an open client holds.</summary>
    internal sealed record Connection(ILogReader Reader, ILogWriter Writer, ReplyListener Listener, ReplyAddress ReplyTo) : IDisposable
    {
        public void Dispose()
        {
            Listener.Dispose();
            Writer.Dispose();
            Reader.Dispose();
        }
    }
}
