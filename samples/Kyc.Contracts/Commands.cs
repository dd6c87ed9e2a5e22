using Bux;

[assembly: ServiceContracts("broker-accounts")]

namespace Kyc.Contracts;

/// <summary>Opens a broker account under a key that the caller chooses.</summary>
[Command]
public sealed record OpenBrokerAccount([EntityKey] string AccountId, PersonalDetails Details) : ICommand<BrokerAccountOpened>;

/// <summary>The account is open.</summary>
public sealed record BrokerAccountOpened(string AccountId, DateTimeOffset OpenedAt);

/// <summary>Proposes new personal details for an account.</summary>
[Command]
[Rejects<AccountClosed>]
[Rejects<DetailsUnchanged>]
public sealed record SubmitKycUpdateProposal([EntityKey] string AccountId, PersonalDetails Details) : ICommand<KycUpdateAccepted>;

/// <summary>The proposal is accepted, and the details are changed.</summary>
public sealed record KycUpdateAccepted(Guid ProposalId);

/// <summary>Closes an account for good.</summary>
[Command]
[Rejects<AccountClosed>]
public sealed record CloseBrokerAccount([EntityKey] string AccountId, string Reason) : ICommand;

/// <summary>The account is closed, and nothing about it changes any more.</summary>
public sealed record AccountClosed(string AccountId) : Rejection("account-closed", $"Broker account {AccountId} is closed.");

/// <summary>The proposal holds what the account holds already.</summary>
public sealed record DetailsUnchanged(string AccountId)
    : Rejection("details-unchanged", $"The proposal for broker account {AccountId} changes nothing.");
