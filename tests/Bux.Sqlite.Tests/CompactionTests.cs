using Bux.Log;

namespace Bux.Sqlite;

public sealed class CompactionTests : IDisposable
{
    private static readonly TopicPlan State = new("s.state.f1", 1, true) { Compacted = true };
    private static readonly TopicPlan Slow = State with { MinimumCompactionLag = TimeSpan.FromHours(1) };

    private readonly TemporaryFile _file = new();
    private readonly SetClock _clock = new();

    [Fact]
    public async Task Of_each_key_the_newest_record_stays()
    {
        await using (var store = LogFile.Open(_file, _clock))
        {
            await store.PrepareAsync(State);
            (string, string)[] states = [("a", "1"), ("b", "1"), ("a", "2"), ("a", "3"), ("c", "1")];
            foreach (var (key, value) in states) await store.WriteAsync(State.Name, key, value);
        }

        await using var again = LogFile.Open(_file, _clock);
        await again.PrepareAsync(State);

        Assert.Equal(["b=1", "a=3", "c=1"], Pairs(again));
        await again.WriteAsync(State.Name, "b", "2");
        Assert.Equal(["a=3", "c=1", "b=2"], Pairs(again));
    }

    [Fact]
    public async Task What_is_superseded_stays_for_the_minimum_lag()
    {
        await using var store = LogFile.Open(_file, _clock);
        await store.PrepareAsync(Slow);
        await store.WriteAsync(Slow.Name, "a", "1", _clock.Now);
        await store.WriteAsync(Slow.Name, "b", "1", _clock.Now);
        _clock.Now += TimeSpan.FromMinutes(30);
        await store.WriteAsync(Slow.Name, "a", "2", _clock.Now);
        await store.WriteAsync(Slow.Name, "a", "3", _clock.Now);
        await store.PrepareAsync(Slow);
        Assert.Equal(["a=1", "b=1", "a=2", "a=3"], Pairs(store));

        _clock.Now += TimeSpan.FromMinutes(31);
        await store.PrepareAsync(Slow);
        Assert.Equal(["b=1", "a=2", "a=3"], Pairs(store));

        _clock.Now += TimeSpan.FromDays(400);
        await store.PrepareAsync(Slow);
        Assert.Equal(["b=1", "a=3"], Pairs(store));
    }

    [Fact]
    public async Task A_lag_survives_a_restart()
    {
        await using (var store = LogFile.Open(_file, _clock))
        {
            await store.PrepareAsync(Slow);
            await store.WriteAsync(Slow.Name, "a", "1", _clock.Now);
            await store.WriteAsync(Slow.Name, "a", "2", _clock.Now);
        }

        _clock.Now += TimeSpan.FromHours(2);
        await using var again = LogFile.Open(_file, _clock);
        await again.PrepareAsync(Slow);

        Assert.Equal(["a=2"], Pairs(again));
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<string> Pairs(ILogStore store) =>
        store.Records(State.Name).Select(record => $"{LogFile.Text(record.Key)}={LogFile.Text(record.Value)}");
}
