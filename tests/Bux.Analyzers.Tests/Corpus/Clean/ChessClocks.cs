using System;
using System.Collections.Immutable;
using Bux;

[assembly: ServiceContracts("chess-clocks")]

namespace Corpus.ChessClocks;

public enum Side : byte { White, Black }

public static class Sides
{
    public static Side Other(this Side side) => side ^ Side.Black;

    public static bool IsFirst(this Side side) => side == Side.White;
}

[Command("start-clock")]
public sealed record Start([EntityKey] Guid Game, TimeSpan Budget, TimeSpan Increment) : ICommand;

[Command("press-clock")]
[Rejects<GameOver>]
[Rejects<ClockStands>]
[Rejects<NotYourTurn>]
public sealed record Press([EntityKey] Guid Game, Side By) : ICommand<TimeSpan>;

[Command("pause-clock")]
[Rejects<GameOver>]
[Rejects<ClockStands>]
public sealed record Pause([EntityKey] Guid Game) : ICommand;

[Command("resume-clock")]
[Rejects<ClockStands>]
[Rejects<GameOver>]
[Rejects<ClockRuns>]
public sealed record Resume([EntityKey] Guid Game) : ICommand;

[DomainEvent(1)]
public readonly record struct ClockStarted(Guid Game, TimeSpan Budget, TimeSpan Increment, DateTimeOffset At);

[DomainEvent(1)]
public readonly record struct ClockPressed(Side By, TimeSpan Used, DateTimeOffset At);

[DomainEvent(1)]
public readonly record struct ClockPaused(TimeSpan Used);

[DomainEvent(1)]
public readonly record struct ClockResumed(DateTimeOffset At);

[DomainEvent(1)]
public readonly record struct FlagFell(Side Loser);

public sealed record NotYourTurn(Side Turn) : Rejection("not-your-turn", $"{Turn} is to move.");

public sealed record GameOver(Side Loser) : Rejection("game-over", "A flag has fallen.");

public sealed record ClockStands() : Rejection("clock-stands", "The clock does not run.");

public sealed record ClockRuns() : Rejection("clock-runs", "The clock runs already.");

/// <summary>What is left on one side.</summary>
public readonly record struct Dial(TimeSpan Left, int Presses)
{
    public Dial After(TimeSpan used) => this with { Left = Max(Left - used, TimeSpan.Zero) };

    public Dial Plus(TimeSpan increment) => new(Left + increment, Presses + 1);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

[State("chess-clocks")]
public readonly record struct Clock(Dial White, Dial Black, TimeSpan Increment, Side Turn, DateTimeOffset? RunningSince, Side? Loser)
{
    public Dial this[Side side] => side.IsFirst() ? White : Black;

    public Clock With(Side side, Dial dial) => side.IsFirst() ? this with { White = dial } : this with { Black = dial };

    public TimeSpan Used(DateTimeOffset now) => RunningSince is { } since ? now - since : TimeSpan.Zero;
}

[StateMutator]
public static class Clockwork
{
    public static Clock Create(ClockStarted e)
    {
        Dial full = new(e.Budget, 0);
        return new(full, full, e.Increment, default, e.At, null);
    }

    public static Clock Apply(Clock s, ClockPressed e)
    {
        var dial = s[e.By];
        dial = dial.After(e.Used);
        dial = dial.Plus(s.Increment);
        s = s.With(e.By, dial);
        return s with { Turn = e.By.Other(), RunningSince = e.At };
    }

    public static Clock Apply(in Clock s, ClockPaused e) => s.With(s.Turn, s[s.Turn].After(e.Used)) with { RunningSince = null };

    public static Clock Apply(in Clock s, ClockResumed e) => s with { RunningSince = e.At };

    public static Clock Apply(Clock s, FlagFell e)
    {
        (s, var before) = (s with { Loser = e.Loser, RunningSince = null }, s);
        return s.With(e.Loser, before[e.Loser] with { Left = TimeSpan.Zero });
    }
}

[UseCase]
public static class ClockUseCases
{
    public static void Handle(Start command, UseCaseContext<Clock> context) =>
        context.Emit(new ClockStarted(command.Game, command.Budget, command.Increment, context.Now));

    [Expects(Expectation.Existing)]
    public static Reply<TimeSpan> Handle(Press command, Clock clock, UseCaseContext<Clock> context)
    {
        if (Refusal(clock) is { } refusal) return refusal;
        if (clock.Turn != command.By) return new NotYourTurn(clock.Turn);

        var used = clock.Used(context.Now);
        if (used >= clock[command.By].Left)
        {
            clock = context.Emit(new FlagFell(command.By));
            return clock[command.By].Left;
        }

        return context.Emit(new ClockPressed(command.By, used, context.Now))[command.By].Left;
    }

    [Expects(Expectation.Existing)]
    public static Rejection? Handle(Pause command, Clock clock, UseCaseContext<Clock> context)
    {
        if (Refusal(clock) is { } refusal) return refusal;
        context.Emit(new ClockPaused(clock.Used(context.Now)));
        return null;
    }

    public static Rejection? Handle(Resume command, Clock? clock, UseCaseContext<Clock> context)
    {
        switch (clock)
        {
            case null: return new ClockStands();
            case { Loser: { } loser }: return new GameOver(loser);
            case { RunningSince: not null }: return new ClockRuns();
        }

        context.Emit(new ClockResumed(context.Now));
        return null;
    }

    private static Rejection? Refusal(in Clock clock) => clock switch
    {
        { Loser: { } loser } => new GameOver(loser),
        { RunningSince: null } => new ClockStands(),
        _ => null,
    };
}
