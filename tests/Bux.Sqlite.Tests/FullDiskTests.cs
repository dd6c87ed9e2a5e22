using System.Text;
using Bux.Log;

namespace Bux.Sqlite;

public sealed class FullDiskTests : IDisposable
{
    private static readonly ServiceTopics Topics = new("s", "f1", 1);

    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task A_batch_that_the_disk_has_no_room_for_leaves_no_trace_and_smaller_ones_go_on()
    {
        await using (var store = new SqliteLogStore(new SqliteOptions { Path = _file.Path, MaximumPages = 100 }))
        {
            await store.PrepareAsync(new TopicPlan(Topics.Commands, 1, true), new TopicPlan(Topics.Events, 1, true));
            using var log = store.OpenCommands(Topics, 0);
            var epoch = log.Read(default).Epoch;

            var large = new string('x', 600_000);
            var error = Assert.Throws<LogUnavailableException>(() => log.Commit(Batch(epoch, 1, Event("small"), Event(large))));

            Assert.Contains(_file.Path, error.Message, StringComparison.Ordinal);
            Assert.Contains("space", error.Message, StringComparison.Ordinal);
            Assert.Empty(store.Records(Topics.Events));
            await Assert.ThrowsAsync<LogUnavailableException>(() => store.WriteAsync(Topics.Events, "k", large));
            log.Commit(Batch(epoch, 2, Event("next")));
            Assert.Null(Assert.Single(log.Settled()).Fault);
        }

        await using var again = LogFile.Open(_file);
        using var reader = again.OpenReader();
        Assert.Equal(["next"], again.Values(Topics.Events));
        Assert.Equal(0, Assert.Single(again.Records(Topics.Events)).Offset);
        Assert.Equal(2, reader.Committed(Topics.Group, new LogPartition(Topics.Commands, 0)));
    }

    public void Dispose() => _file.Dispose();

    private static OutputBatch Batch(long epoch, long next, params OutputRecord[] records) =>
        new(epoch, records, [new NextOffset(0, next)]);

    private static OutputRecord Event(string value) =>
        new(new LogPartition(Topics.Events, 0), LogFile.Start, null, Encoding.UTF8.GetBytes(value), []);
}
