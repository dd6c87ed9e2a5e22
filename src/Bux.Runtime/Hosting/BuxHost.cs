using Bux.Client;
using Bux.Log;
using Bux.Projections;
using Bux.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>The one hosted service: checks the log, then runs client, services and projections, and ends them in the reverse order.</summary>
internal sealed class BuxHost(IServiceProvider services, BuxBuilder builder, IServiceCollection registrations) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly List<IServiceWorkers> _workers = [];
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Bux.Host");
    private IReadOnlyList<IProjectionRunner> _projections = [];
    private CommandClient? _client;
    private bool _stopped;

    /// <summary>The name of a host's client: letters, digits, dots, hyphens.</summary>
    public static string ClientName(BuxOptions options, IHostEnvironment? environment)
    {
        var name = options.ClientName ?? environment?.ApplicationName ?? "client";
        return string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? char.ToLowerInvariant(letter) : '-'));
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var problems = builder.Options.Problems().Concat(UseCaseLifetimes.Problems(builder.Dependencies, registrations)).ToArray();
        if (problems.Length > 0)
        {
            throw new InvalidOperationException("Bux cannot start:" + string.Concat(problems.Select(problem => Environment.NewLine + "- " + problem)));
        }

        var environment = services.GetService<IHostEnvironment>();
        var create = builder.Options.CreateTopics ?? environment?.IsDevelopment() ?? false;
        var log = services.GetRequiredService<ILogStore>();
        await Prepare(log, Plan(ClientName(builder.Options, environment)), create, cancellationToken).ConfigureAwait(false);

        var status = services.GetRequiredService<BuxStatus>();
        _projections = [.. services.GetServices<IProjectionRunner>()];
        foreach (var hosted in builder.HostedServices)
        {
            var workers = hosted.CreateWorkers(services, builder.TopicsOf(hosted), builder.Options);
            _workers.Add(workers);
            workers.Start();
        }

        foreach (var projection in _projections) projection.Start(stopped => status.Set($"projection/{projection.Name}", stopped.Message));
        if (builder.Catalogues.Count > 0)
        {
            // Opened now rather than by the first command, so that the first caller does not wait for it.
            _client = services.GetRequiredService<CommandClient>();
            await Task.Run(_client.Open, cancellationToken).ConfigureAwait(false);
        }

        status.Clear("host");
        HostLog.Started(_logger, log.Description, builder.HostedServices.Count, _projections.Count);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<BuxStatus>().Set("host", "The host is stopping.");
        return Task.Run(Stop, cancellationToken).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Stop()
    {
        lock (_workers)
        {
            if (_stopped) return;
            _stopped = true;
            // Not asked for here: after a start that failed, the container is being disposed already.
            _client?.Dispose();
            Parallel.ForEach(_workers, workers => workers.Dispose());
            foreach (var projection in _projections) projection.Dispose();
        }

        HostLog.Stopped(_logger);
    }

    private async Task Prepare(ILogStore log, IReadOnlyList<TopicPlan> plan, bool create, CancellationToken cancellation)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                await log.PrepareAsync(plan, create, cancellation).ConfigureAwait(false);
                return;
            }
            catch (LogUnavailableException error) when (time.GetElapsedTime(begun) < builder.Options.StartTimeout)
            {
                HostLog.Waiting(_logger, log.Description, error.Message);
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private List<TopicPlan> Plan(string client)
    {
        var options = builder.Options;
        var plan = new List<TopicPlan>();
        foreach (var hosted in builder.HostedServices)
        {
            var topics = builder.TopicsOf(hosted);
            var burial = options.MaximumCommandBytes + OutputBatch.Allowance;
            plan.Add(new TopicPlan(topics.Commands, options.Partitions, true)
            {
                Retention = options.CommandRetention, LogAppendTime = true, MaximumRecordBytes = options.MaximumCommandBytes,
            });
            plan.Add(new TopicPlan(topics.Events, options.Partitions, true) { MaximumRecordBytes = burial });
            plan.Add(new TopicPlan(topics.State, options.Partitions, true) { Compacted = true, MaximumRecordBytes = burial });
            plan.Add(new TopicPlan(topics.Fills, 1, true) { Compacted = true });
            plan.Add(new TopicPlan(topics.DeadLetters, options.Partitions, true) { MaximumRecordBytes = burial });
        }

        if (builder.Catalogues.Count > 0)
        {
            plan.Add(new TopicPlan(ServiceTopics.RepliesOf(client), options.ReplyPartitions, true)
            {
                Retention = options.ReplyRetention, MaximumRecordBytes = options.MaximumCommandBytes + OutputBatch.Allowance,
            });
        }

        return plan;
    }
}

/// <summary>What the host logs.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "Bux runs {Services} services and {Projections} projections on {Log}")]
    public static partial void Started(ILogger logger, string log, int services, int projections);

    [LoggerMessage(2, LogLevel.Information, "Bux has stopped: batches are settled, partitions handed back")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "Waiting for {Log}: {Problem}")]
    public static partial void Waiting(ILogger logger, string log, string problem);
}
