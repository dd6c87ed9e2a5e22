using Bux.Log;

namespace Bux.Sqlite;

public sealed class ReadOnlyTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task A_store_for_looking_sees_what_is_written_meanwhile()
    {
        await using var writing = LogFile.Open(_file);
        await writing.PrepareAsync(new TopicPlan("t", 1, true));
        await writing.WriteAsync("t", "k", "a");
        await using var looking = Look();
        Assert.Equal(["a"], looking.Values("t"));

        await writing.WriteAsync("t", "k", "b");
        await writing.PrepareAsync(new TopicPlan("later", 3, true));

        Assert.Equal(["a", "b"], looking.Values("t"));
        using var reader = looking.OpenReader();
        Assert.Equal(3, reader.Partitions("later"));
        Assert.Equal(2, reader.End(new LogPartition("t", 0)));
    }

    [Fact]
    public async Task A_store_for_looking_writes_nothing_and_says_why()
    {
        await using (var writing = LogFile.Open(_file)) await writing.PrepareAsync(new TopicPlan("t", 1, true));
        await using var looking = Look();

        foreach (var refused in new Action[] { () => looking.OpenWriter(), () => looking.OpenCommands(new ServiceTopics("s", "f", 1), 0) })
        {
            Assert.Contains("ReadOnly", Assert.Throws<LogUnavailableException>(refused).Message, StringComparison.Ordinal);
        }

        await looking.PrepareAsync(new TopicPlan("t", 1, true));
        await Assert.ThrowsAsync<LogNotReadyException>(() => looking.PrepareAsync(new TopicPlan("missing", 1, true)));
    }

    [Fact]
    public void A_missing_file_is_not_made_by_looking()
    {
        Assert.Contains(_file.Path, Assert.Throws<LogUnavailableException>(Look).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_file.Path));
    }

    public void Dispose() => _file.Dispose();

    private SqliteLogStore Look() => new(new SqliteOptions { Path = _file.Path, ReadOnly = true });
}
