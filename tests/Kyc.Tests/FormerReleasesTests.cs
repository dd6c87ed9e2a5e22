using System.Text;
using Bux;
using Bux.Client;
using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Projections;
using Kyc.Backoffice;
using Kyc.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kyc;

/// <summary>A topic that every release of the sample has written to is folded and projected by the newest one.</summary>
public sealed class FormerReleasesTests
{
    private const string Address = """{"street":"12 St James Square","city":"London","country":"GB"}""";

    /// <summary>An account's history, as the releases wrote it.</summary>
    private static readonly (string Name, int Version, string Document)[] History =
    [
        ("broker-account-opened", 1, $$$"""{"accountId":"A-1","details":{"fullName":"Ada Byron","dateOfBirth":"1815-12-10","address":{{{Address}}}}}"""),
        ("broker-account-kyc-update-proposed", 1, """{"proposalId":"00000000-0000-4000-8000-000000000001","fullName":"Ada One","dateOfBirth":"1815-12-10","address":"Canal 1, Amsterdam, NL"}"""),
        ("broker-account-kyc-update-proposed", 2, $$$"""{"proposalId":"00000000-0000-4000-8000-000000000002","fullName":"Ada Two","dateOfBirth":"1815-12-10","address":{{{Address}}}}"""),
        ("broker-account-kyc-update-proposed", 3, $$$"""{"proposalId":"00000000-0000-4000-8000-000000000003","fullName":"Ada Three","dateOfBirth":"1815-12-10","address":{{{Address}}},"withdrawn":true}"""),
        ("broker-account-kyc-update-proposed", 3, $$$"""{"proposalId":"00000000-0000-4000-8000-000000000004","fullName":"Ada Four","dateOfBirth":"1815-12-10","address":{{{Address}}},"withdrawn":false}"""),
        ("broker-account-kyc-update-proposed", 4, $$$"""{"proposalId":"00000000-0000-4000-8000-000000000005","details":{"fullName":"Ada Five","dateOfBirth":"1815-12-10","address":{{{Address}}}}}"""),
        ("broker-account-kyc-update-proposed", 5, $$$"""{"proposalId":"00000000-0000-4000-8000-000000000006","details":{"fullName":"Ada Six","dateOfBirth":"1815-12-10","address":{{{Address}}},"taxNumber":"6"}}"""),
        ("personal-details-changed", 3, $$$"""{"details":{"fullName":"Ada Six","dateOfBirth":"1815-12-10","address":{{{Address}}},"taxNumber":"6"}}"""),
    ];

    [Fact]
    public async Task A_topic_with_all_five_versions_is_folded_and_projected()
    {
        var log = new InMemoryLogStore();
        var details = new PersonalDetails("Ada Six", new DateOnly(1815, 12, 10), new Address("12 St James Square", "London", "GB"), "6");
        using (var first = await StartAsync(log))
        {
            // The command from which the whole history is said to come: nothing is handled twice for it.
            await first.Services.GetRequiredService<ICommandClient>().SendAsync(new CloseBrokerAccount("A-1", "too early"));
            await first.StopAsync();
        }

        await WriteAsync(log);
        using var host = await StartAsync(log);
        var commands = host.Services.GetRequiredService<ICommandClient>();

        var same = Assert.IsType<Reply<KycUpdateAccepted>.Rejected>(await commands.SendAsync(new SubmitKycUpdateProposal("A-1", details)));
        Assert.IsType<DetailsUnchanged>(same.Rejection);
        var closed = Assert.IsType<Reply<Done>.Accepted>(await commands.SendAsync(new CloseBrokerAccount("A-1", "asked")));
        Assert.Equal(History.Length + 1, closed.Version);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var accounts = host.Services.GetRequiredService<IReadModel<BackOfficeAccount>>();
        await accounts.WaitForVersionAsync("A-1", closed.Version, patience.Token);
        var row = accounts.Find("A-1")!;
        Assert.Equal(("Ada Six", "London", "closed: asked", 5, closed.Version), (row.FullName, row.City, row.Status, row.KycUpdates, row.Version));

        var histories = host.Services.GetRequiredService<IReadModel<AccountHistory>>();
        await histories.WaitForVersionAsync("A-1", closed.Version, patience.Token);
        Assert.Equal(
            [
                "1 opened for Ada Byron",
                "2 proposal 00000000-0000-4000-8000-000000000001 for Ada One",
                "3 proposal 00000000-0000-4000-8000-000000000002 for Ada Two",
                "5 proposal 00000000-0000-4000-8000-000000000004 for Ada Four",
                "6 proposal 00000000-0000-4000-8000-000000000005 for Ada Five",
                "7 proposal 00000000-0000-4000-8000-000000000006 for Ada Six",
                "8 details are Ada Six, London",
                "9 closed: asked",
            ],
            histories.Find("A-1")!.Entries.Select(entry => $"{entry.Version} {entry.Summary}"));
        await host.StopAsync();
    }

    private static async Task WriteAsync(InMemoryLogStore log)
    {
        using var reader = log.OpenReader();
        var partition = Enumerable.Range(0, 8).Select(number => new LogPartition("broker-accounts.commands", number)).Single(each => reader.End(each) > 0).Partition;
        using var writer = log.OpenWriter();
        for (var number = 0; number < History.Length; number++)
        {
            var (name, version, document) = History[number];
            var line = $"1;event;{name};{version};{Guid.NewGuid()};{number + 1};{Guid.NewGuid()};0";
            await writer.WriteAsync(
                new OutputRecord(
                    new LogPartition("broker-accounts.events", partition), DateTimeOffset.UtcNow, "A-1"u8.ToArray(), Encoding.UTF8.GetBytes(document),
                    [new LogHeader("bux", Encoding.UTF8.GetBytes(line))]),
                CancellationToken.None);
        }
    }

    private static async Task<IHost> StartAsync(InMemoryLogStore log)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddBux(bux => bux
            .AddBrokerAccounts()
            .AddKycBackoffice()
            .Configure(options => options.CreateTopics = true)
            .UseLog(_ => log));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
