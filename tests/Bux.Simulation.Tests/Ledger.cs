namespace Bux.Simulation;

/// <summary>A small service with every kind of outcome, whose balance shows at once when a command was run twice or not at all.</summary>
[State("ledger")]
public sealed record Ledger(string Id, long Balance, int Moves, bool Closed);

[Command]
public sealed record OpenLedger([EntityKey] string Id, long Balance) : ICommand<Balance>;

[Command]
public sealed record Move([EntityKey] string Id, long Amount) : ICommand<Balance>;

[Command]
public sealed record LookAt([EntityKey] string Id) : ICommand<Balance>;

[Command]
public sealed record CloseLedger([EntityKey] string Id) : ICommand;

[Command]
public sealed record BreakLedger([EntityKey] string Id) : ICommand;

public sealed record Balance(long Amount, Guid Receipt);

public sealed record LedgerClosed(string Id) : Rejection("ledger-closed", $"Ledger {Id} is closed.");

[DomainEvent(1)]
public sealed record LedgerOpenedEventV1(string Id, long Balance);

[DomainEvent(2)]
public sealed record AmountMovedEventV2(long Amount, DateTimeOffset At);

[DomainEvent(1)]
public sealed record LedgerClosedEventV1(string Reason);

[StateMutator]
public static class LedgerMutator
{
    public static Ledger Create(LedgerOpenedEventV1 e) => new(e.Id, e.Balance, 0, false);

    public static Ledger Apply(Ledger s, AmountMovedEventV2 e) => s with { Balance = s.Balance + e.Amount, Moves = s.Moves + 1 };

    public static Ledger Apply(Ledger s, LedgerClosedEventV1 e) => s with { Closed = e.Reason.Length > 0 };
}

[UseCase]
public static class LedgerUseCases
{
    public static Reply<Balance> Handle(OpenLedger command, UseCaseContext<Ledger> context) =>
        new Balance(context.Emit(new LedgerOpenedEventV1(command.Id, command.Balance)).Balance, context.NewId());

    public static Reply<Balance> Handle(Move command, Ledger ledger, UseCaseContext<Ledger> context)
    {
        if (ledger.Closed) return new LedgerClosed(ledger.Id);

        // Two events: the second is decided on the state after the first.
        var half = context.Emit(new AmountMovedEventV2(command.Amount / 2, context.Now));
        var all = context.Emit(new AmountMovedEventV2(command.Amount - command.Amount / 2 + half.Moves % 1, context.Now));
        return new Balance(all.Balance, context.NewId());
    }

    public static Reply<Balance> Handle(LookAt command, Ledger? ledger, UseCaseContext<Ledger> context) =>
        new Balance(ledger?.Balance ?? -1, context.NewId());

    public static Reply<Done> Handle(CloseLedger command, Ledger ledger, UseCaseContext<Ledger> context)
    {
        context.Emit(new LedgerClosedEventV1("asked"));
        return Reply.Done;
    }

    public static Reply<Done> Handle(BreakLedger command, Ledger? ledger, UseCaseContext<Ledger> context)
    {
        if (ledger is not null) context.Emit(new AmountMovedEventV2(1_000_000, context.Now));
        throw new InvalidOperationException($"{command.Id} broke after it emitted.");
    }
}
