using Bux;
using Bux.Client;
using Kyc.Contracts;

namespace Kyc;

/// <summary>The command side over HTTP: each request is one command, and its answer the command's reply.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts", (OpenBrokerAccount command, HttpRequest request, ICommandClient commands, CancellationToken cancellation) =>
            SendAsync(commands, request, command, (opened, version) =>
                Results.Created($"/backoffice/accounts/{Uri.EscapeDataString(opened.AccountId)}", new OpenedResponse(opened.AccountId, opened.OpenedAt, version)), cancellation));

        routes.MapPost("/accounts/{id}/kyc-proposals", (string id, PersonalDetails details, HttpRequest request, ICommandClient commands, CancellationToken cancellation) =>
            SendAsync(commands, request, new SubmitKycUpdateProposal(id, details), (accepted, version) =>
                Results.Ok(new ProposedResponse(accepted.ProposalId, version)), cancellation));

        routes.MapPost("/accounts/{id}/close", (string id, CloseRequest close, HttpRequest request, ICommandClient commands, CancellationToken cancellation) =>
            SendAsync(commands, request, new CloseBrokerAccount(id, close.Reason), (_, version) => Results.Ok(new ClosedResponse(version)), cancellation));
    }

    private static async Task<IResult> SendAsync<TResponse>(
        ICommandClient commands, HttpRequest request, ICommand<TResponse> command, Func<TResponse, long, IResult> accepted,
        CancellationToken cancellation)
    {
        Guid? id = null;
        if (request.Headers["Idempotency-Key"] is [{ } header])
        {
            if (!Guid.TryParse(header, out var key)) return Problem(StatusCodes.Status400BadRequest, "malformed-idempotency-key", "Idempotency-Key is a UUID.");
            id = key;
        }

        try
        {
            return await commands.SendAsync(command, new SendOptions { CommandId = id }, cancellation) switch
            {
                Reply<TResponse>.Accepted reply => accepted(reply.Response, reply.Version),
                Reply<TResponse>.Rejected { Rejection: EntityNotFound missing } => Problem(StatusCodes.Status404NotFound, missing.Code, missing.Message),
                Reply<TResponse>.Rejected { Rejection: var rejection } => Problem(StatusCodes.Status409Conflict, rejection.Code, rejection.Message),
                Reply<TResponse>.Faulted { Fault: var fault } => Problem(StatusCodes.Status500InternalServerError, fault.Code, fault.Message),
                var reply => throw new InvalidOperationException($"There is no reply {reply}."),
            };
        }
        catch (CommandTimeoutException timeout)
        {
            return Results.Problem(
                timeout.Message, statusCode: StatusCodes.Status504GatewayTimeout, title: "outcome-unknown",
                extensions: new Dictionary<string, object?> { ["commandId"] = timeout.CommandId });
        }
        catch (ArgumentException error)
        {
            return Problem(StatusCodes.Status400BadRequest, "malformed-command", error.Message);
        }
        catch (Bux.Log.RecordTooLargeException error)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "command-too-large", error.Message);
        }
    }

    private static IResult Problem(int status, string code, string message) => Results.Problem(message, statusCode: status, title: code);
}
