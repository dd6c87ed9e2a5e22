using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Bux;

[assembly: ServiceContracts("garages")]

namespace Corpus.Garages;

public enum Vehicle
{
    Motorcycle = 1,
    Car = 2,
    Van = 3,
}

public readonly record struct Ticket(int Number) : IComparable<Ticket>
{
    public Ticket Next => new(Number + 1);

    public int CompareTo(Ticket other) => Number.CompareTo(other.Number);

    public override string ToString() => "T" + Number.ToString("D6", CultureInfo.InvariantCulture);
}

public readonly record struct Bay(int Level, int Number);

[Command]
public sealed record BuildGarage([EntityKey] string Garage, ImmutableArray<int> BaysOfLevels) : ICommand<int>;

[Command]
[Rejects<GarageFull>]
public sealed record Enter([EntityKey] string Garage, Vehicle Vehicle) : ICommand<Ticket>;

[Command]
[Rejects<UnknownTicket>]
public sealed record PayTicket([EntityKey] string Garage, Ticket Ticket) : ICommand<decimal>;

[Command]
[Rejects<UnknownTicket>]
[Rejects<PaymentDue>]
public sealed record Leave([EntityKey] string Garage, Ticket Ticket) : ICommand;

[Command]
[Rejects<NoSuchLevel>]
public sealed record CloseLevel([EntityKey] string Garage, int Level) : ICommand<ImmutableArray<Ticket>>;

[DomainEvent(version: 1)]
public sealed record GarageBuiltEventV1(string Garage, ImmutableArray<int> BaysOfLevels);

[DomainEvent(version: 1)]
public sealed record VehicleParkedEventV1(Ticket Ticket, Vehicle Vehicle, Bay Bay, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record TicketPaidEventV1(Ticket Ticket, decimal Amount, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record VehicleLeftEventV1(Ticket Ticket);

[DomainEvent(version: 1)]
public sealed record LevelClosedEventV1(int Level);

public sealed record GarageFull(Vehicle Vehicle) : Rejection("garage-full", $"There is no bay for a {Vehicle}.");

public sealed record UnknownTicket(Ticket Ticket) : Rejection("unknown-ticket", $"Nobody parks on {Ticket}.");

public sealed record PaymentDue(decimal Amount) : Rejection("payment-due", "The ticket is not paid.");

public sealed record NoSuchLevel(int Level) : Rejection("no-such-level", "The garage has no such level.");

public sealed record Parked(Vehicle Vehicle, Bay Bay, DateTimeOffset Since, DateTimeOffset? PaidUntil);

[State("garages")]
public sealed record Garage(string Name, ImmutableArray<ImmutableArray<Ticket?>> Levels, ImmutableDictionary<Ticket, Parked> Tickets, Ticket Next, ImmutableHashSet<int> Closed)
{
    public int Free => Levels.Where((_, level) => !Closed.Contains(level)).Sum(bays => bays.Count(bay => bay is null));

    public Bay? FirstFree(Vehicle vehicle)
    {
        for (var level = 0; level < Levels.Length; level++)
        {
            if (Closed.Contains(level)) continue;
            var bays = Levels[level].AsSpan();
            var run = 0;
            for (var i = 0; i < bays.Length; i++)
            {
                run = bays[i] is null ? run + 1 : 0;
                if (run == Width(vehicle)) return new Bay(level, i - run + 1);
            }
        }

        return null;
    }

    public static int Width(Vehicle vehicle) => vehicle is Vehicle.Van ? 2 : 1;
}

[StateMutator]
public static class GarageMutator
{
    public static Garage Create(GarageBuiltEventV1 e) => new(
        e.Garage,
        [.. e.BaysOfLevels.Select(bays => ImmutableArray.Create(new Ticket?[bays]))],
        ImmutableDictionary<Ticket, Parked>.Empty,
        new Ticket(1),
        []);

    public static Garage Apply(Garage s, VehicleParkedEventV1 e) => s with
    {
        Levels = Occupied(s.Levels, e.Bay, Garage.Width(e.Vehicle), e.Ticket),
        Tickets = s.Tickets.Add(e.Ticket, new Parked(e.Vehicle, e.Bay, e.At, null)),
        Next = Later(s.Next, e.Ticket.Next),
    };

    public static Garage Apply(Garage s, TicketPaidEventV1 e)
    {
        if (!s.Tickets.TryGetValue(e.Ticket, out var parked)) throw new KeyNotFoundException(e.Ticket.ToString());
        parked = parked with { PaidUntil = e.At.AddMinutes(15) };
        return s with { Tickets = s.Tickets.SetItem(e.Ticket, parked) };
    }

    public static Garage Apply(Garage s, VehicleLeftEventV1 e)
    {
        var (vehicle, bay, _, _) = s.Tickets[e.Ticket];
        return s with { Levels = Occupied(s.Levels, bay, Garage.Width(vehicle), null), Tickets = s.Tickets.Remove(e.Ticket) };
    }

    public static Garage Apply(Garage s, LevelClosedEventV1 e) => s with { Closed = s.Closed.Add(e.Level) };

    private static ImmutableArray<ImmutableArray<Ticket?>> Occupied(ImmutableArray<ImmutableArray<Ticket?>> levels, Bay bay, int width, Ticket? ticket)
    {
        var bays = levels[bay.Level].ToArray();
        bays.AsSpan(bay.Number, width).Fill(ticket);
        return levels.SetItem(bay.Level, [.. bays]);
    }

    private static T Later<T>(T one, T other) where T : IComparable<T> => one.CompareTo(other) >= 0 ? one : other;
}

internal static class Tariff
{
    private static readonly ImmutableArray<(TimeSpan UpTo, decimal Price)> Steps =
    [
        (TimeSpan.FromMinutes(20), 0m),
        (TimeSpan.FromHours(1), 2.5m),
        (TimeSpan.FromHours(4), 7m),
        (TimeSpan.FromDays(1), 18m),
    ];

    public static decimal Price(TimeSpan parked, Vehicle vehicle)
    {
        var days = Math.Floor(parked.TotalDays);
        var rest = parked - TimeSpan.FromDays(days);
        var (_, price) = Steps.First(step => rest <= step.UpTo);
        return ((decimal)days * Steps[^1].Price + price) * Factor(vehicle);
    }

    private static decimal Factor(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Motorcycle => 0.5m,
        Vehicle.Van => 2m,
        Vehicle.Car => 1m,
        _ => throw new ArgumentOutOfRangeException(nameof(vehicle)),
    };
}

[UseCase]
public static class Barrier
{
    public static Reply<int> Handle(BuildGarage command, UseCaseContext<Garage> context) =>
        context.Emit(new GarageBuiltEventV1(command.Garage, command.BaysOfLevels)).Free;

    public static Reply<Ticket> Handle(Enter command, Garage garage, UseCaseContext<Garage> context)
    {
        if (garage.FirstFree(command.Vehicle) is not { } bay) return new GarageFull(command.Vehicle);
        var ticket = garage.Next;
        context.Emit(new VehicleParkedEventV1(ticket, command.Vehicle, bay, context.Now));
        return ticket;
    }

    public static Reply<decimal> Handle(PayTicket command, Garage garage, UseCaseContext<Garage> context)
    {
        if (garage.Tickets.GetValueOrDefault(command.Ticket) is not { } parked) return new UnknownTicket(command.Ticket);
        var price = Due(parked, context.Now);
        context.Emit(new TicketPaidEventV1(command.Ticket, price, context.Now));
        return price;
    }

    public static Reply<Done> Handle(Leave command, Garage garage, UseCaseContext<Garage> context)
    {
        if (!garage.Tickets.TryGetValue(command.Ticket, out var parked)) return new UnknownTicket(command.Ticket);
        if (Due(parked, context.Now) is > 0m and var due) return new PaymentDue(due);
        context.Emit(new VehicleLeftEventV1(command.Ticket));
        return Reply.Done;
    }

    public static Reply<ImmutableArray<Ticket>> Handle(CloseLevel command, Garage garage, UseCaseContext<Garage> context)
    {
        if (command.Level < 0 || command.Level >= garage.Levels.Length) return new NoSuchLevel(command.Level);
        garage = context.Emit(new LevelClosedEventV1(command.Level));
        return Reply.Accept(garage.Levels[command.Level].OfType<Ticket>().Distinct().Order().ToImmutableArray());
    }

    private static decimal Due(Parked parked, DateTimeOffset now) => parked.PaidUntil switch
    {
        { } until when now <= until => 0m,
        { } until => Tariff.Price(now - until, parked.Vehicle),
        null => Tariff.Price(now - parked.Since, parked.Vehicle),
    };
}
