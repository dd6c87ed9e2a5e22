using Bux;
using Kyc.Contracts;

namespace Kyc.BrokerAccounts;

/// <summary>A broker account as this release knew it.</summary>
[State("broker-accounts")]
public sealed record BrokerAccount(string Id, PersonalDetails Details, PersonalDetailsV4? Proposed, bool Closed);

/// <summary>How events evolve an account.</summary>
[StateMutator]
public static class BrokerAccountMutator
{
    public static BrokerAccount Create(BrokerAccountOpenedEventV1 e) => new(e.AccountId, e.Details, null, false);

    public static BrokerAccount Apply(BrokerAccount s, BrokerAccountKycUpdateProposedEventV4 e) => s with { Proposed = e.Details };

    public static BrokerAccount Apply(BrokerAccount s, PersonalDetailsChangedEventV3 e) => s with { Details = e.Details, Proposed = null };

    public static BrokerAccount Apply(BrokerAccount s, BrokerAccountClosedEventV1 e) => s with { Closed = e.Reason.Length > 0 };
}

/// <summary>What one could do with an account.</summary>
[UseCase]
public static class AccountUseCases
{
    public static Reply<BrokerAccountOpened> Handle(OpenBrokerAccount command, UseCaseContext<BrokerAccount> context)
    {
        var account = context.Emit(new BrokerAccountOpenedEventV1(command.AccountId, command.Details));
        return new BrokerAccountOpened(account.Id, context.Now);
    }

    public static Reply<KycUpdateAccepted> Handle(SubmitKycUpdateProposal command, BrokerAccount account, UseCaseContext<BrokerAccount> context)
    {
        if (account.Closed) return new AccountClosed(account.Id);
        var (proposal, details) = (context.NewId(), command.Details with { TaxNumber = null });
        if (account.Details == details) return new DetailsUnchanged(account.Id);
        context.Emit(new BrokerAccountKycUpdateProposedEventV4(proposal, new PersonalDetailsV4(details.FullName, details.DateOfBirth, details.Address)));
        context.Emit(new PersonalDetailsChangedEventV3(details));
        return new KycUpdateAccepted(proposal);
    }

    public static Reply<Done> Handle(CloseBrokerAccount command, BrokerAccount account, UseCaseContext<BrokerAccount> context)
    {
        if (account.Closed) return new AccountClosed(account.Id);
        context.Emit(new BrokerAccountClosedEventV1(command.Reason));
        return Reply.Done;
    }
}
