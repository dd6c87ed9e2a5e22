using Bux.Projections;
using Kyc.Backoffice;

namespace Kyc;

/// <summary>The query side over HTTP: it reads rows, and can wait for a version that the caller knows of.</summary>
internal static class BackofficeEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapBackoffice(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/backoffice/accounts", (IReadModel<BackOfficeAccount> accounts) => accounts.All().Select(entry => entry.Value));
        routes.MapGet("/backoffice/accounts/{id}", (string id, long? minVersion, IReadModel<BackOfficeAccount> accounts, CancellationToken cancellation) =>
            FindAsync(accounts, id, minVersion, cancellation));
        routes.MapGet("/backoffice/accounts/{id}/history", (string id, long? minVersion, IReadModel<AccountHistory> histories, CancellationToken cancellation) =>
            FindAsync(histories, id, minVersion, cancellation));
    }

    private static async Task<IResult> FindAsync<TRow>(IReadModel<TRow> rows, string id, long? minVersion, CancellationToken cancellation)
        where TRow : class
    {
        if (minVersion is { } version)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            try
            {
                await rows.WaitForVersionAsync(id, version, deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Results.Problem(
                    $"The read side has not come to version {version} of account '{id}' within {Patience.TotalSeconds} s.",
                    statusCode: StatusCodes.Status504GatewayTimeout, title: "not-there-yet");
            }
        }

        return rows.Find(id) is { } row
            ? Results.Ok(row)
            : Results.Problem($"There is no account '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "entity-not-found");
    }
}
