using System.Text.Json.Serialization;
using Kyc.Backoffice;
using Kyc.Contracts;

namespace Kyc;

/// <summary>The JSON of the HTTP API, made at compile time too, so that the sample publishes as a native program.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OpenBrokerAccount))]
[JsonSerializable(typeof(PersonalDetails))]
[JsonSerializable(typeof(CloseRequest))]
[JsonSerializable(typeof(OpenedResponse))]
[JsonSerializable(typeof(ProposedResponse))]
[JsonSerializable(typeof(ClosedResponse))]
[JsonSerializable(typeof(IEnumerable<BackOfficeAccount>))]
[JsonSerializable(typeof(AccountHistory))]
[JsonSerializable(typeof(Guid))]
internal sealed partial class HttpJson : JsonSerializerContext;

/// <summary>The body of a request to close an account.</summary>
internal sealed record CloseRequest(string Reason);

/// <summary>The answer to an opened account; the version is what a reader can wait for.</summary>
internal sealed record OpenedResponse(string AccountId, DateTimeOffset OpenedAt, long Version);

/// <summary>The answer to an accepted proposal.</summary>
internal sealed record ProposedResponse(Guid ProposalId, long Version);

/// <summary>The answer to a closed account.</summary>
internal sealed record ClosedResponse(long Version);
