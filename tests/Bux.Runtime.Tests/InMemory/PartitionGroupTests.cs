using Bux.Embedded;
using Bux.Log;

namespace Bux.InMemory;

public sealed class PartitionGroupTests
{
    [Fact]
    public void A_member_is_assigned_what_is_free_when_it_reads()
    {
        var group = new PartitionGroup(3);
        var member = group.Join();
        Assert.Empty(member.Owned);

        Assert.Equal([Assigned(0), Assigned(1), Assigned(2)], group.Follow(member));
        Assert.Empty(group.Follow(member));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 3)]
    [InlineData(6, 3)]
    [InlineData(2, 5)]
    public void Partitions_are_dealt_out_evenly(int partitions, int members)
    {
        var group = new PartitionGroup(partitions);
        var all = Enumerable.Range(0, members).Select(_ => group.Join()).ToArray();
        foreach (var member in all) group.Follow(member);

        Assert.Equal(Enumerable.Range(0, partitions), all.SelectMany(member => member.Owned.Keys).Order());
        Assert.True(all.Max(member => member.Owned.Count) - all.Min(member => member.Owned.Count) <= 1);
    }

    [Fact]
    public void A_partition_is_kept_until_its_owner_reads()
    {
        var group = new PartitionGroup(2);
        var first = group.Join();
        group.Follow(first);
        var second = group.Join();

        Assert.Empty(group.Follow(second));
        Assert.True(PartitionGroup.Holds(first, [0, 1], group.Epoch));

        Assert.Equal([Revoked(1)], group.Follow(first));
        Assert.Equal([Assigned(1)], group.Follow(second));
    }

    [Fact]
    public void What_a_leaving_member_owned_is_free_at_once()
    {
        var group = new PartitionGroup(2);
        var (first, second) = (group.Join(), group.Join());
        group.Follow(first);
        group.Follow(second);

        group.Leave(first);
        group.Leave(first);

        Assert.Equal([Assigned(0)], group.Follow(second));
        Assert.Empty(group.Follow(first));
        Assert.False(PartitionGroup.Holds(first, [0], group.Epoch));
    }

    [Fact]
    public void The_epoch_grows_with_every_change_and_one_from_before_a_loss_no_longer_counts()
    {
        var group = new PartitionGroup(2);
        var first = group.Join();
        group.Follow(first);
        var early = group.Epoch;
        var second = group.Join();
        group.Follow(first);
        group.Follow(second);
        Assert.True(group.Epoch > early);

        group.Leave(second);
        group.Follow(first);

        Assert.True(PartitionGroup.Holds(first, [0], early), "It never lost this one.");
        Assert.False(PartitionGroup.Holds(first, [1], early));
        Assert.False(PartitionGroup.Holds(first, [0, 1], early));
        Assert.True(PartitionGroup.Holds(first, [0, 1], group.Epoch));
    }

    [Fact]
    public void No_order_of_joins_leaves_and_reads_gives_a_partition_two_owners_or_loses_one()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var group = new PartitionGroup(random.Next(1, 9));
            var members = new List<PartitionGroupMember>();
            for (var step = 0; step < 100; step++)
            {
                var epoch = group.Epoch;
                Take(random, group, members);
                Assert.True(group.Epoch >= epoch);
                var owned = members.SelectMany(member => member.Owned.Keys).ToArray();
                Assert.True(owned.Length == owned.Distinct().Count(), $"seed {seed}, step {step}: two owners");
            }

            if (members.Count == 0) members.Add(group.Join());
            foreach (var member in members.Concat(members).ToArray()) group.Follow(member);
            Assert.Equal(members.Sum(member => member.Share.Count), members.Sum(member => member.Owned.Count));
        }
    }

    private static void Take(Random random, PartitionGroup group, List<PartitionGroupMember> members)
    {
        switch (random.Next(4))
        {
            case 0:
                members.Add(group.Join());
                break;
            case 1 when members.Count > 0:
                var leaving = members[random.Next(members.Count)];
                group.Leave(leaving);
                members.Remove(leaving);
                break;
            case > 1 when members.Count > 0:
                group.Follow(members[random.Next(members.Count)]);
                break;
        }
    }

    private static PartitionChange Assigned(int partition) => new(PartitionChangeKind.Assigned, partition);

    private static PartitionChange Revoked(int partition) => new(PartitionChangeKind.Revoked, partition);
}
