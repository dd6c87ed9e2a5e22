using Bux;

namespace Kyc.Contracts;

/// <summary>An account was opened.</summary>
[DomainEvent(version: 1)]
public sealed record BrokerAccountOpenedEventV1(string AccountId, PersonalDetails Details);

/// <summary>New personal details were proposed.</summary>
[DomainEvent(version: 5)]
public sealed record BrokerAccountKycUpdateProposedEventV5(Guid ProposalId, PersonalDetails Details);

/// <summary>The personal details are now these.</summary>
[DomainEvent(version: 3)]
public sealed record PersonalDetailsChangedEventV3(PersonalDetails Details);

/// <summary>The account was closed.</summary>
[DomainEvent(version: 1)]
public sealed record BrokerAccountClosedEventV1(string Reason);
