namespace Bux.Generators.Tests;

/// <summary>The source of a small service, in one assembly.</summary>
internal static class Kyc
{
    public const string Contracts = """
        using System;
        using Bux;

        [assembly: ServiceContracts("broker-accounts")]

        namespace Kyc;

        /// <summary>A person.</summary>
        public sealed record PersonalDetails(string FullName, DateOnly DateOfBirth, string? TaxNumber);

        /// <summary>A command.</summary>
        [Command]
        public sealed record SubmitKycUpdateProposal([EntityKey] string AccountId, PersonalDetails Details) : ICommand<KycUpdateAccepted>;

        /// <summary>A response.</summary>
        public sealed record KycUpdateAccepted(Guid ProposalId);

        /// <summary>A rejection.</summary>
        public sealed record AccountClosed(string AccountId) : Rejection("account-closed", $"Broker account {AccountId} is closed.");
        """;

    public const string Events = """
        using System;
        using Bux;

        namespace Kyc;

        /// <summary>An event.</summary>
        [DomainEvent(version: 1)]
        public sealed record BrokerAccountOpenedEventV1(string AccountId, PersonalDetails Details);

        /// <summary>An event.</summary>
        [DomainEvent(version: 5)]
        public sealed record BrokerAccountKycUpdateProposedEventV5(Guid ProposalId, PersonalDetails Details);
        """;

    public const string Service = """
        using System;
        using Bux;

        namespace Kyc;

        /// <summary>A state.</summary>
        [State("broker-accounts")]
        public sealed record BrokerAccount(string Id, PersonalDetails Details, bool Closed);

        /// <summary>A mutator.</summary>
        [StateMutator]
        public static class BrokerAccountMutator
        {
            /// <summary>Opens.</summary>
            public static BrokerAccount Create(BrokerAccountOpenedEventV1 e) => new(e.AccountId, e.Details, false);

            /// <summary>Updates.</summary>
            public static BrokerAccount Apply(BrokerAccount s, BrokerAccountKycUpdateProposedEventV5 e) => s with { Details = e.Details };
        }

        /// <summary>A use case.</summary>
        [UseCase]
        public sealed class SubmitKycUpdate(TimeProvider clock)
        {
            /// <summary>Decides.</summary>
            public Reply<KycUpdateAccepted> Handle(SubmitKycUpdateProposal command, BrokerAccount account, UseCaseContext<BrokerAccount> context)
            {
                if (account.Closed || clock is null) return new AccountClosed(account.Id);
                var proposal = context.NewId();
                context.Emit(new BrokerAccountKycUpdateProposedEventV5(proposal, command.Details));
                return new KycUpdateAccepted(proposal);
            }
        }
        """;

    public const string Query = """
        using Bux;

        namespace Kyc;

        /// <summary>A row.</summary>
        public sealed record BackOfficeAccount(string Name, long Version);

        /// <summary>A projection.</summary>
        [Projection("back-office")]
        public static class BackOfficeAccounts
        {
            /// <summary>Adds.</summary>
            public static BackOfficeAccount On(BrokerAccountOpenedEventV1 e, EventContext context) => new(e.Details.FullName, context.Version);

            /// <summary>Changes.</summary>
            public static BackOfficeAccount? On(BrokerAccountKycUpdateProposedEventV5 e, BackOfficeAccount row) => row with { Name = e.Details.FullName };
        }
        """;

    public static string[] All => [Contracts, Events, Service, Query];
}
