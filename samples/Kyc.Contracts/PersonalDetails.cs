namespace Kyc.Contracts;

/// <summary>What a broker must know of a customer.</summary>
public sealed record PersonalDetails(string FullName, DateOnly DateOfBirth, Address Address, string? TaxNumber = null);

/// <summary>Where a customer lives.</summary>
public sealed record Address(string Street, string City, string Country);
