using Bux;

namespace Kyc.Contracts;

/// <summary>An account was opened.</summary>
[DomainEvent(version: 1)]
public sealed record BrokerAccountOpenedEventV1(string AccountId, PersonalDetails Details);

/// <summary>New personal details were proposed, the newest version of this release.</summary>
[DomainEvent(version: 4)]
public sealed record BrokerAccountKycUpdateProposedEventV4(Guid ProposalId, PersonalDetailsV4 Details);

/// <summary>What a broker had to know of a customer before tax numbers were asked for.</summary>
public sealed record PersonalDetailsV4(string FullName, DateOnly DateOfBirth, Address Address);

/// <summary>The personal details are now these.</summary>
[DomainEvent(version: 3)]
public sealed record PersonalDetailsChangedEventV3(PersonalDetails Details);

/// <summary>The account was closed.</summary>
[DomainEvent(version: 1)]
public sealed record BrokerAccountClosedEventV1(string Reason);
