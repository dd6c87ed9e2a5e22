using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bux.Hosting;

/// <summary>The workers of one service.</summary>
internal interface IServiceWorkers : IDisposable
{
    /// <summary>Starts them.</summary>
    void Start();
}

/// <summary>
/// Runs a service's workers, each on a thread of its own. A worker that loses its log is made anew, with everything that it remembered
/// restored from the log; so is one that fails by a bug, after the log has said so.
/// </summary>
internal sealed class ServiceWorkers<TState>(
    ServiceRegistration<TState> service, ServiceTopics topics, BuxOptions options, IServiceProvider services) : IServiceWorkers
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Thread> _threads = [];
    private readonly BuxStatus _status = services.GetRequiredService<BuxStatus>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"Bux.{topics.Service}");
    private readonly ProcessingOptions _processing = new()
    {
        DedupeWindow = options.DedupeWindow,
        ClockSkew = options.ClockSkew,
        DedupeCapacity = options.DedupeCapacity,
        AllowsReplyTopic = options.AllowsReplyTopic,
    };
    private IReadOnlyList<CommandRoute<TState>> _routes = [];
    private StateFill<TState>? _fill;

    /// <inheritdoc/>
    public void Start()
    {
        _routes = service.Routes(services);
        if (WritesStateTopic()) _fill = new StateFill<TState>(service.State, topics, _processing, services, _logger);
        for (var worker = 0; worker < options.Workers; worker++)
        {
            var number = worker;
            if (_fill is not null) _status.Set(FillOf(number), FillObserver.Reason(topics, 0));
            var thread = new Thread(() => Supervise(number)) { IsBackground = true, Name = $"bux {topics.Service} worker {number}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Stops: no new records; the open batch is committed or aborted; partitions are handed back.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var thread in _threads) thread.Join();
        _stopping.Dispose();
    }

    private void Supervise(int worker)
    {
        var pause = ShortestPause;
        var subject = $"{topics.Service}/{worker}";
        while (!_stopping.IsCancellationRequested)
        {
            var begun = _time.GetTimestamp();
            try
            {
                Run(worker, subject);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (LogUnavailableException error) when (_stopping.IsCancellationRequested)
            {
                WorkerLog.StoppedWithoutLog(_logger, topics.Service, worker, error);
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The supervisor's boundary: a lost log and a bug alike end this worker, and the next one restores from the log.
                WorkerLog.WorkerFailed(_logger, topics.Service, worker, pause, error);
                _status.ClearAll(subject + "/");
                _status.Set(subject, $"Worker {worker} of {topics.Service} lost its log and begins anew: {error.Message}");
            }

            if (_time.GetElapsedTime(begun) > Healthy) pause = ShortestPause;
            _stopping.Token.WaitHandle.WaitOne(pause);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }

    private bool WritesStateTopic()
    {
        using var repository = services.GetRequiredService<StateRepositoryFactory<TState>>().Create(services);
        return repository.WritesStateTopic;
    }

    private string FillOf(int worker) => $"{topics.Service}/{worker}/fill";

    private void Run(int worker, string subject)
    {
        if (_fill is not null && !_fill.Run(worker, FillOf(worker), _stopping.Token)) return;
        var store = services.GetRequiredService<ILogStore>();
        var observer = new WorkerObserver(topics.Service, subject, _status, _logger);

        // Disposed in the reverse order: restores end before their reader and repository go, and the log hands the partitions back last.
        using var log = store.OpenCommands(topics, worker, _stopping.Token);
        using var reader = store.OpenReader(_stopping.Token);
        using var repository = services.GetRequiredService<StateRepositoryFactory<TState>>().Create(services);
        var contracts = services.GetRequiredService<ContractRegistry>();
        var processor = new CommandProcessor<TState>(
            topics, service.State, _routes, contracts.Rejections, _processing, log.MaximumRecordBytes,
            repository.WritesStateTopic);
        var restorer = new StateRestorer<TState>(topics, service.State, contracts.Events, repository, reader, _processing);
        using var restores = new PartitionRestores(restorer.Restore, repository.Release, PartitionRestores.OnThread);
        var states = new StateStack<TState>(repository);

        _status.Clear(subject);
        new CommandWorker<TState>(
            topics, log, processor, repository, states, restores, observer, pause => _stopping.Token.WaitHandle.WaitOne(pause))
            .Run(_stopping.Token);
    }
}
