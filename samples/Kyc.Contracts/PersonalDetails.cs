using Bux;

namespace Kyc.Contracts;

/// <summary>What a broker must know of a customer.</summary>
public sealed record PersonalDetails(
    [PersonalData] string FullName, [PersonalData] DateOnly DateOfBirth, Address Address, [PersonalData] string? TaxNumber = null);

/// <summary>Where a customer lives.</summary>
public sealed record Address([PersonalData] string Street, [PersonalData] string City, string Country);
