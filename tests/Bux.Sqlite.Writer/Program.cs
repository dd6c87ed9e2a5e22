using System.Globalization;
using Bux.Log;
using Bux.Sqlite;

// Writes to the file of the first argument until it is killed, and says what was confirmed: "batch 17", "single 4". Whatever it said must
// be in the file afterwards, and a batch must be there as a whole or not at all.
await using var store = new SqliteLogStore(new SqliteOptions { Path = args[0] });
await store.PrepareAsync(Batches.Plans, create: true, default);
using var reader = store.OpenReader();
using var output = Console.OpenStandardOutput();
var said = new Lock();

_ = Task.Run(async () =>
{
    using var writer = store.OpenWriter();
    for (var number = reader.End(new LogPartition(Batches.Singles, 0)); ; number++)
    {
        var value = number.ToString(CultureInfo.InvariantCulture);
        await writer.WriteAsync(Batches.Record(Batches.Singles, "k", value), default);
        Say($"single {value}");
    }
});

using var log = store.OpenCommands(Batches.Topics, 0);
var epoch = log.Read(default).Epoch;
Say("ready");
for (var batch = reader.Committed(Batches.Topics.Group, new LogPartition(Batches.Topics.Commands, 0)) ?? 0; ; batch++)
{
    log.Commit(Batches.Of(epoch, batch));
    if (log.Settled()[0].Fault is { } fault) throw new InvalidOperationException(fault.Message);
    Say(string.Create(CultureInfo.InvariantCulture, $"batch {batch}"));
}

void Say(string line)
{
    lock (said)
    {
        output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        output.Flush();
    }
}
