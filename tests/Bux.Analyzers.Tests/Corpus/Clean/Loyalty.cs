using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using Bux;
using Rules = System.Collections.Immutable.ImmutableDictionary<string, int>;

[assembly: ServiceContracts("loyalty")]

namespace Corpus.Loyalty;

/// <summary>A number of points, never negative.</summary>
public readonly record struct Points(int Value) : IAdditionOperators<Points, Points, Points>, IAdditiveIdentity<Points, Points>
{
    public static Points None => default;

    public static Points AdditiveIdentity => default;

    public static Points operator +(Points left, Points right) => new(checked(left.Value + right.Value));

    public static Points operator -(Points left, Points right) => new(Math.Max(0, left.Value - right.Value));

    public static Points operator *(Points points, int factor) => new(checked(points.Value * factor));

    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    public static explicit operator Points(decimal money) => new((int)decimal.Truncate(money));

    public static implicit operator int(Points points) => points.Value;
}

public enum Tier
{
    Basic,
    Silver,
    Gold,
}

[Command]
public sealed record Join([EntityKey] long Member, Rules Rules) : ICommand<Tier>;

[Command]
[Rejects<UnknownPartner>]
public sealed record Collect([EntityKey] long Member, string Partner, decimal Spent) : ICommand<Points>;

[Command]
[Rejects<NotEnoughPoints>]
public sealed record Redeem([EntityKey] long Member, Points Points) : ICommand<Points>;

[Command]
public sealed record ExpirePoints([EntityKey] long Member) : ICommand<Points>;

[Command]
public sealed record GiveBonus([EntityKey] long Member, ImmutableArray<Points> Bonuses) : ICommand<Tier>;

[DomainEvent(version: 1)]
public sealed record MemberJoined(long Member, Rules Rules, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record PointsCollected(string Partner, Points Points, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record PointsRedeemed(Points Points);

[DomainEvent(version: 1)]
public sealed record PointsExpired(DateTimeOffset Before);

[DomainEvent(version: 1)]
public sealed record TierReached(Tier Tier);

public sealed record NotEnoughPoints(Points Available) : Rejection("not-enough-points", $"There are {Available.Value} points only.");

public sealed record UnknownPartner(string Partner) : Rejection("unknown-partner", $"{Partner} takes no part.");

public sealed record Lot(Points Points, DateTimeOffset At, string Partner);

[State("loyalty")]
public sealed record Membership(long Member, Tier Tier, Rules Rules, ImmutableArray<Lot> Lots)
{
    public Points Balance => Lots.Select(lot => lot.Points).Total();
}

internal static class Sums
{
    public static T Total<T>(this IEnumerable<T> items) where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        items.Aggregate(T.AdditiveIdentity, (sum, each) => sum + each);

    public static (ImmutableArray<T> Kept, ImmutableArray<T> Dropped) Split<T>(this ImmutableArray<T> items, Func<T, bool> isKept)
    {
        var (kept, dropped) = (ImmutableArray.CreateBuilder<T>(items.Length), ImmutableArray.CreateBuilder<T>());
        foreach (var item in items) (isKept(item) ? kept : dropped).Add(item);
        return (kept.ToImmutable(), dropped.ToImmutable());
    }
}

internal static class Tiers
{
    private static readonly FrozenDictionary<Tier, (Points From, int Factor)> All = new Dictionary<Tier, (Points, int)>
    {
        { Tier.Basic, (new Points(0), 1) },
        { Tier.Silver, (new Points(1_000), 2) },
        { Tier.Gold, (new Points(10_000), 3) },
    }.ToFrozenDictionary();

    private static readonly Func<Points, Tier, bool> Reaches = static (points, tier) => points >= All[tier].From;

    public static int Factor(Tier tier) => All[tier].Factor;

    public static Tier Of(Points points)
    {
        var isReached = (Tier tier) => points >= All[tier].From;
        return Enum.GetValues<Tier>().Where(isReached).Max();
    }

    public static bool IsReached(Points points, Tier tier) => Reaches(points, tier);
}

[StateMutator]
public static class MembershipMutator
{
    public static Membership Create(MemberJoined e) => new(e.Member, Tier.Basic, e.Rules, []);

    public static Membership Apply(Membership s, PointsCollected e) => s with { Lots = s.Lots.Add(new(e.Points, e.At, e.Partner)) };

    /// <summary>The oldest points go first.</summary>
    public static Membership Apply(Membership s, PointsRedeemed e)
    {
        var left = e.Points;
        var lots = new Stack<Lot>(s.Lots.OrderByDescending(lot => lot.At));
        while (left > 0 && lots.TryPop(out var lot))
        {
            var used = Math.Min(left, lot.Points);
            left -= new Points(used);
            if (used < lot.Points) lots.Push(lot with { Points = lot.Points - new Points(used) });
        }

        return s with { Lots = [.. lots] };
    }

    public static Membership Apply(Membership s, PointsExpired e) => s with { Lots = s.Lots.Split(lot => lot.At >= e.Before).Kept };

    public static Membership Apply(Membership s, TierReached e) => s with { Tier = e.Tier };
}

[UseCase]
public static class MembershipUseCases
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3 * 365);

    public static Tier Handle(Join command, UseCaseContext<Membership> context) => context.Emit(new MemberJoined(command.Member, command.Rules, context.Now)).Tier;

    public static Reply<Points> Handle(Collect command, Membership member, UseCaseContext<Membership> context)
    {
        if (!member.Rules.TryGetValue(command.Partner, out var factor)) return new UnknownPartner(command.Partner);
        var points = (Points)command.Spent * factor * Tiers.Factor(member.Tier);
        member = Raise(context, context.Emit(new PointsCollected(command.Partner, points, context.Now)));
        return member.Balance;
    }

    public static Reply<Points> Handle(Redeem command, Membership member, UseCaseContext<Membership> context) => member.Balance switch
    {
        var balance when balance >= command.Points => context.Emit(new PointsRedeemed(command.Points)).Balance,
        var balance => new NotEnoughPoints(balance),
    };

    public static Reply<Points> Handle(ExpirePoints command, Membership member, UseCaseContext<Membership> context)
    {
        var before = context.Now - Lifetime;
        var (_, dropped) = member.Lots.Split(lot => lot.At >= before);
        if (dropped.IsEmpty) return Points.None;
        context.Emit(new PointsExpired(before));
        return dropped.Select(lot => lot.Points).Total();
    }

    public static Reply<Tier> Handle(GiveBonus command, Membership member, UseCaseContext<Membership> context)
    {
        foreach (ref readonly var bonus in command.Bonuses.AsSpan())
        {
            member = context.Emit(new PointsCollected("bonus", bonus, context.Now));
        }

        return Raise(context, member).Tier;
    }

    private static Membership Raise(UseCaseContext<Membership> context, Membership member)
    {
        var tier = Tiers.Of(member.Balance);
        return tier > member.Tier && Tiers.IsReached(member.Balance, tier) ? context.Emit(new TierReached(tier)) : member;
    }
}
