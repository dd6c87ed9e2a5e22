using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Bux;

[assembly: ServiceContracts("hotel-rooms")]

namespace Corpus.HotelRooms;

/// <summary>The nights from one day to another; the last day is the departure's.</summary>
public readonly record struct Stay(DateOnly Arrival, DateOnly Departure)
{
    public int Nights => Departure.DayNumber - Arrival.DayNumber;

    public bool IsEmpty => Nights <= 0;

    public bool Overlaps(Stay other) => Arrival < other.Departure && other.Arrival < Departure;

    public IEnumerable<DateOnly> Days()
    {
        for (var day = Arrival; day < Departure; day = day.AddDays(1)) yield return day;
    }
}

public static partial class Rooms
{
    [Command]
    public sealed record Furnish([EntityKey] int Room, int Beds, decimal Rate) : ICommand;

    [Command]
    [Rejects<TooManyGuests>]
    [Rejects<NotFree>]
    public sealed record Book([EntityKey] int Room, Stay Stay, int Guests) : ICommand<Confirmation>;

    [Command]
    [Rejects<NoSuchBooking>]
    [Rejects<NotFree>]
    public sealed record Move([EntityKey] int Room, Guid Booking, int Days) : ICommand<Stay>;

    [Command]
    [Rejects<NoSuchBooking>]
    [Rejects<TooLate>]
    public sealed record Cancel([EntityKey] int Room, Guid Booking) : ICommand<decimal>;

    [Command]
    [Rejects<NotFree>]
    public sealed record Block([EntityKey] int Room, ImmutableArray<DateOnly> Days) : ICommand;

    public sealed record Confirmation(Guid Booking, decimal Price, string Text);

    public sealed record NotFree(DateOnly FirstTaken) : Rejection("not-free", "The room is taken on one of these days.");

    public sealed record NoSuchBooking(Guid Booking) : Rejection("no-such-booking", "The room has no such booking.");

    public sealed record TooManyGuests(int Beds) : Rejection("too-many-guests", "The room has not as many beds.");

    public sealed record TooLate() : Rejection("too-late", "The stay has begun already.");
}

public static partial class Rooms
{
    [DomainEvent(version: 1)]
    public sealed record RoomFurnished(int Room, int Beds, decimal Rate);

    [DomainEvent(version: 1)]
    public sealed record RoomBooked(Guid Booking, Stay Stay, int Guests, decimal Price);

    [DomainEvent(version: 1)]
    public sealed record BookingMoved(Guid Booking, int Days);

    [DomainEvent(version: 1)]
    public sealed record BookingCancelled(Guid Booking, decimal Refund);

    [DomainEvent(version: 1)]
    public sealed record RoomBlocked(ImmutableHashSet<DateOnly> Days);
}

[State("hotel-rooms")]
public sealed record Room
{
    public required int Number { get; init; }

    public required int Beds { get; init; }

    public required decimal Rate { get; init; }

    public ImmutableDictionary<Guid, Booking> Bookings { get; init; } = ImmutableDictionary<Guid, Booking>.Empty;

    public ImmutableHashSet<DateOnly> Blocked { get; init; } = [];

    public sealed record Booking(Stay Stay, int Guests, decimal Price)
    {
        public Booking MovedBy(int days) => this with { Stay = new Stay(Stay.Arrival.AddDays(days), Stay.Departure.AddDays(days)) };
    }

    public DateOnly? FirstTaken(Stay stay, Guid? besides = null)
    {
        var taken = new HashSet<DateOnly>(Blocked);
        foreach (var (id, booking) in Bookings)
        {
            if (id != besides && booking.Stay.Overlaps(stay)) taken.UnionWith(booking.Stay.Days());
        }

        foreach (var day in stay.Days())
        {
            if (taken.Contains(day)) return day;
        }

        return null;
    }
}

[StateMutator]
public static class RoomMutator
{
    public static Room Create(Rooms.RoomFurnished e) => new() { Number = e.Room, Beds = e.Beds, Rate = e.Rate };

    public static Room Apply(Room s, Rooms.RoomFurnished e) => s with { Beds = e.Beds, Rate = e.Rate };

    public static Room Apply(Room s, Rooms.RoomBooked e) => s with { Bookings = s.Bookings.Add(e.Booking, new(e.Stay, e.Guests, e.Price)) };

    public static Room Apply(Room s, Rooms.BookingMoved e) => s.Bookings.TryGetValue(e.Booking, out var booking)
        ? s with { Bookings = s.Bookings.SetItem(e.Booking, booking.MovedBy(e.Days)) }
        : s;

    public static Room Apply(Room s, Rooms.BookingCancelled e) => s with { Bookings = s.Bookings.Remove(e.Booking) };

    public static Room Apply(Room s, Rooms.RoomBlocked e)
    {
        var (first, last) = (s.Blocked.Union(e.Days).Min(), s.Blocked.Union(e.Days).Max());
        return s with { Blocked = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(day => s.Blocked.Contains(day) || e.Days.Contains(day))] };
    }
}

public interface IPrices
{
    decimal Of(Room room, Stay stay);
}

public sealed class SeasonalPrices : IPrices
{
    private static readonly ImmutableDictionary<int, decimal> Factors = Enumerable.Range(1, 12).ToImmutableDictionary(month => month, Factor);

    public decimal Of(Room room, Stay stay) => stay.Days().Sum(day => room.Rate * Factors[day.Month] * (IsWeekend(day) ? 1.25m : 1m));

    private static decimal Factor(int month) => month switch
    {
        7 or 8 => 1.6m,
        12 => 1.4m,
        >= 4 and <= 10 => 1.1m,
        _ => 0.9m,
    };

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday;
}

[UseCase]
public sealed class RoomDesk
{
    private readonly IPrices _prices;

    public RoomDesk(IPrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _prices = prices;
    }

    public void Handle(Rooms.Furnish command, Room? room, UseCaseContext<Room> context)
    {
        if ((room?.Beds, room?.Rate) == (command.Beds, command.Rate)) return;
        context.Emit(new Rooms.RoomFurnished(command.Room, command.Beds, command.Rate));
    }

    public Reply<Rooms.Confirmation> Handle(Rooms.Book command, Room room, UseCaseContext<Room> context)
    {
        if (command.Guests > room.Beds) return new Rooms.TooManyGuests(room.Beds);
        if (room.FirstTaken(command.Stay) is { } taken) return new Rooms.NotFree(taken);

        var price = _prices.Of(room, command.Stay);
        var booked = new Rooms.RoomBooked(context.NewId(), command.Stay, command.Guests, price);
        context.Emit(booked);
        return new Rooms.Confirmation(booked.Booking, price, Text(command));
    }

    public Reply<Stay> Handle(Rooms.Move command, Room room, UseCaseContext<Room> context)
    {
        if (!room.Bookings.TryGetValue(command.Booking, out var booking)) return new Rooms.NoSuchBooking(command.Booking);
        if (room.FirstTaken(booking.MovedBy(command.Days).Stay, besides: command.Booking) is DateOnly taken) return new Rooms.NotFree(taken);
        room = context.Emit(new Rooms.BookingMoved(command.Booking, command.Days));
        return room.Bookings[command.Booking].Stay;
    }

    public Reply<decimal> Handle(Rooms.Cancel command, Room room, UseCaseContext<Room> context)
    {
        if (room.Bookings.GetValueOrDefault(command.Booking) is not { } booking) return new Rooms.NoSuchBooking(command.Booking);
        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        if (booking.Stay.Arrival <= today) return new Rooms.TooLate();

        var refund = (booking.Stay.Arrival.DayNumber - today.DayNumber) switch { > 30 => 1m, > 7 => 0.5m, _ => 0m } * booking.Price;
        context.Emit(new Rooms.BookingCancelled(command.Booking, refund));
        return refund;
    }

    public Reply<Done> Handle(Rooms.Block command, Room room, UseCaseContext<Room> context)
    {
        var taken = command.Days.Where(day => room.FirstTaken(new Stay(day, day.AddDays(1))) is not null).Order().ToArray();
        if (taken is [var first, ..]) return new Rooms.NotFree(first);
        context.Emit(new Rooms.RoomBlocked([.. command.Days]));
        return Reply.Done;
    }

    private static string Text(Rooms.Book command) =>
        string.Create(CultureInfo.InvariantCulture, $"{command.Stay.Nights} nights from {command.Stay.Arrival:yyyy-MM-dd} in room {command.Room:000}");
}
