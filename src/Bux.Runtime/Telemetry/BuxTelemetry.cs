using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bux.Seam;

namespace Bux.Telemetry;

/// <summary>The names under which Bux tells of its work to OpenTelemetry and to <c>dotnet-counters</c>.</summary>
public static class BuxTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Bux";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Handled =
        Meter.CreateCounter<long>("bux.commands", "{command}", "Commands with a committed outcome, by service and outcome.");

    internal static readonly Histogram<double> CommitTime =
        Meter.CreateHistogram<double>("bux.commit.duration", "s", "Time from the first record of a batch written to its commit.");

    internal static readonly Histogram<long> BatchSize =
        Meter.CreateHistogram<long>("bux.batch.size", "{command}", "Commands in a committed batch.");

    internal static readonly Counter<long> FailedCommits =
        Meter.CreateCounter<long>("bux.commit.failures", "{commit}", "Commits that did not happen, by kind.");

    internal static readonly Counter<long> Projected =
        Meter.CreateCounter<long>("bux.projection.events", "{event}", "Events that a projection has read.");

    internal static Activity? StartSend(CommandContract contract, Guid id)
    {
        var activity = Source.StartActivity($"send {contract.Name}", ActivityKind.Producer);
        activity?.SetTag("messaging.system", "kafka");
        activity?.SetTag("messaging.destination.name", $"{contract.Service}.commands");
        activity?.SetTag("messaging.message.id", id.ToString());
        return activity;
    }
}
