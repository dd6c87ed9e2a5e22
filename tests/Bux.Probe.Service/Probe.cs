namespace Bux.Probe;

/// <summary>A service whose total shows at once when a command was run twice or not at all.</summary>
[State("probe")]
public sealed record Probe(string Id, long Total, int Count, int NoteLength);

[Command]
public sealed record StartProbe([EntityKey] string Id) : ICommand;

[Command]
public sealed record AddTo([EntityKey] string Id, long Amount) : ICommand<Sum>;

[Command]
public sealed record Peek([EntityKey] string Id) : ICommand<Sum>;

[Command]
public sealed record Note([EntityKey] string Id, int Length) : ICommand;

[Command]
public sealed record Carry([EntityKey] string Id, string Load) : ICommand;

[Command]
public sealed record Fail([EntityKey] string Id) : ICommand;

[Command]
public sealed record Inspect([EntityKey] string Id, string By) : ICommand<Sum>;

public sealed record Sum(long Total, int Count);

public sealed record TooMuch(long Amount) : Rejection("too-much", $"{Amount} is more than a probe takes.");

[DomainEvent(1)]
public sealed record ProbeStartedEventV1(string Id);

[DomainEvent(2)]
public sealed record AmountAddedEventV2(long Amount);

[DomainEvent(1)]
public sealed record CountedEventV1(int Count);

[DomainEvent(1)]
public sealed record NotedEventV1(string Text);

[DomainEvent(1)]
public sealed record InspectedEventV1(string By);

[StateMutator]
[NoStateChange<InspectedEventV1>]
public static class ProbeMutator
{
    public static Probe Create(ProbeStartedEventV1 e) => new(e.Id, 0, 0, 0);

    public static Probe Apply(Probe s, AmountAddedEventV2 e) => s with { Total = s.Total + e.Amount };

    public static Probe Apply(Probe s, CountedEventV1 e) => s with { Count = e.Count };

    public static Probe Apply(Probe s, NotedEventV1 e) => s with { NoteLength = e.Text.Length };
}

[UseCase]
public static class ProbeUseCases
{
    public static void Handle(StartProbe command, UseCaseContext<Probe> context) => context.Emit(new ProbeStartedEventV1(command.Id));

    public static Reply<Sum> Handle(AddTo command, Probe probe, UseCaseContext<Probe> context)
    {
        if (command.Amount > 1_000) return new TooMuch(command.Amount);

        probe = context.Emit(new AmountAddedEventV2(command.Amount));
        probe = context.Emit(new CountedEventV1(probe.Count + 1));
        return new Sum(probe.Total, probe.Count);
    }

    public static Reply<Sum> Handle(Peek command, Probe probe) => new Sum(probe.Total, probe.Count);

    public static Reply<Sum> Handle(Inspect command, Probe? probe, UseCaseContext<Probe> context)
    {
        probe = context.Emit(new InspectedEventV1(command.By));
        return new Sum(probe.Total, probe.Count);
    }

    public static void Handle(Note command, Probe probe, UseCaseContext<Probe> context) => context.Emit(new NotedEventV1(new string('n', command.Length)));

    public static void Handle(Carry command, Probe probe)
    {
    }

    public static void Handle(Fail command, Probe probe, UseCaseContext<Probe> context)
    {
        probe = context.Emit(new AmountAddedEventV2(1_000_000));
        throw new InvalidOperationException($"{probe.Id} failed after it emitted.");
    }
}
