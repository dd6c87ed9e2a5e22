using System.Text;
using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>
/// Plays one seed of a rolling deploy: processes of two releases with different folds begin, fill, join, serve, crash and begin again, in
/// any order, while commands come in. Folds end at a later step than they begin, so that anything may happen between what a filler has
/// read and what it writes. At the end the events must be those of one process without a fault, each release's states its own fold of
/// them, and in no state topic may an older state ever stand behind a newer one.
/// </summary>
internal sealed class FillSimulation
{
    private readonly Random _dice;
    private readonly ContractRegistry _contracts;
    private readonly SimulatedLog _log;
    private readonly Release[] _releases;
    private readonly Queue<Action> _folds = new();
    private readonly HashSet<SimulatedService> _stepping = [];

    private FillSimulation(int seed)
    {
        _dice = new Random(seed);
        var registrations = new Registrations();
        registrations.AddLedger();
        var service = registrations.Service!;
        _contracts = new ContractRegistry(registrations.Catalogues);
        _log = new SimulatedLog(_dice, 1 + _dice.Next(3)) { FaultPercent = _dice.Next(60) };
        _releases = [.. new[] { "f1", "f2" }.Select((fingerprint, number) => CreateRelease(service, fingerprint, number * 1_000))];
    }

    /// <summary>How often a partition got states from a filler, in the seeds that were played.</summary>
    public static int PartitionsFilled => s_partitionsFilled;

    private static int s_partitionsFilled;

    /// <summary>Plays a seed and returns what was wrong, or null.</summary>
    public static string? Play(int seed)
    {
        try
        {
            var simulation = new FillSimulation(seed);
            simulation.Run();
            return simulation.Judge();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            return error.ToString();
        }
    }

    private void Run()
    {
        var story = new Story(_log, _dice, _contracts);
        var deployed = _dice.Next(40, 200); // before this step there is one release
        _log.Meanwhile = () =>
        {
            // As after a SIGSTOP: the others go on, perhaps for long, before this one's write arrives.
            if (_stepping.Count > 2 || !_log.Happens(30)) return;
            for (var act = _dice.Next(60); act > 0; act--) Act(story, _dice.Next(2));
        };
        for (var step = 0; step < 400; step++) Act(story, step < deployed ? 0 : _dice.Next(2));
    }

    private void Act(Story story, int release)
    {
        var processes = _releases[release].Processes;
        var process = processes[_dice.Next(processes.Length)];
        switch (_dice.Next(16))
        {
            case 0 when _log.Happens(100) && !_stepping.Contains(process):
                process.Crash();
                break;
            case 1 when _log.Happens(100):
                _log.Rebalance();
                break;
            case 2 when _log.Happens(100):
                _log.EndPending();
                break;
            case <= 6:
                story.Tell();
                break;
            case <= 9:
                EndFold();
                break;
            default:
                if (!_stepping.Add(process)) break;
                if (!process.Runs) process.Begin();
                else process.Step();
                _stepping.Remove(process);
                break;
        }
    }

    private string? Judge()
    {
        // No more faults. Each release alone must come to the end of the command topic, the old one after the new one: a roll back.
        _log.FaultPercent = 0;
        _log.Meanwhile = () => { };
        _log.EndPending();
        foreach (var process in _releases.SelectMany(release => release.Processes)) process.Crash();
        foreach (var release in _releases.Reverse())
        {
            Finish(release.Processes[0]);
            for (var partition = 0; partition < _log.Topics.Partitions; partition++)
            {
                if (Judge(release, partition) is { } problem) return problem;
            }
        }

        return null;
    }

    private void Finish(SimulatedService process)
    {
        process.Begin();
        for (var round = 0; round < 400; round++)
        {
            process.Step();
            while (_folds.Count > 0) EndFold();
        }

        if (!process.Serves) throw new InvalidOperationException("A process without a fault has not joined.");
        process.Crash();
    }

    private string? Judge(Release release, int partition)
    {
        var expected = Reference.Write(_log, release.Service, _contracts.Rejections, partition);
        var events = expected.Where(record => record.Target.Topic == _log.Topics.Events).Select(Reference.Print).ToArray();
        var found = _log.Records(new LogPartition(_log.Topics.Events, partition)).Select(Reference.Print).ToArray();
        if (Reference.FirstDifference($"events[{partition}]", events, found) is { } difference) return difference;

        var states = _log.Records(new LogPartition(release.Topics.State, partition));
        foreach (var entity in states.GroupBy(record => Encoding.UTF8.GetString(record.Key!)))
        {
            var versions = entity.Select(record => Header(record.Headers).Version).ToArray();
            if (!versions.SequenceEqual(versions.Order())) return $"{release.Topics.State}[{partition}]: {entity.Key} has the versions {string.Join(", ", versions)}.";
        }

        return Reference.FirstDifference(
            $"{release.Topics.State}[{partition}]",
            Newest(expected.Where(record => record.Target.Topic == _log.Topics.State).Select(record => (record.Key!, record.Value!, record.Headers))),
            Newest(states.Select(record => (record.Key!, record.Value!, record.Headers))));
    }

    /// <summary>What each key's newest state is; a state that was folded does not know the newest response, so that is left out.</summary>
    private static string[] Newest(IEnumerable<(byte[] Key, byte[] Value, IReadOnlyList<LogHeader> Headers)> states) =>
    [
        .. states.GroupBy(state => Encoding.UTF8.GetString(state.Key))
            .Select(entity => $"{entity.Key} {Header(entity.Last().Headers).Version} {Encoding.UTF8.GetString(entity.Last().Value)}")
            .Order(StringComparer.Ordinal),
    ];

    private static StateHeader Header(IReadOnlyList<LogHeader> headers) => StateHeader.TryRead(headers[0].Value, out var header)
        ? header
        : throw new InvalidOperationException($"{Encoding.UTF8.GetString(headers[0].Value!)} is no state's header.");

    /// <summary>A fold that has begun ends, whoever waits for it or has given it up.</summary>
    private void EndFold()
    {
        // In order: a fold waits for the one of its partition that was given up before.
        if (_folds.TryDequeue(out var fold)) fold();
    }

    private Task<RestoredPartition> Later(Func<RestoredPartition> fold)
    {
        var result = new TaskCompletionSource<RestoredPartition>();
        _folds.Enqueue(() =>
        {
            try
            {
                var restored = fold();
                if (restored.Advanced.Count > 0) Interlocked.Increment(ref s_partitionsFilled);
                result.SetResult(restored);
            }
            catch (Exception error) when (error is LogUnavailableException or CorruptLogException or OperationCanceledException)
            {
                result.SetException(error);
            }
        });
        return result.Task;
    }

    private Release CreateRelease(ServiceRegistration<Ledger> service, string fingerprint, int movesBefore)
    {
        var topics = new ServiceTopics(service.State.Service, fingerprint, _log.Topics.Partitions);
        var registration = new ServiceRegistration<Ledger>(new SimulatedRelease(service.State, fingerprint, movesBefore), [], service.Routes);
        return new Release(topics, registration, [.. Enumerable.Range(0, 1 + _dice.Next(2))
            .Select(_ => new SimulatedService(_log, topics, registration, _contracts.Rejections, stateTopic: true, Later))]);
    }

    private sealed record Release(ServiceTopics Topics, ServiceRegistration<Ledger> Service, SimulatedService[] Processes);
}
