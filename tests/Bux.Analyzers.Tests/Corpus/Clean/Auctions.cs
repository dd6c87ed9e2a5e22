using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Bux;

[assembly: ServiceContracts("auctions")]

namespace Corpus.Auctions;

public readonly struct BidderId(int value) : IEquatable<BidderId>
{
    public int Value { get; } = value;

    public static bool operator ==(BidderId left, BidderId right) => left.Equals(right);

    public static bool operator !=(BidderId left, BidderId right) => !(left == right);

    public bool Equals(BidderId other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is BidderId other && Equals(other);

    public override int GetHashCode() => Value;
}

public sealed record Bid(BidderId Bidder, decimal Maximum, DateTimeOffset At) : IComparable<Bid>
{
    /// <summary>The higher bid is the better one; of equal bids the earlier.</summary>
    public int CompareTo(Bid? other) => other switch
    {
        null => 1,
        _ when Maximum != other.Maximum => Maximum.CompareTo(other.Maximum),
        _ => other.At.CompareTo(At),
    };
}

[Command]
public sealed record OpenAuction([EntityKey] Guid Auction, decimal Reserve, DateTimeOffset Until, ImmutableArray<(decimal From, decimal Step)> Steps) : ICommand;

[Command]
[Rejects<AuctionOver>]
[Rejects<BidTooLow>]
public sealed record PlaceBid([EntityKey] Guid Auction, BidderId Bidder, decimal Maximum) : ICommand<decimal>;

[Command]
[Rejects<AuctionOver>]
[Rejects<NoBids>]
public sealed record RetractBids([EntityKey] Guid Auction, BidderId Bidder) : ICommand<int>;

[Command]
[Rejects<AuctionRuns>]
public sealed record CloseAuction([EntityKey] Guid Auction) : ICommand<Outcome>;

public sealed record Outcome(BidderId? Winner, decimal Price);

[DomainEvent(version: 1)]
public sealed record AuctionOpened(Guid Auction, decimal Reserve, DateTimeOffset Until, ImmutableArray<(decimal From, decimal Step)> Steps);

[DomainEvent(version: 3)]
public sealed record BidPlaced(Bid Bid);

[DomainEvent(version: 1)]
public sealed record BidsRetracted(BidderId Bidder);

[DomainEvent(version: 1)]
public sealed record AuctionExtended(DateTimeOffset Until);

[DomainEvent(version: 1)]
public sealed record AuctionClosed(Outcome Outcome);

public sealed record BidTooLow(decimal AtLeast) : Rejection("bid-too-low", "The bid is too low.");

public sealed record AuctionOver() : Rejection("auction-over", "The auction is over.");

public sealed record AuctionRuns(DateTimeOffset Until) : Rejection("auction-runs", "The auction still runs.");

public sealed record NoBids(BidderId Bidder) : Rejection("no-bids", "There is no bid of this bidder.");

[State("auctions")]
public sealed record Auction(Guid Id, decimal Reserve, DateTimeOffset Until, ImmutableArray<(decimal From, decimal Step)> Steps, ImmutableArray<Bid> Bids, Outcome? Outcome)
{
    public Bid? Best => Bids.IsEmpty ? null : Bids.Max();

    /// <summary>What the best bidder would pay: one step above the second best.</summary>
    public decimal Price
    {
        get
        {
            var ranked = Bids.Sort((one, other) => other.CompareTo(one));
            return ranked switch
            {
                [] => Reserve,
                [_] => Reserve,
                [var best, var second, ..] => Math.Min(best.Maximum, second.Maximum + Step(second.Maximum)),
            };
        }
    }

    public decimal Step(decimal price)
    {
        var step = 1m;
        foreach (var (from, each) in Steps)
        {
            if (price < from) break;
            step = each;
        }

        return step;
    }

    public bool IsOver(DateTimeOffset now) => Outcome is not null || now >= Until;
}

/// <summary>Keeps the best bid of each bidder while the bids are read; made, filled and emptied in one place.</summary>
internal sealed class BestBids
{
    private readonly Dictionary<BidderId, Bid> _best = [];
    private readonly List<BidderId> _order = [];

    public int Count => _order.Count;

    public BestBids Add(Bid bid)
    {
        if (!_best.TryAdd(bid.Bidder, bid)) _best[bid.Bidder] = bid.CompareTo(_best[bid.Bidder]) > 0 ? bid : _best[bid.Bidder];
        else _order.Add(bid.Bidder);
        return this;
    }

    public BestBids AddRange(IEnumerable<Bid> bids)
    {
        foreach (var bid in bids) Add(bid);
        return this;
    }

    public ImmutableArray<Bid> Build() => [.. _order.Select(bidder => _best[bidder])];
}

[StateMutator]
public static class AuctionMutator
{
    public static Auction Create(AuctionOpened e) => new(e.Auction, e.Reserve, e.Until, e.Steps.Sort(ByFrom.Instance), [], null);

    public static Auction Apply(Auction s, BidPlaced e) => s with { Bids = new BestBids().AddRange(s.Bids).Add(e.Bid).Build() };

    public static Auction Apply(Auction s, BidsRetracted e) => s with { Bids = s.Bids.RemoveAll(bid => bid.Bidder == e.Bidder) };

    public static Auction Apply(Auction s, AuctionExtended e) => s with { Until = e.Until > s.Until ? e.Until : s.Until };

    public static Auction Apply(Auction s, AuctionClosed e)
    {
        var winners = new PriorityQueue<Bid, decimal>();
        winners.EnqueueRange(s.Bids.Select(bid => (bid, -bid.Maximum)));
        var kept = ImmutableArray.CreateBuilder<Bid>(3);
        while (kept.Count < 3 && winners.TryDequeue(out var bid, out _)) kept.Add(bid);
        return s with { Outcome = e.Outcome, Bids = kept.ToImmutable() };
    }

    private sealed class ByFrom : IComparer<(decimal From, decimal Step)>
    {
        public static ByFrom Instance { get; } = new();

        public int Compare((decimal From, decimal Step) x, (decimal From, decimal Step) y) => x.From.CompareTo(y.From);
    }
}

[UseCase]
public sealed class AuctionHouse
{
    private static readonly TimeSpan Sniping = TimeSpan.FromMinutes(2);

    public void Handle(OpenAuction command, UseCaseContext<Auction> context) =>
        context.Emit(new AuctionOpened(command.Auction, command.Reserve, command.Until, command.Steps));

    public Reply<decimal> Handle(PlaceBid command, Auction auction, UseCaseContext<Auction> context)
    {
        var now = context.Now;
        if (auction.IsOver(now)) return new AuctionOver();

        var least = Least();
        if (command.Maximum < least) return new BidTooLow(least);

        auction = context.Emit(new BidPlaced(new Bid(command.Bidder, command.Maximum, now)));
        if (auction.Until - now < Sniping) auction = context.Emit(new AuctionExtended(now + Sniping));
        return auction.Price;

        decimal Least() => auction.Best is null ? auction.Reserve : auction.Price + auction.Step(auction.Price);
    }

    public Reply<int> Handle(RetractBids command, Auction auction, UseCaseContext<Auction> context)
    {
        if (auction.IsOver(context.Now)) return new AuctionOver();
        var retracted = auction.Bids.Count(bid => bid.Bidder == command.Bidder);
        if (retracted == 0) return new NoBids(command.Bidder);
        context.Emit(new BidsRetracted(command.Bidder));
        return retracted;
    }

    public Reply<Outcome> Handle(CloseAuction command, Auction auction, UseCaseContext<Auction> context)
    {
        if (auction.Outcome is { } known) return known;
        if (!auction.IsOver(context.Now)) return new AuctionRuns(auction.Until);

        var outcome = auction.Best is { } best && best.Maximum >= auction.Reserve
            ? new Outcome(best.Bidder, auction.Price)
            : new Outcome(null, 0m);
        context.Emit(new AuctionClosed(outcome));
        return outcome;
    }
}
