using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Serialization;
using Bux;
using Microsoft.Extensions.Logging;

[assembly: ServiceContracts("policies")]

namespace Corpus.Policies;

/// <summary>What is insured: single things, and packages of them.</summary>
[JsonDerivedType(typeof(Thing), "thing")]
[JsonDerivedType(typeof(Package), "package")]
[JsonDerivedType(typeof(Excluded), "excluded")]
public abstract record Coverage
{
    public abstract T Accept<T>(ICoverageVisitor<T> visitor);

    public sealed record Thing(string Kind, decimal Value) : Coverage
    {
        public override T Accept<T>(ICoverageVisitor<T> visitor) => visitor.Visit(this);
    }

    public sealed record Package(ImmutableArray<Coverage> Parts, decimal Discount) : Coverage
    {
        public override T Accept<T>(ICoverageVisitor<T> visitor) => visitor.Visit(this);
    }

    public sealed record Excluded(Coverage What, string Why) : Coverage
    {
        public override T Accept<T>(ICoverageVisitor<T> visitor) => visitor.Visit(this);
    }
}

public interface ICoverageVisitor<out T>
{
    T Visit(Coverage.Thing thing);

    T Visit(Coverage.Package package);

    T Visit(Coverage.Excluded excluded);
}

/// <summary>The sum insured.</summary>
internal sealed class SumInsured : ICoverageVisitor<decimal>
{
    public static readonly SumInsured Instance = new();

    private SumInsured()
    {
    }

    public decimal Visit(Coverage.Thing thing) => thing.Value;

    public decimal Visit(Coverage.Package package) => package.Parts.Sum(part => part.Accept(this));

    public decimal Visit(Coverage.Excluded excluded) => 0m;
}

/// <summary>Collects the kinds that are insured; it is made for one walk and thrown away.</summary>
internal sealed class Kinds : ICoverageVisitor<int>
{
    private readonly SortedSet<string> _kinds = new(StringComparer.Ordinal);
    private int _depth;

    public int Deepest { get; private set; }

    public ImmutableArray<string> All => [.. _kinds];

    public int Visit(Coverage.Thing thing)
    {
        _kinds.Add(thing.Kind);
        return Deepest = Math.Max(Deepest, _depth);
    }

    public int Visit(Coverage.Package package)
    {
        _depth++;
        foreach (var part in package.Parts) part.Accept(this);
        _depth--;
        return Deepest;
    }

    public int Visit(Coverage.Excluded excluded) => Deepest;
}

[Command]
[Rejects<NothingInsured>]
[Rejects<TooComplex>]
public sealed record Quote([EntityKey] Guid Policy, Coverage Coverage, DateOnly From) : ICommand<decimal>;

[Command]
public sealed record AcceptQuote([EntityKey] Guid Policy) : ICommand<DateOnly>;

[Command]
[Rejects<NotInForce>]
[Rejects<NotCovered>]
public sealed record ReportClaim([EntityKey] Guid Policy, string Kind, decimal Damage, DateOnly On) : ICommand<Guid>;

[Command]
public sealed record ExcludeKind([EntityKey] Guid Policy, string Kind, string Why) : ICommand;

[Command]
[Rejects<NotInForce>]
public sealed record CancelPolicy([EntityKey] Guid Policy) : ICommand<decimal>;

[DomainEvent(version: 1)]
public sealed record PolicyQuoted(Guid Policy, Coverage Coverage, DateOnly From, decimal Premium);

[DomainEvent(version: 1)]
public sealed record PolicyAccepted(DateOnly Until);

[DomainEvent(version: 1)]
public sealed record ClaimReported(Guid Claim, string Kind, decimal Damage, DateOnly On);

[DomainEvent(version: 1)]
public sealed record KindExcluded(string Kind, string Why);

[DomainEvent(version: 1)]
public sealed record PolicyCancelled(decimal Refund);

public sealed record NothingInsured() : Rejection("nothing-insured", "The policy would insure nothing.");

public sealed record TooComplex(int Depth) : Rejection("too-complex", "The packages are nested too deeply.");

public sealed record NotCovered(string Kind) : Rejection("not-covered", $"The policy does not cover {Kind}.");

public sealed record NotInForce() : Rejection("not-in-force", "The policy is not in force on this day.");

public sealed record Claim(Guid Id, string Kind, decimal Damage, DateOnly On);

public enum PolicyStatus
{
    Quoted,
    InForce,
    Cancelled,
}

[State("policies")]
public sealed record Policy(Guid Id, PolicyStatus Status, Coverage Coverage, DateOnly From, DateOnly? Until, decimal Premium, ImmutableList<Claim> Claims)
{
    public bool IsInForce(DateOnly day) => Status == PolicyStatus.InForce && day >= From && day < Until;
}

[StateMutator]
public static class PolicyMutator
{
    public static Policy Create(PolicyQuoted e) => new(e.Policy, PolicyStatus.Quoted, Simplified(e.Coverage), e.From, Until: null, e.Premium, Claims: []);

    public static Policy Apply(Policy s, PolicyAccepted e) => s with { Status = PolicyStatus.InForce, Until = e.Until };

    public static Policy Apply(Policy s, ClaimReported e) => s with { Claims = [.. s.Claims, new Claim(e.Claim, e.Kind, e.Damage, e.On)] };

    public static Policy Apply(Policy s, KindExcluded e) => s with { Coverage = Without(s.Coverage, e.Kind, e.Why) };

    public static Policy Apply(Policy s, PolicyCancelled e) => s with { Status = PolicyStatus.Cancelled, Premium = s.Premium - e.Refund };

    /// <summary>A package of one thing without a discount is the thing.</summary>
    private static Coverage Simplified(Coverage coverage) => coverage switch
    {
        Coverage.Package { Parts: [var only], Discount: 0m } => Simplified(only),
        Coverage.Package package => SimplifiedParts(package),
        Coverage.Excluded excluded => excluded with { What = Simplified(excluded.What) },
        _ => coverage,
    };

    private static Coverage.Package SimplifiedParts(Coverage.Package package)
    {
        var parts = ImmutableArray.CreateBuilder<Coverage>();
        foreach (var part in package.Parts)
        {
            if (Simplified(part) is Coverage.Package { Discount: 0m, Parts: var inner }) parts.AddRange(inner);
            else parts.Add(Simplified(part));
        }

        return package with { Parts = parts.ToImmutable() };
    }

    private static Coverage Without(Coverage coverage, string kind, string why)
    {
        return coverage switch
        {
            Coverage.Thing thing when thing.Kind == kind => new Coverage.Excluded(thing, why),
            Coverage.Package package => package with { Parts = [.. package.Parts.Select(part => Without(part, kind, why))] },
            var other => other,
        };
    }
}

public interface IPremiums
{
    decimal Of(Coverage coverage);
}

public sealed class Premiums : IPremiums
{
    private const decimal Rate = 0.018m;
    private static readonly ImmutableDictionary<string, decimal> Risks = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [KeyValuePair.Create("bicycle", 3.2m), KeyValuePair.Create("jewellery", 2.5m), KeyValuePair.Create("furniture", 0.7m)]);

    public decimal Of(Coverage coverage) => coverage switch
    {
        Coverage.Thing(var kind, var value) => value * Rate * Risks.GetValueOrDefault(kind, 1m),
        Coverage.Package(var parts, var discount) => parts.Select(Of).DefaultIfEmpty().Sum() * (1m - discount),
        Coverage.Excluded => 0m,
        _ => throw new ArgumentOutOfRangeException(nameof(coverage)),
    };
}

[UseCase]
public sealed class PolicyDesk(IPremiums premiums, ILogger<PolicyDesk> logger)
{
    private const int Deepest = 5;

    public Reply<decimal> Handle(Quote command, UseCaseContext<Policy> context)
    {
        var kinds = new Kinds();
        var depth = command.Coverage.Accept(kinds);
        if (kinds.All.IsEmpty) return new NothingInsured();
        if (depth > Deepest) return new TooComplex(depth);

        var premium = decimal.Round(premiums.Of(command.Coverage), 2);
        logger.LogInformation("Quoting {Premium} for {Kinds} kinds", premium, kinds.All.Length);
        return context.Emit(new PolicyQuoted(command.Policy, command.Coverage, command.From, premium)).Premium;
    }

    public DateOnly Handle(AcceptQuote command, Policy policy, UseCaseContext<Policy> context)
    {
        var until = policy.From.AddYears(1);
        context.Emit(new PolicyAccepted(until));
        return until;
    }

    public Reply<Guid> Handle(ReportClaim command, Policy policy, UseCaseContext<Policy> context)
    {
        if (!policy.IsInForce(command.On)) return new NotInForce();
        var kinds = new Kinds();
        policy.Coverage.Accept(kinds);
        if (!kinds.All.Contains(command.Kind, StringComparer.Ordinal)) return new NotCovered(command.Kind);

        var claim = context.NewId();
        var damage = Math.Min(command.Damage, policy.Coverage.Accept(SumInsured.Instance));
        policy = context.Emit(new ClaimReported(claim, command.Kind, damage, command.On));
        if (policy.Claims.Count >= 3) context.Emit(new KindExcluded(command.Kind, "third claim"));
        return claim;
    }

    public Reply<Done> Handle(ExcludeKind command, Policy policy, UseCaseContext<Policy> context)
    {
        context.Emit(new KindExcluded(command.Kind, command.Why));
        return Reply.Done;
    }

    public Reply<decimal> Handle(CancelPolicy command, Policy policy, UseCaseContext<Policy> context)
    {
        var today = DateOnly.FromDateTime(context.Now.Date);
        if (!policy.IsInForce(today)) return new NotInForce();
        var refund = Math.Round(policy.Premium * (policy.Until!.Value.DayNumber - today.DayNumber) / 365m, 2, MidpointRounding.AwayFromZero);
        context.Emit(new PolicyCancelled(refund));
        return refund;
    }
}
