using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Bux;

[assembly: ServiceContracts("shopping-carts")]

namespace Corpus.ShoppingCarts;

public sealed record Item(string Article, int Quantity, decimal Price, ImmutableArray<string> Tags);

public sealed record Voucher(string Code, decimal Percent, string? OnlyFor);

public sealed record Summary(decimal Total, decimal Saved, ImmutableArray<TagTotal> Tags);

public sealed record TagTotal(string Tag, decimal Total);

[Command]
[Rejects<CartDone>]
public sealed record AddItems([EntityKey] string Cart, ImmutableArray<Item> Items) : ICommand<Summary>;

[Command]
[Rejects<CartDone>]
[Rejects<NotInCart>]
public sealed record RemoveItem([EntityKey] string Cart, string Article) : ICommand<Summary>;

[Command]
[Rejects<CartDone>]
[Rejects<VoucherUsed>]
public sealed record RedeemVoucher([EntityKey] string Cart, Voucher Voucher) : ICommand<decimal>;

[Command]
[Rejects<CartDone>]
public sealed record MergeCarts([EntityKey] string Cart, ImmutableArray<Item> Others) : ICommand<Summary>;

[Command]
[Rejects<CartDone>]
[Rejects<CartEmpty>]
public sealed record CheckOut([EntityKey] string Cart) : ICommand<Guid>;

[DomainEvent(version: 1)]
public sealed record CartStarted(string Cart);

[DomainEvent(version: 2)]
public sealed record ItemsAdded(ImmutableArray<Item> Items);

[DomainEvent(version: 1)]
public sealed record ItemRemoved(string Article);

[DomainEvent(version: 1)]
public sealed record VoucherRedeemed(Voucher Voucher);

[DomainEvent(version: 1)]
public sealed record CheckedOut(Guid Order, decimal Total);

public sealed record NotInCart(string Article) : Rejection("not-in-cart", $"The cart has no {Article}.");

public sealed record VoucherUsed(string Voucher) : Rejection("voucher-used", "The voucher is in the cart already.");

public sealed record CartEmpty() : Rejection("cart-empty", "There is nothing to check out.");

public sealed record CartDone(Guid Order) : Rejection("cart-done", "The cart is checked out.");

[State("shopping-carts")]
public sealed class Cart
{
    public Cart(string id, ImmutableArray<Item> items, ImmutableArray<Voucher> vouchers, Guid? order)
    {
        Id = id;
        Items = items;
        Vouchers = vouchers;
        Order = order;
    }

    public string Id { get; }

    public ImmutableArray<Item> Items { get; }

    public ImmutableArray<Voucher> Vouchers { get; }

    public Guid? Order { get; }

    public Cart WithItems(IEnumerable<Item> items) => new(Id, [.. items], Vouchers, Order);

    public Cart WithVoucher(Voucher voucher) => new(Id, Items, Vouchers.Add(voucher), Order);

    public Cart WithOrder(Guid order) => new(Id, Items, Vouchers, order);
}

internal static class CartArithmetic
{
    public static decimal Gross(this IEnumerable<Item> items) => items.Sum(item => item.Quantity * item.Price);

    public static decimal Saved(this Cart cart)
    {
        var best = 0m;
        foreach (var voucher in cart.Vouchers) best = Math.Max(best, Worth(voucher));
        return best;

        decimal Worth(Voucher voucher) => cart.Items.Where(item => Concerns(voucher, item)).Gross() * voucher.Percent / 100m;

        static bool Concerns(Voucher voucher, Item item) => voucher.OnlyFor is not { } tag || item.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);
    }

    public static Summary Summarize(this Cart cart)
    {
        var tags =
            from item in cart.Items
            from tag in item.Tags
            group item by tag into tagged
            let total = tagged.Gross()
            orderby total descending, tagged.Key.Length, tagged.First().Price
            select new TagTotal(tagged.Key, total);
        return new Summary(cart.Items.Gross() - cart.Saved(), cart.Saved(), [.. tags.Take(3)]);
    }

    public static IEnumerable<Item> Joined(this IEnumerable<Item> items, IEnumerable<Item> others)
    {
        var mine = items as IReadOnlyCollection<Item> ?? items.ToList();
        var theirs = others.ToLookup(item => item.Article, StringComparer.Ordinal);
        foreach (var item in mine)
        {
            yield return theirs[item.Article].Aggregate(item, (sum, other) => sum with { Quantity = sum.Quantity + other.Quantity, Price = Math.Min(sum.Price, other.Price) });
        }

        var known = mine.Select(item => item.Article).ToHashSet(StringComparer.Ordinal);
        foreach (var other in others)
        {
            if (known.Add(other.Article)) yield return other;
        }
    }
}

[StateMutator]
public static class CartMutator
{
    public static Cart Create(CartStarted e) => new(e.Cart, [], [], null);

    public static Cart Apply(Cart s, ItemsAdded e) => s.WithItems(s.Items.Joined(e.Items));

    public static Cart Apply(Cart s, ItemRemoved e) => s.WithItems(s.Items.Where(item => item.Article != e.Article));

    public static Cart Apply(Cart s, VoucherRedeemed e) => s.WithVoucher(e.Voucher);

    public static Cart Apply(Cart s, CheckedOut e)
    {
        var articles = (from item in s.Items join voucher in s.Vouchers on item.Tags.FirstOrDefault() equals voucher.OnlyFor into used where used.Any() select item.Article).ToArray();
        Array.Sort(articles, StringComparer.Ordinal);
        return s.WithItems(s.Items.Select(item => Array.BinarySearch(articles, item.Article, StringComparer.Ordinal) >= 0 ? item with { Tags = [.. item.Tags, "reduced"] } : item))
            .WithOrder(e.Order);
    }
}

[UseCase]
public sealed class CartUseCases
{
    public Reply<Summary> Handle(AddItems command, Cart? cart, UseCaseContext<Cart> context)
    {
        cart ??= context.Emit(new CartStarted(command.Cart));
        if (cart.Order is { } order) return new CartDone(order);
        return context.Emit(new ItemsAdded(command.Items.RemoveAll(item => item.Quantity <= 0))).Summarize();
    }

    public Reply<Summary> Handle(RemoveItem command, Cart cart, UseCaseContext<Cart> context) => Checked(cart) is { } refusal
        ? refusal
        : cart.Items.Any(item => item.Article == command.Article) ? context.Emit(new ItemRemoved(command.Article)).Summarize() : new NotInCart(command.Article);

    public Reply<decimal> Handle(RedeemVoucher command, Cart cart, UseCaseContext<Cart> context)
    {
        if (Checked(cart) is { } refusal) return refusal;
        if (cart.Vouchers.Any(voucher => string.Equals(voucher.Code, command.Voucher.Code, StringComparison.OrdinalIgnoreCase))) return new VoucherUsed(command.Voucher.Code);

        var before = cart.Saved();
        cart = context.Emit(new VoucherRedeemed(command.Voucher));
        return cart.Saved() - before;
    }

    public Reply<Summary> Handle(MergeCarts command, Cart cart, UseCaseContext<Cart> context)
    {
        if (Checked(cart) is { } refusal) return refusal;
        foreach (var batch in command.Others.Chunk(10)) cart = context.Emit(new ItemsAdded([.. batch]));
        return cart.Summarize();
    }

    public Reply<Guid> Handle(CheckOut command, Cart cart, UseCaseContext<Cart> context)
    {
        if (Checked(cart) is { } refusal) return refusal;
        if (cart.Items.IsEmpty) return new CartEmpty();
        return context.Emit(new CheckedOut(context.NewId(), cart.Summarize().Total)).Order!.Value;
    }

    private static Rejection? Checked(Cart cart) => cart.Order is Guid order ? new CartDone(order) : null;
}

public sealed record BestSeller(string Article, int Sold, long Version);

[Projection("best-sellers")]
public static class BestSellers
{
    public static BestSeller? On(ItemRemoved e, BestSeller? row) => row is { Sold: > 1 } ? row with { Sold = row.Sold - 1 } : null;

    public static BestSeller On(ItemsAdded e, BestSeller? row, EventContext context)
    {
        var article = row?.Article ?? e.Items.MaxBy(item => item.Quantity)?.Article ?? "none";
        return new BestSeller(article, (row?.Sold ?? 0) + e.Items.Where(item => item.Article == article).Sum(item => item.Quantity), context.Version);
    }

    public static string Key(ItemsAdded e, EventContext context) => e.Items is [{ Tags: [var tag, ..] }, ..] ? tag : context.EntityKey;
}
