using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Serialization;
using Bux;

[assembly: ServiceContracts("orders")]

namespace Corpus.Orders
{
    public readonly record struct OrderId(Guid Value);

    public readonly record struct Sku(string Value)
    {
        public static implicit operator Sku(string value) => new(value.Trim().ToUpperInvariant());

        public static explicit operator string(Sku sku) => sku.Value;
    }

    public sealed record Line(Sku Sku, int Quantity, decimal Price)
    {
        public decimal Total => checked(Quantity * Price);
    }

    [Command]
    [Rejects<EmptyOrder>]
    public sealed record PlaceOrder([EntityKey] OrderId Order, ImmutableArray<Line> Lines) : ICommand<decimal>;

    [Command]
    [Rejects<NotInThisStage>]
    [Rejects<UnknownLine>]
    public sealed record ChangeQuantities([EntityKey] OrderId Order, ImmutableDictionary<Sku, int> Quantities) : ICommand<decimal>;

    [Command]
    [Rejects<WrongAmount>]
    [Rejects<NotInThisStage>]
    public sealed record PayOrder([EntityKey] OrderId Order, decimal Amount, string Reference) : ICommand;

    [Command]
    [Rejects<NotInThisStage>]
    [Rejects<UnknownLine>]
    public sealed record ShipOrder([EntityKey] OrderId Order, ImmutableArray<ImmutableArray<Sku>> Parcels) : ICommand<ImmutableArray<Guid>>;

    [Command]
    [Rejects<NotInThisStage>]
    public sealed record CancelOrder([EntityKey] OrderId Order) : ICommand;

    [DomainEvent(version: 1)]
    public sealed record OrderPlacedEventV1(OrderId Order, ImmutableArray<Line> Lines);

    [DomainEvent(version: 1)]
    public sealed record QuantityChangedEventV1(Sku Sku, int Quantity);

    [DomainEvent(version: 1)]
    public sealed record OrderPaidEventV1(decimal Amount, string Reference);

    [DomainEvent(version: 1)]
    public sealed record ParcelSentEventV1(Guid Parcel, ImmutableArray<Sku> Content);

    [DomainEvent(version: 1)]
    public sealed record OrderCancelledEventV1;

    public sealed record EmptyOrder() : Rejection("empty-order", "An order has at least one line.");

    public sealed record WrongAmount(decimal Expected) : Rejection("wrong-amount", "The payment is not the order's total.");

    public sealed record UnknownLine(Sku Sku) : Rejection("unknown-line", $"The order has no line {Sku.Value}.");

    public sealed record NotInThisStage(string Stage) : Rejection("not-in-this-stage", $"The order is {Stage} already.");

    [State("orders")]
    [JsonDerivedType(typeof(Open), "open")]
    [JsonDerivedType(typeof(Paid), "paid")]
    [JsonDerivedType(typeof(Sent), "sent")]
    [JsonDerivedType(typeof(Cancelled), "cancelled")]
    public abstract record Order(OrderId Id, ImmutableArray<Line> Lines)
    {
        public abstract string Stage { get; }

        public virtual decimal Due => Lines.Sum(line => line.Total);

        public bool Has(Sku sku) => Lines.Any(line => line.Sku == sku);

        public sealed record Open(OrderId Id, ImmutableArray<Line> Lines) : Order(Id, Lines)
        {
            public override string Stage => "open";
        }

        public sealed record Paid(OrderId Id, ImmutableArray<Line> Lines, string Reference, ImmutableArray<Sku> Missing) : Order(Id, Lines)
        {
            public override string Stage => Missing.IsEmpty ? "complete" : "paid";

            public override decimal Due => 0m;
        }

        public sealed record Sent(OrderId Id, ImmutableArray<Line> Lines, ImmutableDictionary<Guid, ImmutableArray<Sku>> Parcels) : Order(Id, Lines)
        {
            public override string Stage => "sent";

            public override decimal Due => 0m;
        }

        public sealed record Cancelled(OrderId Id) : Order(Id, [])
        {
            public override string Stage => nameof(Cancelled).ToLowerInvariant();
        }
    }

    [StateMutator]
    internal static class OrderMutator
    {
        public static Order Create(OrderPlacedEventV1 e) => new Order.Open(e.Order, Merged(e.Lines));

        public static Order Apply(Order s, QuantityChangedEventV1 e) => s switch
        {
            Order.Open open when e.Quantity == 0 => open with { Lines = open.Lines.RemoveAll(line => line.Sku == e.Sku) },
            Order.Open open => open with { Lines = [.. open.Lines.Select(line => line.Sku == e.Sku ? line with { Quantity = e.Quantity } : line)] },
            _ => throw Impossible(s, nameof(QuantityChangedEventV1)),
        };

        public static Order Apply(Order s, OrderPaidEventV1 e)
        {
            if (s is not Order.Open(var id, var lines)) throw Impossible(s, nameof(OrderPaidEventV1));
            return new Order.Paid(id, lines, e.Reference, [.. from line in lines select line.Sku]);
        }

        public static Order Apply(Order s, ParcelSentEventV1 e) => s switch
        {
            Order.Paid { Missing: var missing } paid when missing.Except(e.Content).ToImmutableArray() is { IsEmpty: false } rest => paid with { Missing = rest },
            Order.Paid paid => new Order.Sent(paid.Id, paid.Lines, ImmutableDictionary<Guid, ImmutableArray<Sku>>.Empty.Add(e.Parcel, e.Content)),
            Order.Sent sent => sent with { Parcels = sent.Parcels.SetItem(e.Parcel, e.Content) },
            _ => throw Impossible(s, nameof(ParcelSentEventV1)),
        };

        public static Order Apply(Order s, OrderCancelledEventV1 _) => new Order.Cancelled(s.Id);

        /// <summary>Lines of the same article become one, in the order of their first mention.</summary>
        private static ImmutableArray<Line> Merged(ImmutableArray<Line> lines)
        {
            var positions = new Dictionary<Sku, int>();
            var merged = ImmutableArray.CreateBuilder<Line>(lines.Length);
            foreach (var line in lines)
            {
                if (positions.TryGetValue(line.Sku, out var at)) merged[at] = merged[at] with { Quantity = merged[at].Quantity + line.Quantity };
                else
                {
                    positions.Add(line.Sku, merged.Count);
                    merged.Add(line);
                }
            }

            return merged.DrainToImmutable();
        }

        private static InvalidOperationException Impossible(Order s, string happened) => new($"{happened} at an order that is {s.Stage}.");
    }

    [UseCase]
    internal sealed class PlacingOrders
    {
        public Reply<decimal> Handle(PlaceOrder command, UseCaseContext<Order> context)
        {
            if (command.Lines is []) return new EmptyOrder();
            return context.Emit(new OrderPlacedEventV1(command.Order, command.Lines)).Due;
        }

        public Reply<decimal> Handle(ChangeQuantities command, Order order, UseCaseContext<Order> context)
        {
            if (order is not Order.Open) return new NotInThisStage(order.Stage);
            foreach (var (sku, quantity) in command.Quantities.OrderBy(each => each.Key.Value, StringComparer.Ordinal))
            {
                if (!order.Has(sku)) return new UnknownLine(sku);
                order = context.Emit(new QuantityChangedEventV1(sku, quantity));
            }

            return order.Due;
        }

        public Reply<Done> Handle(PayOrder command, Order order, UseCaseContext<Order> context)
        {
            switch (order)
            {
                case Order.Open { Due: var due } when due != command.Amount:
                    return new WrongAmount(due);
                case Order.Open:
                    context.Emit(new OrderPaidEventV1(command.Amount, command.Reference));
                    return Reply.Done;
                default:
                    return new NotInThisStage(order.Stage);
            }
        }
    }

    [UseCase]
    internal static class Shipping
    {
        public static Reply<ImmutableArray<Guid>> Handle(ShipOrder command, Order order, UseCaseContext<Order> context)
        {
            if (order is not Order.Paid paid) return new NotInThisStage(order.Stage);
            if (command.Parcels.SelectMany(parcel => parcel).Except(paid.Missing).Select(sku => (Sku?)sku).FirstOrDefault() is { } unknown) return new UnknownLine(unknown);

            var ids = new List<Guid>();
            foreach (var parcel in command.Parcels)
            {
                var id = context.NewId();
                ids.Add(id);
                order = context.Emit(new ParcelSentEventV1(id, parcel));
            }

            return Reply.Accept(ids.ToImmutableArray());
        }

        public static Rejection? Handle(CancelOrder command, Order order, UseCaseContext<Order> context)
        {
            if (order is Order.Sent or Order.Cancelled) return new NotInThisStage(order.Stage);
            context.Emit(new OrderCancelledEventV1());
            return default;
        }
    }
}
