using System.Diagnostics.CodeAnalysis;
using System.Text;
using Bux;
using Bux.Client;
using Bux.Hosting;
using Bux.Log;
using Bux.Projections;
using Kyc.Backoffice;
using Kyc.Contracts;

namespace Kyc;

/// <summary>Plays the KYC story once, and prints what everyone says and what the log holds of it.</summary>
[SuppressMessage("Bux.PersonalData", "BUX1140", Justification = "The person is invented, and to show everything is the purpose.")]
internal static class Walkthrough
{
    public static async Task<bool> PlayAsync(IServiceProvider services)
    {
        var commands = services.GetRequiredService<ICommandClient>();
        var account = $"A-{Guid.CreateVersion7():N}"[..16];
        var ada = new PersonalDetails("Ada Byron", new DateOnly(1815, 12, 10), new Address("13 Piccadilly Terrace", "London", "GB"), null);
        var lovelace = ada with { FullName = "Ada Lovelace", Address = new Address("12 St James Square", "London", "GB") };

        var opened = await Tell(commands, new OpenBrokerAccount(account, ada));
        var again = await Tell(commands, new OpenBrokerAccount(account, ada));
        var updated = await Tell(commands, new SubmitKycUpdateProposal(account, lovelace));
        var closed = await Tell(commands, new CloseBrokerAccount(account, "moved abroad"));
        var late = await Tell(commands, new SubmitKycUpdateProposal(account, ada));

        Print(services, account);
        var accounts = services.GetRequiredService<IReadModel<BackOfficeAccount>>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await accounts.WaitForVersionAsync(account, 4, patience.Token);
        var row = accounts.Find(account);
        Console.WriteLine($"read model  {row}");

        var asTold = opened.IsAccepted && updated.IsAccepted && closed.IsAccepted
            && again is Reply<BrokerAccountOpened>.Rejected { Rejection: EntityAlreadyExists }
            && late is Reply<KycUpdateAccepted>.Rejected { Rejection: AccountClosed }
            && row is { FullName: "Ada Lovelace", KycUpdates: 1, Version: 4 };
        Console.WriteLine(asTold ? "The story went as it should." : "The story did not go as it should.");
        return asTold;
    }

    private static async Task<Reply<TResponse>> Tell<TResponse>(ICommandClient commands, ICommand<TResponse> command)
    {
        Console.WriteLine($"command     {command}");
        var reply = await commands.SendAsync(command);
        Console.WriteLine(reply.Match(
            response => $"  accepted  {response}, version {((Reply<TResponse>.Accepted)reply).Version}",
            rejection => $"  rejected  {rejection.Code}: {rejection.Message}",
            fault => $"  faulted   {fault.Code}: {fault.Message}"));
        return reply;
    }

    private static void Print(IServiceProvider services, string account)
    {
        using var reader = services.GetRequiredService<ILogStore>().OpenReader();
        foreach (var topics in services.GetRequiredService<BuxTopology>().Services)
        {
            Print(reader, topics.Events, topics.Partitions, account, "event");
            Print(reader, topics.State, topics.Partitions, account, "state");
        }
    }

    private static void Print(ILogReader reader, string topic, int partitions, string account, string kind)
    {
        for (var number = 0; number < partitions; number++)
        {
            var partition = new LogPartition(topic, number);
            var end = reader.End(partition);
            using var cursor = reader.Open([new LogPosition(partition, reader.Beginning(partition))]);
            while (cursor.Position(partition) < end)
            {
                foreach (var record in cursor.Read(TimeSpan.FromMilliseconds(100)))
                {
                    if (record.Key is null || Encoding.UTF8.GetString(record.Key) != account) continue;
                    Console.WriteLine($"{kind}       {Encoding.UTF8.GetString(record.Header("bux") ?? [])}");
                    Console.WriteLine($"            {Encoding.UTF8.GetString(record.Value ?? [])}");
                }
            }
        }
    }
}
