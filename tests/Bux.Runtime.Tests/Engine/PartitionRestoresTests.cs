using Bux.Engine;

namespace Bux.Runtime.Engine;

public sealed class PartitionRestoresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Regression: each change of ownership queued a restore behind the one that was given up, and each of them waited for the log in its
    /// turn, so a few changes during an outage kept a partition, and the host's stop, waiting for a minute.
    /// </summary>
    [Fact]
    public void A_restore_that_is_given_up_before_its_turn_asks_the_log_nothing()
    {
        var begun = 0;
        using var first = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var restores = new PartitionRestores(
            (_, _) =>
            {
                Interlocked.Increment(ref begun);
                first.Set();
                goOn.Wait(Patience);
                throw new InvalidOperationException("Nobody waits for this.");
            },
            _ => { },
            PartitionRestores.OnThread);
        restores.Begin(0, epoch: 1);
        Assert.True(first.Wait(Patience));
        for (var change = 0; change < 3; change++)
        {
            Assert.True(restores.Abandon(0));
            restores.Begin(0, epoch: 2 + change);
        }

        Assert.True(restores.Abandon(0));
        goOn.Set();
        restores.Dispose();

        Assert.Equal(1, begun);
    }
}
