using Bux.Log;

namespace Bux.Embedded;

/// <summary>
/// The group of a service's workers where all of them are in one process: deals the partitions out evenly, and takes one from a member
/// only when that member reads, so that it never has two owners. Its user holds a lock around every call.
/// </summary>
internal sealed class PartitionGroup(int partitions)
{
    private readonly List<PartitionGroupMember> _members = [];
    private readonly PartitionGroupMember?[] _owners = new PartitionGroupMember?[partitions];

    /// <summary>Grows with every change of ownership.</summary>
    public long Epoch { get; private set; }

    /// <summary>Adds a member; the others hand over its share when they read next.</summary>
    public PartitionGroupMember Join()
    {
        var member = new PartitionGroupMember();
        _members.Add(member);
        Deal();
        return member;
    }

    /// <summary>Removes a member; its partitions are free at once.</summary>
    public void Leave(PartitionGroupMember member)
    {
        if (!_members.Remove(member)) return;
        foreach (var partition in member.Owned.Keys)
        {
            _owners[partition] = null;
            Epoch++;
        }

        member.Owned.Clear();
        member.Share = []; // A read after the leave must take nothing back.
        Deal();
    }

    /// <summary>Hands over what the member owes to others and takes what is free for it, and says so.</summary>
    public IReadOnlyList<PartitionChange> Follow(PartitionGroupMember member)
    {
        List<PartitionChange>? changes = null;
        foreach (var partition in member.Owned.Keys.Where(partition => !member.Share.Contains(partition)).Order().ToArray())
        {
            member.Owned.Remove(partition);
            _owners[partition] = null;
            Epoch++;
            (changes ??= []).Add(new PartitionChange(PartitionChangeKind.Revoked, partition));
        }

        foreach (var partition in member.Share.Where(partition => _owners[partition] is null).Order())
        {
            _owners[partition] = member;
            member.Owned[partition] = ++Epoch;
            (changes ??= []).Add(new PartitionChange(PartitionChangeKind.Assigned, partition));
        }

        return changes ?? [];
    }

    /// <summary>Whether the member has owned all these partitions since the epoch.</summary>
    public static bool Holds(PartitionGroupMember member, IEnumerable<int> of, long epoch) =>
        of.All(partition => member.Owned.TryGetValue(partition, out var since) && since <= epoch);

    private void Deal()
    {
        for (var i = 0; i < _members.Count; i++)
        {
            var number = i;
            _members[i].Share = [.. Enumerable.Range(0, _owners.Length).Where(partition => partition % _members.Count == number)];
        }
    }
}

/// <summary>A member of a <see cref="PartitionGroup"/>.</summary>
internal sealed class PartitionGroupMember
{
    /// <summary>What it shall own.</summary>
    public HashSet<int> Share { get; set; } = [];

    /// <summary>What it owns, and since which epoch.</summary>
    public Dictionary<int, long> Owned { get; } = [];
}
