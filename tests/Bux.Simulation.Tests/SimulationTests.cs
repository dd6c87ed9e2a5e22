namespace Bux.Simulation;

public sealed class SimulationTests
{
    private const int DefaultSeeds = 4_000;

    /// <summary>More seeds: <c>BUX_SEEDS=1000000 dotnet test --project tests/Bux.Simulation.Tests</c>.</summary>
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("BUX_SEEDS"), out var seeds) ? seeds : DefaultSeeds;

    [Fact]
    public void Whatever_fails_the_log_is_what_one_process_without_a_fault_would_have_written()
    {
        var failures = new System.Collections.Concurrent.ConcurrentBag<(int Seed, string Problem)>();
        Parallel.For(0, Seeds, (seed, loop) =>
        {
            if (Simulation.Play(seed) is not { } problem) return;
            failures.Add((seed, problem));
            loop.Stop();
        });
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures.OrderBy(failure => failure.Seed).Take(1).Select(failure => $"Seed {failure.Seed}: {failure.Problem}")));
    }

    [Fact]
    public void The_same_seed_plays_the_same_history()
    {
        for (var seed = 0; seed < 20; seed++) Assert.Equal(Simulation.Play(seed), Simulation.Play(seed));
    }
}
