namespace Bux.Simulation;

public sealed class SimulationTests
{
    private const int DefaultSeeds = 4_000;

    /// <summary>More seeds: <c>BUX_SEEDS=1000000 dotnet test --project tests/Bux.Simulation.Tests</c>.</summary>
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("BUX_SEEDS"), out var seeds) ? seeds : DefaultSeeds;

    [Fact]
    public void Whatever_fails_the_log_is_what_one_process_without_a_fault_would_have_written() => AssertAll(Simulation.Play, Seeds);

    [Fact]
    public void Whatever_fails_while_a_release_fills_joins_and_is_rolled_back_each_state_topic_is_its_own_fold_and_no_older_state_is_last()
    {
        AssertAll(FillSimulation.Play, Seeds / 4);
        Assert.True(FillSimulation.PartitionsFilled > Seeds / 8, "The seeds hardly ever fill a partition.");
    }

    private static void AssertAll(Func<int, string?> play, int seeds)
    {
        var failures = new System.Collections.Concurrent.ConcurrentBag<(int Seed, string Problem)>();
        Parallel.For(0, seeds, (seed, loop) =>
        {
            if (play(seed) is not { } problem) return;
            failures.Add((seed, problem));
            loop.Stop();
        });
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures.OrderBy(failure => failure.Seed).Take(1).Select(failure => $"Seed {failure.Seed}: {failure.Problem}")));
    }

    [Fact]
    public void The_same_seed_plays_the_same_history()
    {
        for (var seed = 0; seed < 20; seed++) Assert.Equal((Simulation.Play(seed), FillSimulation.Play(seed)), (Simulation.Play(seed), FillSimulation.Play(seed)));
    }
}
