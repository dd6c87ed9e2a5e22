using System.Diagnostics;
using Bux.Engine;
using Bux.Log;
using Bux.Telemetry;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>Turns what a worker tells into log entries, metrics and the host's status.</summary>
internal sealed class WorkerObserver(string service, string subject, BuxStatus status, ILogger logger) : IWorkerObserver
{
    private readonly KeyValuePair<string, object?> _service = new("bux.service", service);

    public void Committed(int commands, BatchTally tally, TimeSpan commitTime)
    {
        BuxTelemetry.BatchSize.Record(commands, _service);
        BuxTelemetry.CommitTime.Record(commitTime.TotalSeconds, _service);
        Count("accepted", tally.Accepted);
        Count("rejected", tally.Rejected);
        Count("repeated", tally.Repeated);
        Count("faulted", tally.Buried.Count);
        foreach (var buried in tally.Buried) WorkerLog.Buried(logger, buried.At.Partition, buried.At.Offset, buried.Code, buried.Message, buried.Cause);
    }

    public void NotCommitted(CommitFault fault, int attempt)
    {
        BuxTelemetry.FailedCommits.Add(1, _service, new KeyValuePair<string, object?>("bux.fault", fault.Kind.ToString()));
        WorkerLog.NotCommitted(logger, service, fault.Kind, attempt, fault.Message);
    }

    public void Restoring(int partition)
    {
        status.Set(Subject(partition), $"Partition {partition} of {service} is being restored.");
        WorkerLog.Restoring(logger, service, partition);
    }

    public void Started(RestoredPartition partition)
    {
        if (partition.Warning is { } warning) WorkerLog.RestoredWithWarning(logger, service, partition.Partition, warning);
        status.Clear(Subject(partition.Partition));
        WorkerLog.Started(logger, service, partition.Partition, partition.Start);
    }

    public void RestoreFailed(int partition, Exception error)
    {
        status.Set(Subject(partition), $"Partition {partition} of {service} could not be restored yet: {error.Message}");
        WorkerLog.RestoreFailed(logger, service, partition, error);
    }

    public void Stopped(int partition, Exception error)
    {
        status.Set(Subject(partition), $"Partition {partition} of {service} is stopped: {error.Message}");
        WorkerLog.Stopped(logger, service, partition, error);
    }

    public void Released(int partition)
    {
        status.Clear(Subject(partition));
        WorkerLog.Released(logger, service, partition);
    }

    private string Subject(int partition) => $"{subject}/{partition}";

    private void Count(string outcome, int commands)
    {
        if (commands > 0) BuxTelemetry.Handled.Add(commands, new TagList { _service, { "bux.outcome", outcome } });
    }
}

/// <summary>What workers log.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(101, LogLevel.Information, "{Service}: partition {Partition} is assigned and being restored")]
    public static partial void Restoring(ILogger logger, string service, int partition);

    [LoggerMessage(102, LogLevel.Information, "{Service}: partition {Partition} goes on at command {Offset}")]
    public static partial void Started(ILogger logger, string service, int partition, long offset);

    [LoggerMessage(103, LogLevel.Information, "{Service}: partition {Partition} is handed back")]
    public static partial void Released(ILogger logger, string service, int partition);

    [LoggerMessage(104, LogLevel.Warning, "{Service}: partition {Partition} goes on, but: {Warning}")]
    public static partial void RestoredWithWarning(ILogger logger, string service, int partition, string warning);

    [LoggerMessage(105, LogLevel.Warning, "{Service}: partition {Partition} could not be restored, and is tried again")]
    public static partial void RestoreFailed(ILogger logger, string service, int partition, Exception error);

    [LoggerMessage(106, LogLevel.Critical, "{Service}: partition {Partition} is stopped until it is mended")]
    public static partial void Stopped(ILogger logger, string service, int partition, Exception error);

    [LoggerMessage(107, LogLevel.Warning, "{Service}: a commit did not happen ({Kind}, attempt {Attempt}): {Problem}")]
    public static partial void NotCommitted(ILogger logger, string service, CommitFaultKind kind, int attempt, string problem);

    [LoggerMessage(108, LogLevel.Error, "A command at {Partition}, offset {Offset} went to the dead letters ({Code}): {Problem}")]
    public static partial void Buried(ILogger logger, LogPartition partition, long offset, string code, string problem, Exception? error);

    [LoggerMessage(109, LogLevel.Error, "{Service}: worker {Worker} ended and begins anew in {Pause}")]
    public static partial void WorkerFailed(ILogger logger, string service, int worker, TimeSpan pause, Exception error);

    [LoggerMessage(110, LogLevel.Warning, "{Service}: worker {Worker} stopped while its log did not answer; the next owner finds out how its last batch ended")]
    public static partial void StoppedWithoutLog(ILogger logger, string service, int worker, Exception error);
}
