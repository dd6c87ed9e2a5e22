using Bux.Engine;

namespace Bux.Runtime.Engine;

public sealed class AcceptedCommandsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    [Fact]
    public void What_may_be_repeated_is_remembered_or_refused_as_expired()
    {
        // Accepted commands with random issue times, random skews and little memory: at any later time, each is known or refused.
        var dice = new Random(99);
        for (var round = 0; round < 200; round++)
        {
            var accepted = new AcceptedCommands(Hour, Skew, capacity: 1 + dice.Next(50));
            var told = new List<(Guid Id, DateTimeOffset IssuedAt)>();
            var now = Noon;
            for (var step = 0; step < 200; step++)
            {
                now += TimeSpan.FromSeconds(dice.Next(120));
                var (id, issuedAt) = (Guid.NewGuid(), now + Skew - TimeSpan.FromSeconds(dice.Next(4_500)));
                if (!accepted.IsExpired(issuedAt, now))
                {
                    accepted.Add(id, step, now);
                    told.Add((id, issuedAt));
                }

                Assert.All(told, command => Assert.True(accepted.VersionOf(command.Id) is not null || accepted.IsExpired(command.IssuedAt, now)));
            }
        }
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var accepted = new AcceptedCommands(Hour, Skew, capacity: 10);
        for (var i = 0; i < 1_000; i++) accepted.Add(Guid.NewGuid(), i, Noon);
        Assert.Equal(10, accepted.Count);
    }

    [Fact]
    public void A_command_of_an_hour_ago_is_run_and_one_of_longer_ago_or_from_the_future_is_not()
    {
        var accepted = new AcceptedCommands(Hour, Skew, capacity: 10);
        Assert.False(accepted.IsExpired(Noon - Hour, Noon));
        Assert.True(accepted.IsExpired(Noon - Hour - TimeSpan.FromMilliseconds(1), Noon));
        Assert.False(accepted.IsExpired(Noon + Skew, Noon));
        Assert.True(accepted.IsExpired(Noon + Skew + TimeSpan.FromMilliseconds(1), Noon));
    }
}
