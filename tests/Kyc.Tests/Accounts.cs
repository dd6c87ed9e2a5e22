using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kyc;

/// <summary>An answer of the sample.</summary>
internal sealed record Answer(HttpStatusCode Status, string MediaType, JsonElement Body, Uri? Location)
{
    public string? Title => Body.TryGetProperty("title", out var title) ? title.GetString() : null;

    public long Version => Body.GetProperty("version").GetInt64();
}

/// <summary>The sample's endpoints, as a caller sees them.</summary>
internal static class Accounts
{
    public static object Details(string name) => new { fullName = name, dateOfBirth = "1815-12-10", address = new { street = "12 St James Square", city = "London", country = "GB" } };

    public static string NewId() => $"A-{Guid.NewGuid():N}";

    public static Task<Answer> OpenAsync(this HttpClient http, string id, string name = "Ada Byron") =>
        http.PostAsync("/accounts", new { accountId = id, details = Details(name) });

    public static Task<Answer> ProposeAsync(this HttpClient http, string id, string name, Guid? key = null) =>
        http.PostAsync($"/accounts/{Uri.EscapeDataString(id)}/kyc-proposals", Details(name), key);

    public static Task<Answer> CloseAsync(this HttpClient http, string id) => http.PostAsync($"/accounts/{Uri.EscapeDataString(id)}/close", new { reason = "asked" });

    public static async Task<Answer> AccountAsync(this HttpClient http, string id, long? minVersion = null, string part = "") =>
        await ReadAsync(await http.GetAsync($"/backoffice/accounts/{Uri.EscapeDataString(id)}{part}{(minVersion is null ? "" : $"?minVersion={minVersion}")}"));

    public static Task<Answer> HistoryAsync(this HttpClient http, string id, long minVersion) => http.AccountAsync(id, minVersion, "/history");

    public static async Task<Answer> PostAsync(this HttpClient http, string path, object body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is string raw ? new StringContent(raw, Encoding.UTF8, "application/json") : JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key.ToString());
        return await ReadAsync(await http.SendAsync(request));
    }

    /// <summary>Proposes until an answer comes, always with the same key, whichever process answers.</summary>
    public static async Task<Answer> ProposeUntilAnsweredAsync(Func<HttpClient> http, string id, string name)
    {
        var key = Guid.CreateVersion7();
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        while (true)
        {
            try
            {
                var answer = await http().ProposeAsync(id, name, key);
                if (answer.Status != HttpStatusCode.GatewayTimeout) return answer;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or ObjectDisposedException or JsonException)
            {
                // The process is gone in the middle of the call, or is not up yet: nobody knows, so the same again.
            }

            Assert.True(DateTime.UtcNow < deadline, $"{id}: no answer came.");
            await Task.Delay(20);
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var body = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body, response.Headers.Location);
    }
}
