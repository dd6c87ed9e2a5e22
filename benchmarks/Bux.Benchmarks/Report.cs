using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bux.Benchmarks;

/// <summary>Medians with their spread, and the ratio of Bux to its peer, from all rounds of one run.</summary>
internal sealed class Report(string suite, Workload workload)
{
    private static readonly (string Name, string Unit, Func<Measurement, double> Of)[] Metrics =
    [
        ("throughput", "commands/s", measured => measured.PerSecond),
        ("throughput-warm", "commands/s", measured => measured.WarmPerSecond),
        ("cpu", "µs/command", measured => measured.CpuMicroseconds),
        ("allocated", "B/command", measured => measured.AllocatedBytes),
    ];

    private readonly List<Measurement> _measured = [];

    public void Add(Measurement measured) => _measured.Add(measured);

    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{workload.Commands:N0} commands on {workload.Accounts:N0} accounts, {workload.Partitions} partitions, batches of {workload.Batch:N0}; median (min–max) of {_measured.Count / 2} rounds").AppendLine();
        text.AppendLine("| | bux | csharp-loop | bux / loop |").AppendLine("|---|---|---|---|");
        foreach (var (name, unit, of) in Metrics)
        {
            var (bux, loop) = (Values("bux", of), Values("csharp-loop", of));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name}, {unit} | {Show(bux)} | {Show(loop)} | {Median(bux) / Median(loop):0.00} |");
        }

        return text.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        from metric in Metrics
        from subject in (string[])["bux", "csharp-loop"]
        let values = Values(subject, metric.Of)
        select new
        {
            suite, @case = $"batch-{workload.Batch}", subject, metric = metric.Name, unit = metric.Unit, median = Median(values), min = values[0], max = values[^1], rounds = values.Length,
        },
        new JsonSerializerOptions { WriteIndented = true });

    private double[] Values(string subject, Func<Measurement, double> of) => [.. _measured.Where(measured => measured.Subject == subject).Select(of).Order()];

    private static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;

    private static string Show(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{Median(sorted):N1} ({sorted[0]:N1}–{sorted[^1]:N1})");
}
