using Bux;

namespace Kyc.Contracts;

// What proposals looked like in former releases. They are stored for ever; nothing but the upcasters below knows of them.

/// <summary>New personal details were proposed, with the address in one line: <c>Canal 1, Amsterdam, NL</c>.</summary>
[DomainEvent(version: 1)]
public sealed record BrokerAccountKycUpdateProposedEventV1(
    Guid ProposalId, [PersonalData] string FullName, [PersonalData] DateOnly DateOfBirth, [PersonalData] string Address);

/// <summary>New personal details were proposed.</summary>
[DomainEvent(version: 2)]
public sealed record BrokerAccountKycUpdateProposedEventV2(
    Guid ProposalId, [PersonalData] string FullName, [PersonalData] DateOnly DateOfBirth, Address Address);

/// <summary>New personal details were proposed, or the customer withdrew them before they were sent.</summary>
[DomainEvent(version: 3)]
public sealed record BrokerAccountKycUpdateProposedEventV3(
    Guid ProposalId, [PersonalData] string FullName, [PersonalData] DateOnly DateOfBirth, Address Address, bool Withdrawn);

/// <summary>New personal details were proposed, without a tax number.</summary>
[DomainEvent(version: 4)]
public sealed record BrokerAccountKycUpdateProposedEventV4(Guid ProposalId, PersonalDetailsV4 Details);

/// <summary>What a broker had to know of a customer before tax numbers were asked for.</summary>
public sealed record PersonalDetailsV4([PersonalData] string FullName, [PersonalData] DateOnly DateOfBirth, Address Address);

/// <summary>From former versions of events to what they are today.</summary>
public static class Upcasters
{
    /// <summary>Takes the one line apart; what has no commas is all street.</summary>
    [Upcaster]
    public static BrokerAccountKycUpdateProposedEventV2 Up(BrokerAccountKycUpdateProposedEventV1 e)
    {
        var parts = e.Address.Split(", ");
        var address = parts.Length == 3 ? new Address(parts[0], parts[1], parts[2]) : new Address(e.Address, "", "");
        return new BrokerAccountKycUpdateProposedEventV2(e.ProposalId, e.FullName, e.DateOfBirth, address);
    }

    /// <summary>Before there was a way to withdraw, nobody did.</summary>
    [Upcaster]
    public static BrokerAccountKycUpdateProposedEventV3 Up(BrokerAccountKycUpdateProposedEventV2 e) =>
        new(e.ProposalId, e.FullName, e.DateOfBirth, e.Address, Withdrawn: false);

    /// <summary>What was withdrawn at once is no proposal.</summary>
    [Upcaster]
    public static Upcast<BrokerAccountKycUpdateProposedEventV4> Up(BrokerAccountKycUpdateProposedEventV3 e)
    {
        if (e.Withdrawn) return Upcast.Drop("withdrawn before it was sent");
        return new BrokerAccountKycUpdateProposedEventV4(e.ProposalId, new PersonalDetailsV4(e.FullName, e.DateOfBirth, e.Address));
    }

    /// <summary>The tax number is not known.</summary>
    [Upcaster]
    public static BrokerAccountKycUpdateProposedEventV5 Up(BrokerAccountKycUpdateProposedEventV4 e) =>
        new(e.ProposalId, new PersonalDetails(e.Details.FullName, e.Details.DateOfBirth, e.Details.Address));
}
