using Bux.Log;
using Bux.Wire;
using Microsoft.Extensions.Logging;

namespace Bux.Client;

/// <summary>
/// Reads this client's reply partition from where it ended when the client started, on a thread of its own, and completes what is awaited.
/// When the log fails it goes on where it was as soon as it can.
/// </summary>
internal sealed class ReplyListener : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ILogReader _reader;
    private readonly LogPartition _partition;
    private readonly PendingReplies _pending;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private long _position;

    /// <summary>Begins to listen. Every reply that is written after this returns will be seen.</summary>
    public ReplyListener(ILogReader reader, LogPartition partition, PendingReplies pending, ILogger logger)
    {
        (_reader, _partition, _pending, _logger) = (reader, partition, pending, logger);
        _position = reader.End(partition);
        _thread = new Thread(Listen) { IsBackground = true, Name = $"bux replies {partition}" };
        _thread.Start();
    }

    /// <summary>Stops listening; when it returns, the thread has ended.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _stopping.Dispose();
    }

    private void Listen()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var cursor = _reader.Open([new LogPosition(_partition, _position)]);
                while (!_stopping.IsCancellationRequested)
                {
                    foreach (var record in cursor.Read(Slice)) Complete(record);
                    _position = Math.Max(_position, cursor.Position(_partition));
                }
            }
            catch (LogUnavailableException error)
            {
                ClientLog.RepliesUnavailable(_logger, _partition, error);
                _stopping.Token.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private void Complete(LogRecord record)
    {
        _position = record.Offset + 1;
        if (record.Header(HeaderNames.Bux) is { } line && ReplyHeader.TryRead(line, out var header)) _pending.Complete(header, record);
        else ClientLog.StrangeReply(_logger, record.Source, record.Offset);
    }
}

/// <summary>What the client logs.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(301, LogLevel.Warning, "Replies at {Partition} cannot be read now; going on where reading stopped")]
    public static partial void RepliesUnavailable(ILogger logger, LogPartition partition, Exception error);

    [LoggerMessage(302, LogLevel.Warning, "The record at {Partition}, offset {Offset} is no reply and was passed over")]
    public static partial void StrangeReply(ILogger logger, LogPartition partition, long offset);
}
