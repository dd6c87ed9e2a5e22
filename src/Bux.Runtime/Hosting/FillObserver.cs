using Bux.Engine;
using Bux.Log;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>Turns what a filler tells into log entries and the host's status.</summary>
internal sealed class FillObserver(ServiceTopics topics, string subject, BuxStatus status, TimeProvider time, ILogger logger) : IFillObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Progress> _progress = [];

    public void Filled(int partitions)
    {
        status.Set(subject, Reason(topics, partitions));
        FillLog.Filled(logger, topics.Service, partitions, topics.Partitions, topics.State);
    }

    public void Filling(int partition)
    {
        lock (_gate) _progress[partition] = new Progress(time.GetTimestamp());
        FillLog.Filling(logger, topics.State, partition);
    }

    public void Folded(LogPosition position, long end)
    {
        lock (_gate)
        {
            if (!_progress.TryGetValue(position.Partition.Partition, out var progress)) return;
            var passed = time.GetElapsedTime(progress.ToldAt);
            if (passed < Interval) return;
            var rate = (position.Offset - progress.Told) / passed.TotalSeconds;
            (progress.Told, progress.ToldAt) = (position.Offset, time.GetTimestamp());
            FillLog.Folded(logger, topics.State, position.Partition, position.Offset, end, position.Offset * 100 / end, rate);
        }
    }

    public void Filled(int partition, int states)
    {
        status.Clear($"{subject}/{partition}");
        TimeSpan passed;
        lock (_gate) passed = _progress.Remove(partition, out var progress) ? time.GetElapsedTime(progress.Begun) : TimeSpan.Zero;
        FillLog.Written(logger, topics.State, partition, states, passed.TotalSeconds);
    }

    public void NotCommitted(CommitFault fault, int attempt) => WorkerLog.NotCommitted(logger, topics.Service, fault.Kind, attempt, fault.Message);

    public void Failed(int partition, Exception error)
    {
        status.Set($"{subject}/{partition}", $"Partition {partition} of {topics.State} could not be filled yet: {error.Message}");
        FillLog.Failed(logger, topics.State, partition, error);
    }

    public void Stopped(int partition, Exception error)
    {
        status.Set($"{subject}/{partition}", $"Partition {partition} of {topics.State} cannot be filled, and this release does not join: {error.Message}");
        FillLog.Stopped(logger, topics.State, partition, error);
    }

    /// <summary>Why a host that fills is not ready.</summary>
    public static string Reason(ServiceTopics topics, int filled) =>
        $"{filled} of {topics.Partitions} partitions of {topics.State} are filled; {topics.Service} joins its group when all are.";

    private sealed class Progress(long begun)
    {
        public long Begun { get; } = begun;

        public long Told { get; set; }

        public long ToldAt { get; set; } = begun;
    }
}

/// <summary>What fillers log.</summary>
internal static partial class FillLog
{
    [LoggerMessage(201, LogLevel.Information, "{Service}: {Filled} of {Partitions} partitions of {State} are filled")]
    public static partial void Filled(ILogger logger, string service, int filled, int partitions, string state);

    [LoggerMessage(202, LogLevel.Information, "{State}: partition {Partition} is being filled from the events")]
    public static partial void Filling(ILogger logger, string state, int partition);

    [LoggerMessage(203, LogLevel.Information, "{State}: the fold of {Events} came to {Offset} of {End} ({Percent} %), at {Rate:0} records a second")]
    public static partial void Folded(ILogger logger, string state, LogPartition events, long offset, long end, long percent, double rate);

    [LoggerMessage(204, LogLevel.Information, "{State}: partition {Partition} is filled with {States} states after {Seconds:0.0} s")]
    public static partial void Written(ILogger logger, string state, int partition, int states, double seconds);

    [LoggerMessage(205, LogLevel.Warning, "{State}: partition {Partition} could not be filled, and is tried again")]
    public static partial void Failed(ILogger logger, string state, int partition, Exception error);

    [LoggerMessage(206, LogLevel.Critical, "{State}: partition {Partition} cannot be filled; a release that cannot fold its history does not join, and who serves goes on")]
    public static partial void Stopped(ILogger logger, string state, int partition, Exception error);
}
