using System.Collections.Immutable;
using Bux;
using Kyc.Contracts;

namespace Kyc.Backoffice;

/// <summary>An account as the back office sees it; it shares no type with the account's own state.</summary>
public sealed record BackOfficeAccount(
    string AccountId,
    [PersonalData] string FullName,
    [PersonalData] DateOnly DateOfBirth,
    [PersonalData] string City,
    string Country,
    string Status,
    int KycUpdates,
    long Version,
    DateTimeOffset ChangedAt);

/// <summary>Folds account events into the back office's list.</summary>
[Projection("back-office")]
public static class BackOfficeAccounts
{
    public static BackOfficeAccount On(BrokerAccountOpenedEventV1 e, EventContext context) => new(
        e.AccountId, e.Details.FullName, e.Details.DateOfBirth, e.Details.Address.City, e.Details.Address.Country, "open", 0,
        context.Version, context.Timestamp);

    public static BackOfficeAccount On(BrokerAccountKycUpdateProposedEventV5 e, BackOfficeAccount row, EventContext context) =>
        row with { KycUpdates = row.KycUpdates + 1, Version = context.Version, ChangedAt = context.Timestamp };

    public static BackOfficeAccount On(PersonalDetailsChangedEventV3 e, BackOfficeAccount row, EventContext context) => row with
    {
        FullName = e.Details.FullName,
        DateOfBirth = e.Details.DateOfBirth,
        City = e.Details.Address.City,
        Country = e.Details.Address.Country,
        Version = context.Version,
        ChangedAt = context.Timestamp,
    };

    public static BackOfficeAccount On(BrokerAccountClosedEventV1 e, BackOfficeAccount row, EventContext context) =>
        row with { Status = $"closed: {e.Reason}", Version = context.Version, ChangedAt = context.Timestamp };
}

/// <summary>What happened to an account, in order.</summary>
public sealed record AccountHistory(string AccountId, ImmutableList<HistoryEntry> Entries);

/// <summary>One event in words.</summary>
public sealed record HistoryEntry(long Version, string Event, int EventVersion, DateTimeOffset At, Guid CommandId, [PersonalData] string Summary);

/// <summary>Keeps the history of every account.</summary>
[Projection("back-office-history")]
public static class AccountHistories
{
    public static AccountHistory On(BrokerAccountOpenedEventV1 e, EventContext context) =>
        Add(new AccountHistory(e.AccountId, []), context, $"opened for {e.Details.FullName}");

    public static AccountHistory On(BrokerAccountKycUpdateProposedEventV5 e, AccountHistory row, EventContext context) =>
        Add(row, context, $"proposal {e.ProposalId} for {e.Details.FullName}");

    public static AccountHistory On(PersonalDetailsChangedEventV3 e, AccountHistory row, EventContext context) =>
        Add(row, context, $"details are {e.Details.FullName}, {e.Details.Address.City}");

    public static AccountHistory On(BrokerAccountClosedEventV1 e, AccountHistory row, EventContext context) =>
        Add(row, context, $"closed: {e.Reason}");

    private static AccountHistory Add(AccountHistory row, EventContext context, string summary) => row with
    {
        Entries = row.Entries.Add(
            new HistoryEntry(context.Version, context.EventName, context.EventVersion, context.Timestamp, context.CommandId, summary)),
    };
}
