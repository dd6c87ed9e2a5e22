using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Bux;

[assembly: ServiceContracts("bank-accounts")]

namespace Corpus.BankAccounts;

public enum Currency
{
    Eur,
    Usd,
    Chf,
}

/// <summary>An amount in one currency; sums of different currencies are a bug.</summary>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    public static Money Zero(Currency currency) => new(0m, currency);

    public static Money operator +(Money left, Money right) => new(left.Amount + Same(left, right).Amount, left.Currency);

    public static Money operator -(Money left, Money right) => left + -right;

    public static Money operator -(Money money) => money with { Amount = -money.Amount };

    public static Money operator *(Money money, decimal factor) => money with { Amount = Math.Round(money.Amount * factor, 2, MidpointRounding.ToEven) };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public bool IsNegative => Amount < 0m;

    public int CompareTo(Money other) => Amount.CompareTo(Same(this, other).Amount);

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new InvalidOperationException("Amounts of different currencies have no sum.");
}

[Command]
[Rejects<WrongCurrency>]
public sealed record OpenAccount([EntityKey] string Iban, Currency Currency, Money Limit) : ICommand<AccountOpenedAt>;

[Command]
[Rejects<AccountFrozen>]
[Rejects<NotAnAmount>]
[Rejects<WrongCurrency>]
public sealed record Deposit([EntityKey] string Iban, Money Amount) : ICommand<Money>;

[Command]
[Rejects<AccountFrozen>]
[Rejects<NotAnAmount>]
[Rejects<WrongCurrency>]
[Rejects<LimitExceeded>]
public sealed record Withdraw([EntityKey] string Iban, Money Amount, string Purpose) : ICommand<Money>;

[Command]
public sealed record SettleMonth([EntityKey] string Iban, decimal Rate) : ICommand<int>;

[Command]
[Rejects<AccountFrozen>]
public sealed record FreezeAccount([EntityKey] string Iban, string Reason) : ICommand;

[Command]
[Rejects<AccountNotEmpty>]
public sealed record CloseAccount([EntityKey] string Iban) : ICommand;

public sealed record AccountOpenedAt(DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record AccountOpenedEventV1(string Iban, Currency Currency, Money Limit, DateTimeOffset At);

[DomainEvent(version: 2)]
public sealed record MoneyBookedEventV2(Guid Booking, Money Amount, string Purpose, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record InterestAccruedEventV1(Money Interest);

[DomainEvent(version: 1)]
public sealed record AccountFrozenEventV1(string Reason);

[DomainEvent(version: 1)]
public sealed record AccountClosedEventV1(DateTimeOffset At);

public sealed record LimitExceeded(Money Available) : Rejection("limit-exceeded", "The account's limit does not allow this.");

public sealed record WrongCurrency(Currency Expected) : Rejection("wrong-currency", $"The account is kept in {Expected}.");

public sealed record AccountFrozen(string Reason) : Rejection("account-frozen", $"The account is frozen: {Reason}.");

public sealed record AccountNotEmpty(Money Balance) : Rejection("account-not-empty", "Only an empty account can be closed.");

public sealed record NotAnAmount() : Rejection("not-an-amount", "The amount must be positive.");

public sealed record Booking(Guid Id, Money Amount, string Purpose, DateTimeOffset At);

[State("bank-accounts")]
public sealed record Account(string Iban, Money Balance, Money Limit, ImmutableList<Booking> Latest, string? FrozenFor, DateTimeOffset? ClosedAt)
{
    public Currency Currency => Balance.Currency;

    public Money Available => Balance + Limit;

    public bool CanPay(Money amount) => !(Available < amount);
}

[StateMutator]
public static class AccountMutator
{
    private const int KeptBookings = 20;

    public static Account Create(AccountOpenedEventV1 e) => new(e.Iban, Money.Zero(e.Currency), e.Limit, [], null, null);

    public static Account Apply(Account s, MoneyBookedEventV2 e)
    {
        var latest = s.Latest.Add(new Booking(e.Booking, e.Amount, e.Purpose, e.At));
        if (latest.Count > KeptBookings) latest = latest.RemoveRange(0, latest.Count - KeptBookings);
        return s with { Balance = s.Balance + e.Amount, Latest = latest };
    }

    public static Account Apply(Account s, InterestAccruedEventV1 e) => s with { Balance = s.Balance + e.Interest };

    public static Account Apply(Account s, AccountFrozenEventV1 e) => s with { FrozenFor = e.Reason };

    public static Account Apply(Account s, AccountClosedEventV1 e) => s.Balance is { Amount: 0m }
        ? s with { ClosedAt = e.At }
        : throw new InvalidOperationException("An account that holds money was closed.");
}

/// <summary>What a booking costs.</summary>
public interface IFees
{
    Money For(Money amount, int bookingsOfTheMonth);
}

public sealed class TieredFees : IFees
{
    private static readonly ImmutableArray<(int From, decimal Share)> Tiers = [(0, 0m), (5, 0.001m), (20, 0.0025m)];

    public Money For(Money amount, int bookingsOfTheMonth)
    {
        var share = 0m;
        foreach (var (from, tier) in Tiers)
        {
            if (bookingsOfTheMonth >= from) share = tier;
        }

        return amount * share;
    }
}

[UseCase]
public static class Opening
{
    public static Reply<AccountOpenedAt> Handle(OpenAccount command, UseCaseContext<Account> context)
    {
        if (command.Limit.Currency != command.Currency) return new WrongCurrency(command.Currency);
        context.Emit(new AccountOpenedEventV1(command.Iban, command.Currency, command.Limit, context.Now));
        return new AccountOpenedAt(context.Now);
    }
}

[UseCase]
public sealed class Bookings(IFees fees)
{
    public Reply<Money> Handle(Deposit command, Account account, UseCaseContext<Account> context) =>
        Refusal(account, command.Amount) is { } refusal ? refusal : Book(context, command.Amount, "deposit").Balance;

    public Reply<Money> Handle(Withdraw command, Account account, UseCaseContext<Account> context)
    {
        if (Refusal(account, command.Amount) is { } refusal) return refusal;

        var now = context.Now;
        var fee = fees.For(command.Amount, account.Latest.Count(booking => booking.At.Month == now.Month && booking.Amount.IsNegative));
        if (!account.CanPay(command.Amount + fee)) return new LimitExceeded(account.Available);

        account = Book(context, -command.Amount, command.Purpose);
        if (fee.Amount > 0m) account = Book(context, -fee, "fee");
        return account.Balance;
    }

    public Reply<int> Handle(SettleMonth command, Account account, UseCaseContext<Account> context)
    {
        var settled = 0;
        foreach (var part in Parts(account, command.Rate))
        {
            context.Emit(new InterestAccruedEventV1(part));
            settled++;
        }

        return settled;
    }

    private static IEnumerable<Money> Parts(Account account, decimal rate)
    {
        if (account.Balance.Amount > 0m) yield return account.Balance * rate;
        if (account.Balance.IsNegative) yield return account.Balance * (rate * 3m);
    }

    private static Account Book(UseCaseContext<Account> context, Money amount, string purpose) =>
        context.Emit(new MoneyBookedEventV2(context.NewId(), amount, purpose, context.Now));

    private static Rejection? Refusal(Account account, Money amount) => (account, amount) switch
    {
        ({ FrozenFor: { } reason }, _) => new AccountFrozen(reason),
        (_, { Amount: <= 0m }) => new NotAnAmount(),
        var (known, asked) when known.Currency != asked.Currency => new WrongCurrency(known.Currency),
        _ => null,
    };
}

[UseCase]
public sealed class Endings
{
    public Rejection? Handle(FreezeAccount command, Account account, UseCaseContext<Account> context)
    {
        if (account.FrozenFor is { } reason) return new AccountFrozen(reason);
        context.Emit(new AccountFrozenEventV1(command.Reason));
        return null;
    }

    public Reply<Done> Handle(CloseAccount command, Account account, UseCaseContext<Account> context)
    {
        if (account.Balance.Amount != 0m) return new AccountNotEmpty(account.Balance);
        context.Emit(new AccountClosedEventV1(context.Now));
        return Reply.Done;
    }
}
