using System.Diagnostics;
using System.Globalization;
using Bux.Log;

namespace Bux.Sqlite;

public sealed class ProcessTests : IDisposable
{
    private static readonly LogPartition Commands = new(Batches.Topics.Commands, 0);

    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task A_process_killed_in_the_middle_of_commits_leaves_whole_batches_and_all_that_it_confirmed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var said = await KillAfterAsync(random.Next(1, 400));
            AssertWhole($"seed {seed}, round {round}", Last(said, "batch"), Last(said, "single"));
        }
    }

    [Fact]
    public async Task A_second_process_is_told_which_the_first_is_and_may_look_only()
    {
        using var first = StartWriter();
        await ReadyAsync(first);

        var error = Assert.Throws<LogNotReadyException>(() => LogFile.Open(_file));

        Assert.Contains(_file.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {first.Id} on {Environment.MachineName} since ", error.Message, StringComparison.Ordinal);
        await using (var looking = new SqliteLogStore(new SqliteOptions { Path = _file.Path, ReadOnly = true }))
        {
            Assert.NotNull(looking.OpenReader().Partitions(Batches.Singles));
        }

        Kill(first);
        await LogFile.Open(_file).DisposeAsync();
    }

    [Fact]
    public async Task A_second_store_of_the_same_process_is_refused_as_well()
    {
        await using var first = LogFile.Open(_file);

        var error = Assert.Throws<LogNotReadyException>(() => LogFile.Open(_file));

        Assert.Contains($"process {Environment.ProcessId} ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _file.Dispose();

    private static long Last(IEnumerable<string> said, string what) => said
        .Where(line => line.StartsWith(what, StringComparison.Ordinal))
        .Select(line => long.Parse(line[what.Length..], CultureInfo.InvariantCulture))
        .DefaultIfEmpty(-1).Last();

    private static async Task ReadyAsync(Process writer)
    {
        while (await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == "ready") return;
        }

        Assert.Fail($"The writer ended: {await writer.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
    }

    /// <summary>SIGKILL: the process has no chance to finish anything.</summary>
    private static void Kill(Process writer)
    {
        writer.Kill();
        writer.WaitForExit();
    }

    private Process StartWriter() => Process.Start(new ProcessStartInfo("dotnet", [typeof(Batches).Assembly.Location, _file.Path])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>What the writer said before it died; a line that was cut off does not count.</summary>
    private async Task<string[]> KillAfterAsync(int milliseconds)
    {
        using var writer = StartWriter();
        await ReadyAsync(writer);
        var said = writer.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        Kill(writer);
        return (await said).Split('\n')[..^1];
    }

    private void AssertWhole(string when, long confirmedBatch, long confirmedSingle)
    {
        using var store = new Closing(LogFile.Open(_file));
        using var reader = store.Log.OpenReader();
        var batches = reader.Committed(Batches.Topics.Group, Commands) ?? 0;
        Assert.True(batches > confirmedBatch, $"{when}: {batches} batches, and number {confirmedBatch} was confirmed");
        var singles = reader.End(new LogPartition(Batches.Singles, 0));
        Assert.True(singles > confirmedSingle, $"{when}: {singles} singles, and number {confirmedSingle} was confirmed");

        var expected = Enumerable.Range(0, (int)batches).ToArray();
        Assert.Equal(expected.SelectMany(batch => Batches.Events(batch)), store.Log.Values(Batches.Topics.Events));
        var states = store.Log.Records(Batches.Topics.State).Select(record => $"{LogFile.Text(record.Key)}={LogFile.Text(record.Value)}");
        Assert.Equal(
            expected.GroupBy(batch => Batches.Key(batch)).Select(same => $"{same.Key}={same.Last()}").Order(StringComparer.Ordinal),
            states.Order(StringComparer.Ordinal));
    }

    private sealed class Closing(SqliteLogStore log) : IDisposable
    {
        public SqliteLogStore Log => log;

        public void Dispose() => log.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
