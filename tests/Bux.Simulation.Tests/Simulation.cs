using System.Text;
using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>
/// Plays one seed: processes of a service handle a story while they crash, lose partitions and do not learn how commits ended. At the end
/// the log must be, byte for byte, what one process without a fault would have written.
/// </summary>
internal sealed class Simulation
{
    private readonly Random _dice;
    private readonly ServiceRegistration<Ledger> _service;
    private readonly ContractRegistry _contracts;
    private readonly SimulatedLog _log;
    private readonly bool _stateTopic;

    private Simulation(int seed)
    {
        _dice = new Random(seed);
        var registrations = new Registrations();
        registrations.AddLedger();
        _service = registrations.Service!;
        _contracts = new ContractRegistry(registrations.Catalogues);
        _stateTopic = _dice.Next(4) > 0;
        _log = new SimulatedLog(_dice, 1 + _dice.Next(3)) { FaultPercent = _dice.Next(60) };
    }

    /// <summary>Plays a seed and returns what was wrong, or null.</summary>
    public static string? Play(int seed)
    {
        try
        {
            var simulation = new Simulation(seed);
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
        var services = Enumerable.Range(0, 1 + _dice.Next(3)).Select(_ => Create()).ToArray();
        for (var step = 0; step < 250; step++)
        {
            var service = services[_dice.Next(services.Length)];
            switch (_dice.Next(12))
            {
                case 0 when _log.Happens(100):
                    service.Crash();
                    break;
                case 1 when _log.Happens(100):
                    _log.Rebalance();
                    break;
                case 2 when _log.Happens(100):
                    _log.EndPending();
                    break;
                case <= 5:
                    story.Tell();
                    break;
                default:
                    if (!service.Runs) service.Begin();
                    else service.Step();
                    break;
            }
        }

        Finish(services);
    }

    /// <summary>No more faults: the survivors must come to the end of the command topic.</summary>
    private void Finish(SimulatedService[] services)
    {
        _log.FaultPercent = 0;
        _log.EndPending();
        foreach (var service in services.Skip(1)) service.Crash();
        if (!services[0].Runs) services[0].Begin();
        for (var round = 0; round < 500; round++) services[0].Step();
    }

    private string? Judge()
    {
        for (var partition = 0; partition < _log.Topics.Partitions; partition++)
        {
            var commands = _log.Records(new LogPartition(_log.Topics.Commands, partition));
            var expected = Reference.Write(_log, _service, _contracts.Rejections, partition);
            var states = expected.Where(record => record.Target.Topic == _log.Topics.State)
                .ToDictionary(record => Encoding.UTF8.GetString(record.Key!), Reference.Print);
            if (commands.Count > 0 && _log.Position(partition) != commands[^1].Offset + 1)
            {
                return $"Partition {partition}: the committed position is {_log.Position(partition)}, and the last command is at {commands[^1].Offset}.";
            }

            var problem = Differ(expected, _log.Topics.Events, partition) ?? Differ(expected, _log.Topics.DeadLetters, partition)
                ?? DifferInReplies(expected, commands) ?? DifferInStates(states, partition);
            if (problem is not null) return problem;
        }

        return null;
    }

    private string? Differ(IReadOnlyList<OutputRecord> expected, string topic, int partition)
    {
        var wanted = expected.Where(record => record.Target.Topic == topic).Select(Reference.Print).ToArray();
        var found = _log.Records(new LogPartition(topic, partition)).Select(Reference.Print).ToArray();
        return Reference.FirstDifference($"{topic}[{partition}]", wanted, found);
    }

    private string? DifferInReplies(IReadOnlyList<OutputRecord> expected, IReadOnlyList<LogRecord> commands)
    {
        // A fold from events alone does not know responses: there a repeat of the newest command may learn only that it was handled.
        if (!_stateTopic) return null;
        var keys = commands.Where(command => command.Key is not null).Select(command => Encoding.UTF8.GetString(command.Key!)).ToHashSet();
        var wanted = expected.Where(record => record.Target.Topic == Story.Replies && record.Key is not null).Select(Reference.Print).ToArray();
        var found = _log.Records(new LogPartition(Story.Replies, 0))
            .Where(record => record.Key is not null && keys.Contains(Encoding.UTF8.GetString(record.Key))
                && KeyPartitionIsOf(record, commands)).Select(Reference.Print).ToArray();
        return Reference.FirstDifference("replies", [.. wanted.Order(StringComparer.Ordinal)], [.. found.Order(StringComparer.Ordinal)]);
    }

    private bool KeyPartitionIsOf(LogRecord reply, IReadOnlyList<LogRecord> commands) => ReplyHeader.TryRead(reply.Header(HeaderNames.Bux)!, out var header)
        && commands.Any(command => CommandHeader.TryRead(command.Header(HeaderNames.Bux) ?? [], out var own, out _) && own.Id == header.CommandId);

    private string? DifferInStates(Dictionary<string, string> expected, int partition)
    {
        if (!_stateTopic) return null;
        var newest = _log.Records(new LogPartition(_log.Topics.State, partition)).GroupBy(record => Encoding.UTF8.GetString(record.Key!))
            .ToDictionary(group => group.Key, group => Reference.Print(group.Last()));
        return Reference.FirstDifference(
            $"state[{partition}]",
            [.. expected.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)],
            [.. newest.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)]);
    }

    private SimulatedService Create() => new(_log, _log.Topics, _service, _contracts.Rejections, _stateTopic, PartitionRestores.Inline);
}
