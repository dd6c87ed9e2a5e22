using System.Net;

namespace Kyc;

/// <summary>What the sample does over HTTP, whatever log carries it.</summary>
public abstract class KycStory
{
    /// <summary>The arguments that choose the log; the same for each start within a test.</summary>
    protected abstract string[] Log { get; }

    [Fact]
    public async Task An_account_is_opened_updated_and_closed_and_the_back_office_sees_it()
    {
        using var sample = await SampleProcess.StartAsync(Log);
        var (http, id) = (sample.Http, Accounts.NewId());

        var opened = await http.OpenAsync(id);
        Assert.Equal((HttpStatusCode.Created, 1, $"/backoffice/accounts/{id}"), (opened.Status, opened.Version, opened.Location?.ToString()));
        var updated = await http.ProposeAsync(id, "Ada Lovelace");
        Assert.Equal((HttpStatusCode.OK, 3), (updated.Status, updated.Version));
        var row = await http.AccountAsync(id, updated.Version);
        Assert.Equal(("Ada Lovelace", "open", 1, 3), (row.Body.GetProperty("fullName").GetString(), row.Body.GetProperty("status").GetString(), row.Body.GetProperty("kycUpdates").GetInt32(), row.Version));
        Assert.Equal((HttpStatusCode.OK, 4), (await http.CloseAsync(id) is var closed ? closed.Status : default, closed.Version));

        var entries = (await http.HistoryAsync(id, 4)).Body.GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal(
            ["1 broker-account-opened V1", "2 broker-account-kyc-update-proposed V5", "3 personal-details-changed V3", "4 broker-account-closed V1"],
            entries.Select(entry => $"{entry.GetProperty("version")} {entry.GetProperty("event")} V{entry.GetProperty("eventVersion")}"));
        Assert.Equal(entries[1].GetProperty("commandId").GetGuid(), entries[2].GetProperty("commandId").GetGuid());
        Assert.Contains(updated.Body.GetProperty("proposalId").GetString()!, entries[1].GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_have_a_status_and_a_reason()
    {
        using var sample = await SampleProcess.StartAsync(Log);
        var (http, id) = (sample.Http, Accounts.NewId());
        await http.OpenAsync(id);

        Is(await http.OpenAsync(id), HttpStatusCode.Conflict, "entity-already-exists");
        Is(await http.ProposeAsync(id, "Ada Byron"), HttpStatusCode.Conflict, "details-unchanged");
        Is(await http.ProposeAsync(Accounts.NewId(), "Nobody"), HttpStatusCode.NotFound, "entity-not-found");
        Is(await http.AccountAsync(Accounts.NewId()), HttpStatusCode.NotFound, "entity-not-found");
        await http.CloseAsync(id);
        Is(await http.ProposeAsync(id, "Ada Lovelace"), HttpStatusCode.Conflict, "account-closed");
        Is(await http.CloseAsync(id), HttpStatusCode.Conflict, "account-closed");

        Is(await http.PostAsync("/accounts", "{\"accountId\":"), HttpStatusCode.BadRequest, null);
        Is(await http.PostAsync("/accounts", "{\"accountId\":\"x\"}"), HttpStatusCode.BadRequest, null);
        Is(await http.PostAsync("/accounts", "{\"accountId\":\"x\",\"details\":{\"fullName\":null}}"), HttpStatusCode.BadRequest, null);
        Is(await http.PostAsync("/accounts", new { accountId = "", details = Accounts.Details("x") }), HttpStatusCode.BadRequest, "malformed-command");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/accounts/{id}/close") { Headers = { { "Idempotency-Key", "no uuid" } }, Content = new StringContent("{\"reason\":\"x\"}", null, "application/json") };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
        Is(await http.AccountAsync(id, minVersion: 1_000), HttpStatusCode.GatewayTimeout, "not-there-yet");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("Müller & Söhne/№ 5")]
    [InlineData("percent%;semicolon")]
    public async Task Whatever_is_in_an_id_it_names_one_account(string name)
    {
        using var sample = await SampleProcess.StartAsync(Log);
        var id = $"{name} {Guid.NewGuid():N}";
        Assert.Equal(HttpStatusCode.Created, (await sample.Http.OpenAsync(id)).Status);
        if (!name.Contains('/', StringComparison.Ordinal)) Assert.Equal(3, (await sample.Http.ProposeAsync(id, "Another")).Version);
    }

    [Fact]
    public async Task A_restart_keeps_everything_and_a_repeat_gets_its_first_answer()
    {
        var (id, key) = (Accounts.NewId(), Guid.CreateVersion7());
        Answer before;
        using (var sample = await SampleProcess.StartAsync(Log))
        {
            await sample.Http.OpenAsync(id);
            before = await sample.Http.ProposeAsync(id, "Ada Lovelace", key);
            Assert.Equal(0, await sample.StopAsync());
        }

        using var again = await SampleProcess.StartAsync(Log);
        var repeat = await again.Http.ProposeAsync(id, "Ada Lovelace", key);
        Assert.Equal(before.Body.GetRawText(), repeat.Body.GetRawText());
        Assert.Equal("Ada Lovelace", (await again.Http.AccountAsync(id, 3)).Body.GetProperty("fullName").GetString());
        Assert.Equal(5, (await again.Http.ProposeAsync(id, "Ada King")).Version);
        Assert.Equal(5, (await again.Http.HistoryAsync(id, 5)).Body.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_process_that_is_killed_under_load_loses_no_proposal_and_makes_none_twice()
    {
        const int Callers = 6;
        const int Proposals = 25;
        var sample = await SampleProcess.StartAsync(Log);
        try
        {
            string[] ids = [.. Enumerable.Range(0, Callers).Select(_ => Accounts.NewId())];
            foreach (var id in ids) await sample.Http.OpenAsync(id);
            var answered = 0;
            var callers = ids.Select(id => Task.Run(async () =>
            {
                for (var number = 1; number <= Proposals; number++)
                {
                    var answer = await Accounts.ProposeUntilAnsweredAsync(() => Volatile.Read(ref sample).Http, id, $"Name {number}");
                    Assert.True(answer.Status == HttpStatusCode.OK, $"{id}, proposal {number}: {answer.Body}");
                    Assert.Equal(1 + 2 * number, answer.Version);
                    Interlocked.Increment(ref answered);
                }
            })).ToArray();
            for (var kill = 1; kill <= 2; kill++)
            {
                while (Volatile.Read(ref answered) < Callers * Proposals * kill / 3 && !callers.Any(caller => caller.IsFaulted)) await Task.Delay(10);
                sample.Kill();
                Volatile.Write(ref sample, await SampleProcess.StartAsync(Log));
            }

            await Task.WhenAll(callers);
            foreach (var id in ids)
            {
                var versions = (await sample.Http.HistoryAsync(id, 1 + 2 * Proposals)).Body.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("version").GetInt32());
                Assert.Equal(Enumerable.Range(1, 1 + 2 * Proposals), versions);
            }
        }
        finally
        {
            sample.Dispose();
        }
    }

    [Fact]
    public async Task The_walkthrough_tells_the_story_and_ends()
    {
        var (exitCode, output) = await SampleProcess.RunAsync([.. Log, "--walkthrough"]);
        Assert.True(exitCode == 0, output);
        foreach (var part in (string[])["1;event;broker-account-kyc-update-proposed;5;", "1;event;personal-details-changed;3;", "1;state;", "rejected  account-closed", "The story went as it should."])
        {
            Assert.Contains(part, output, StringComparison.Ordinal);
        }
    }

    private static void Is(Answer answer, HttpStatusCode status, string? title)
    {
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        if (title is not null) Assert.Equal(title, answer.Title);
    }
}
