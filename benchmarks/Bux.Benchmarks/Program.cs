using System.Globalization;
using Bux.Benchmarks;
using Bux.Kafka.Broker;

if (args is not ["kyc", ..])
{
    Console.Error.WriteLine("Usage: Bux.Benchmarks kyc [--commands N] [--rounds N] [--batch N] [--json FILE]");
    return 2;
}

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

var found = await BrokerSearch.FindAsync();
await using var broker = found.Broker;
Console.WriteLine(found.Reason);
if (broker is null) return 2;

var workload = new Workload(Number("--commands", 200_000), Accounts: 10_000, Partitions: 8, Batch: Number("--batch", 1_000));
var report = new Report("kyc", workload);
for (var round = 1; round <= Number("--rounds", 3); round++)
{
    // Who comes first alternates: the broker is not the same after a run.
    Func<Measurement>[] subjects = [() => BuxSubject.Run(broker.Bootstrap, workload), () => LoopSubject.Run(broker.Bootstrap, workload)];
    foreach (var subject in round % 2 == 1 ? subjects : subjects.Reverse())
    {
        var measured = subject();
        report.Add(measured);
        Console.WriteLine($"round {round}: {measured}");
    }
}

Console.WriteLine();
Console.WriteLine(report.Table());
if (Array.IndexOf(args, "--json") is var json and >= 0) await File.WriteAllTextAsync(args[json + 1], report.Json());
return 0;
