using Bux.Log;

namespace Bux.Sqlite;

public sealed class RetentionTests : IDisposable
{
    private static readonly TopicPlan Commands = new("s.commands", 1, true) { LogAppendTime = true, Retention = TimeSpan.FromDays(7) };
    private static readonly TopicPlan Events = new("s.events", 1, true);
    private static readonly TopicPlan Replies = new("replies.c", 1, true) { Retention = TimeSpan.FromHours(1) };

    private readonly TemporaryFile _file = new();
    private readonly SetClock _clock = new();

    [Fact]
    public async Task What_is_older_than_the_retention_goes_and_the_rest_stays()
    {
        await using (var store = LogFile.Open(_file, _clock))
        {
            await store.PrepareAsync(Commands, Events, Replies);
            await store.WriteAsync(Commands.Name, "k", "old");
            await store.WriteAsync(Events.Name, "k", "old", LogFile.Start.AddYears(-5));
            await store.WriteAsync(Replies.Name, "k", "old", LogFile.Start.AddHours(-2));
            await store.WriteAsync(Replies.Name, "k", "new", LogFile.Start);
            _clock.Now = LogFile.Start.AddDays(1);
            await store.WriteAsync(Commands.Name, "k", "new");
        }

        _clock.Now = LogFile.Start.AddDays(7).AddMilliseconds(1);
        await using var again = LogFile.Open(_file, _clock);
        await again.PrepareAsync(Commands, Events, Replies);

        Assert.Equal(["new"], again.Values(Commands.Name));
        Assert.Equal(["new"], again.Values(Replies.Name));
        Assert.Equal(["old"], again.Values(Events.Name));
        using var reader = again.OpenReader();
        Assert.Equal(1, reader.Beginning(new LogPartition(Commands.Name, 0)));
        Assert.Equal(2, reader.End(new LogPartition(Commands.Name, 0)));
    }

    [Fact]
    public async Task Offsets_go_on_even_after_everything_has_expired()
    {
        for (var run = 0; run < 3; run++)
        {
            await using var store = LogFile.Open(_file, _clock);
            await store.PrepareAsync(Commands);
            await store.WriteAsync(Commands.Name, "k", $"{run}");
            Assert.Equal(run, store.Records(Commands.Name)[^1].Offset);
            _clock.Now += TimeSpan.FromDays(30);
        }
    }

    [Fact]
    public async Task A_long_run_tidies_up_by_itself()
    {
        var options = new SqliteOptions { Path = _file.Path, TidyInterval = TimeSpan.FromMilliseconds(10) };
        await using var store = new SqliteLogStore(options, _clock);
        await store.PrepareAsync(Commands);
        await store.WriteAsync(Commands.Name, "k", "old");
        await store.WriteAsync(Commands.Name, "k", "newest");
        _clock.Now += TimeSpan.FromDays(8);

        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (store.Records(Commands.Name).Count > 1 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["newest"], store.Values(Commands.Name));
    }

    [Fact]
    public async Task Many_expired_records_go_in_one_tidying()
    {
        await using var store = LogFile.Open(_file, _clock);
        await store.PrepareAsync(Commands);
        using (var writer = store.OpenWriter())
        {
            var record = new OutputRecord(new LogPartition(Commands.Name, 0), LogFile.Start, null, [1], []);
            await Task.WhenAll(Enumerable.Range(0, 12_000).Select(_ => writer.WriteAsync(record, TestContext.Current.CancellationToken)));
        }

        _clock.Now += TimeSpan.FromDays(8);
        await store.PrepareAsync(Commands);

        Assert.Equal(11_999, Assert.Single(store.Records(Commands.Name)).Offset);
    }

    public void Dispose() => _file.Dispose();
}
