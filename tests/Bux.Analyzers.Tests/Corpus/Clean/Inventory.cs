using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Bux;

[assembly: ServiceContracts("inventory")]

namespace Corpus.Inventory;

[Command]
public sealed record OpenWarehouse([EntityKey] string Warehouse, ImmutableArray<string> Zones) : ICommand;

[Command]
[Rejects<UnknownZone>]
public sealed record ReceiveGoods([EntityKey] string Warehouse, ImmutableArray<Delivery> Deliveries) : ICommand<int>;

[Command]
[Rejects<OutOfStock>]
public sealed record ReserveGoods([EntityKey] string Warehouse, ImmutableDictionary<string, int> Wanted, TimeSpan KeepFor) : ICommand<Guid>;

[Command]
[Rejects<UnknownReservation>]
public sealed record ReleaseReservation([EntityKey] string Warehouse, Guid Reservation) : ICommand;

[Command]
public sealed record CountStock([EntityKey] string Warehouse, ImmutableDictionary<string, int> Counted) : ICommand<StockCounted>;

public sealed record Delivery(string Article, int Quantity, string Zone);

public sealed record StockCounted(int Corrections, int Lost);

[DomainEvent(version: 1)]
public sealed record WarehouseOpenedEventV1(string Warehouse, ImmutableArray<string> Zones);

[DomainEvent(version: 1)]
public sealed record GoodsReceivedEventV1(ImmutableArray<Delivery> Deliveries);

[DomainEvent(version: 1)]
public sealed record GoodsReservedEventV1(Guid Reservation, ImmutableDictionary<string, int> Articles, DateTimeOffset Until);

[DomainEvent(version: 1)]
public sealed record ReservationReleasedEventV1(Guid Reservation);

[DomainEvent(version: 1)]
public sealed record StockCorrectedEventV1(string Article, int Difference);

public sealed record OutOfStock(string Article, int Available) : Rejection("out-of-stock", $"There is not enough of {Article}.");

public sealed record UnknownZone(string Zone) : Rejection("unknown-zone", $"The warehouse has no zone {Zone}.");

public sealed record UnknownReservation(Guid Reservation) : Rejection("unknown-reservation", "There is no such reservation.");

public sealed record Reservation(ImmutableDictionary<string, int> Articles, DateTimeOffset Until);

[State("inventory")]
public sealed record Warehouse(
    string Name, ImmutableHashSet<string> Zones, ImmutableDictionary<string, int> Stock, ImmutableDictionary<Guid, Reservation> Reservations)
{
    public int Reserved(string article)
    {
        var sum = 0;
        foreach (var (_, reservation) in Reservations)
        {
            if (reservation.Articles.TryGetValue(article, out var quantity)) sum += quantity;
        }

        return sum;
    }

    public int Available(string article) => Stock.GetValueOrDefault(article) - Reserved(article);
}

internal static class Categories
{
    public const string Other = "other";

    public static readonly FrozenDictionary<string, string> OfPrefix = new Dictionary<string, string>
    {
        ["FR-"] = "frozen",
        ["HZ-"] = "hazardous",
        ["BK-"] = "bulk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Locked = FrozenSet.ToFrozenSet(["hazardous"], StringComparer.Ordinal);

    public static string Of(string article) => article.Length >= 3 && OfPrefix.TryGetValue(article[..3], out var category) ? category : Other;
}

[StateMutator]
public static class WarehouseMutator
{
    public static Warehouse Create(WarehouseOpenedEventV1 e) => new(
        e.Warehouse,
        e.Zones.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary.Create<string, int>(StringComparer.Ordinal),
        ImmutableDictionary<Guid, Reservation>.Empty);

    public static Warehouse Apply(Warehouse s, GoodsReceivedEventV1 e)
    {
        var stock = s.Stock.ToBuilder();
        foreach (var (article, quantity, _) in e.Deliveries)
        {
            stock.TryGetValue(article, out var before);
            stock[article] = before + quantity;
        }

        return s with { Stock = stock.ToImmutable() };
    }

    public static Warehouse Apply(Warehouse s, GoodsReservedEventV1 e) =>
        s with { Reservations = s.Reservations.SetItem(e.Reservation, new Reservation(e.Articles, e.Until)) };

    public static Warehouse Apply(Warehouse s, ReservationReleasedEventV1 e) => s with { Reservations = s.Reservations.Remove(e.Reservation) };

    public static Warehouse Apply(Warehouse s, StockCorrectedEventV1 e) => s with { Stock = Corrected(s.Stock, e.Article, e.Difference) };

    /// <summary>Articles of which nothing is left disappear.</summary>
    private static ImmutableDictionary<string, int> Corrected(ImmutableDictionary<string, int> stock, string article, int difference)
    {
        var after = stock.GetValueOrDefault(article) + difference;
        return after > 0 ? stock.SetItem(article, after) : stock.Remove(article);
    }
}

[UseCase]
public sealed class Receiving
{
    public void Handle(OpenWarehouse command, UseCaseContext<Warehouse> context) =>
        context.Emit(new WarehouseOpenedEventV1(command.Warehouse, [.. command.Zones.Distinct(StringComparer.OrdinalIgnoreCase)]));

    public Reply<int> Handle(ReceiveGoods command, Warehouse warehouse, UseCaseContext<Warehouse> context)
    {
        var wrong = command.Deliveries.FirstOrDefault(delivery => !warehouse.Zones.Contains(delivery.Zone));
        if (wrong is not null) return new UnknownZone(wrong.Zone);

        var byCategory = new SortedDictionary<string, List<Delivery>>(StringComparer.Ordinal);
        foreach (var delivery in command.Deliveries)
        {
            var category = Categories.Of(delivery.Article);
            if (!byCategory.TryGetValue(category, out var list)) byCategory[category] = list = [];
            list.Add(delivery);
        }

        foreach (var deliveries in byCategory.Where(each => !Categories.Locked.Contains(each.Key)).Select(each => each.Value))
        {
            warehouse = context.Emit(new GoodsReceivedEventV1([.. deliveries]));
        }

        return warehouse.Stock.Values.Sum();
    }
}

[UseCase]
public sealed class Reserving
{
    public Reply<Guid> Handle(ReserveGoods command, Warehouse warehouse, UseCaseContext<Warehouse> context)
    {
        foreach (var (article, wanted) in command.Wanted)
        {
            var available = warehouse.Available(article);
            if (available < wanted) return new OutOfStock(article, available);
        }

        var reservation = context.NewId();
        context.Emit(new GoodsReservedEventV1(reservation, command.Wanted, context.Now + command.KeepFor));
        return reservation;
    }

    public Rejection? Handle(ReleaseReservation command, Warehouse warehouse, UseCaseContext<Warehouse> context)
    {
        if (!warehouse.Reservations.ContainsKey(command.Reservation)) return new UnknownReservation(command.Reservation);
        context.Emit(new ReservationReleasedEventV1(command.Reservation));
        return null;
    }

    public Reply<StockCounted> Handle(CountStock command, Warehouse warehouse, UseCaseContext<Warehouse> context)
    {
        var differences =
            from article in warehouse.Stock.Keys.Union(command.Counted.Keys).Order(StringComparer.Ordinal)
            let difference = command.Counted.GetValueOrDefault(article) - warehouse.Stock.GetValueOrDefault(article)
            where difference != 0
            select new StockCorrectedEventV1(article, difference);

        var (corrections, lost) = (0, 0);
        foreach (var correction in differences.ToList())
        {
            context.Emit(correction);
            corrections++;
            lost -= Math.Min(correction.Difference, 0);
        }

        return new StockCounted(corrections, lost);
    }
}

/// <summary>How often each zone was supplied, and how much of a warehouse's goods is in which category.</summary>
public sealed record WarehouseOverview(string Warehouse, ImmutableDictionary<string, int> Supplies, ImmutableDictionary<string, int> Categories, long Version);

[Projection("warehouse-overviews")]
public static class WarehouseOverviews
{
    public static WarehouseOverview On(WarehouseOpenedEventV1 e, EventContext context) =>
        new(e.Warehouse, e.Zones.ToImmutableDictionary(zone => zone, _ => 0), ImmutableDictionary<string, int>.Empty, context.Version);

    public static WarehouseOverview On(GoodsReceivedEventV1 e, WarehouseOverview row, EventContext context) => row with
    {
        Supplies = e.Deliveries.Aggregate(row.Supplies, (sum, delivery) => sum.SetItem(delivery.Zone, sum.GetValueOrDefault(delivery.Zone) + 1)),
        Categories = Added(row.Categories, e.Deliveries.GroupBy(delivery => Categories.Of(delivery.Article), delivery => delivery.Quantity)),
        Version = context.Version,
    };

    private static ImmutableDictionary<string, int> Added(ImmutableDictionary<string, int> before, IEnumerable<IGrouping<string, int>> quantities)
    {
        var after = before.ToBuilder();
        foreach (var group in quantities) after[group.Key] = after.TryGetValue(group.Key, out var quantity) ? quantity + group.Sum() : group.Sum();
        return after.ToImmutable();
    }
}
