using System.Text;
using Bux.Engine;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>What the log should hold, and how two of its records are compared.</summary>
internal static class Reference
{
    /// <summary>What one process without a fault writes: everything of a partition in one batch.</summary>
    public static IReadOnlyList<OutputRecord> Write(SimulatedLog log, ServiceRegistration<Ledger> service, RejectionRegistry rejections, int partition)
    {
        var options = new ProcessingOptions();
        var commands = log.Records(new LogPartition(log.Topics.Commands, partition));
        using var repository = new InMemoryStateRepository<Ledger>();
        repository.Load(new StateSource<Ledger>(log.Topics, partition, new SimulatedReader(log), service.State, TimeSpan.Zero), default);
        var stack = new StateStack<Ledger>(repository);
        stack.Add(partition, new PartitionMemory(0, DateTimeOffset.MinValue, options.CreateAcceptedCommands()));
        var processor = SimulatedService.CreateProcessor(log.Topics, service, rejections, options, stateTopic: true, 100_000);
        return processor.Process(new InputBatch(0, [], commands), stack, new HashSet<LogPosition>()).Output.Records;
    }

    public static string? FirstDifference(string where, string[] wanted, string[] found)
    {
        for (var i = 0; i < Math.Max(wanted.Length, found.Length); i++)
        {
            var (left, right) = (wanted.ElementAtOrDefault(i), found.ElementAtOrDefault(i));
            if (left != right) return $"{where}, record {i} of {wanted.Length}/{found.Length}:{Environment.NewLine}  wanted {left}{Environment.NewLine}  found  {right}";
        }

        return null;
    }

    public static string Print(OutputRecord record) => Print(record.Key, record.Value, record.Headers, record.Timestamp);

    public static string Print(LogRecord record) => Print(record.Key, record.Value, record.Headers, record.Timestamp);

    private static string Print(byte[]? key, byte[]? value, IReadOnlyList<LogHeader> headers, DateTimeOffset time)
    {
        // A dead letter's detail holds a stack trace, whose lines depend on how the code was compiled; its first line is the message.
        var lines = headers.Select(header => Encoding.UTF8.GetString(header.Value!).Split("%0A")[0]);
        return $"{Text(key)} | {Text(value)} | {string.Join(" & ", lines)} | {time.ToUnixTimeMilliseconds()}";
    }

    private static string Text(byte[]? bytes) => bytes is null ? "-" : Encoding.UTF8.GetString(bytes);
}
