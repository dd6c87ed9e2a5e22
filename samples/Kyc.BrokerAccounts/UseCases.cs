using Bux;
using Kyc.Contracts;

namespace Kyc.BrokerAccounts;

/// <summary>Opens an account; there must be none under its key.</summary>
[UseCase]
public sealed class OpenAccount
{
    public Reply<BrokerAccountOpened> Handle(OpenBrokerAccount command, UseCaseContext<BrokerAccount> context)
    {
        var account = context.Emit(new BrokerAccountOpenedEventV1(command.AccountId, command.Details));
        return new BrokerAccountOpened(account.Id, context.Now);
    }
}

/// <summary>Takes a proposal, and changes the details in the same step.</summary>
[UseCase]
public sealed class SubmitKycUpdate
{
    public Reply<KycUpdateAccepted> Handle(
        SubmitKycUpdateProposal command, BrokerAccount account, UseCaseContext<BrokerAccount> context)
    {
        if (account.Closed) return new AccountClosed(account.Id);
        if (account.Details == command.Details) return new DetailsUnchanged(account.Id);

        var proposal = context.NewId();
        account = context.Emit(new BrokerAccountKycUpdateProposedEventV5(proposal, command.Details));
        context.Emit(new PersonalDetailsChangedEventV3(account.Proposed!));
        return new KycUpdateAccepted(proposal);
    }
}

/// <summary>Closes an account once.</summary>
[UseCase]
public sealed class CloseAccount
{
    public Reply<Done> Handle(CloseBrokerAccount command, BrokerAccount account, UseCaseContext<BrokerAccount> context)
    {
        if (account.Closed) return new AccountClosed(account.Id);

        context.Emit(new BrokerAccountClosedEventV1(command.Reason));
        return Reply.Done;
    }
}
