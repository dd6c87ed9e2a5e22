using Bux;
using Kyc.Contracts;

namespace Kyc.BrokerAccounts;

/// <summary>A broker account as its command service knows it.</summary>
[State("broker-accounts")]
public sealed record BrokerAccount(string Id, PersonalDetails Details, PersonalDetails? Proposed, bool Closed);

/// <summary>How events evolve an account.</summary>
[StateMutator]
public static class BrokerAccountMutator
{
    public static BrokerAccount Create(BrokerAccountOpenedEventV1 e) => new(e.AccountId, e.Details, null, false);

    public static BrokerAccount Apply(BrokerAccount s, BrokerAccountKycUpdateProposedEventV5 e) => s with { Proposed = e.Details };

    public static BrokerAccount Apply(BrokerAccount s, PersonalDetailsChangedEventV3 e) => s with { Details = e.Details, Proposed = null };

    public static BrokerAccount Apply(BrokerAccount s, BrokerAccountClosedEventV1 e) => s with { Closed = e.Reason.Length > 0 };
}
