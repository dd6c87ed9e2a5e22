namespace Bux.Log;

/// <summary>What is wrong with a topic that every log has: whether it is there, and its partitions.</summary>
internal static class TopicProblem
{
    /// <summary>The problem with its remedy, or null.</summary>
    public static string? Of(TopicPlan plan, int? partitions, bool create, string remedy) => (plan, partitions) switch
    {
        ({ Owned: true, Partitions: not null }, null) when create => null,
        (_, null) => $"The topic {plan.Name} is missing: {remedy}.",
        ({ Partitions: { } wanted }, { } found) when wanted != found =>
            $"The topic {plan.Name} has {found} partitions, and this host is set to {wanted}. A key's partition depends on their number, so it must "
            + $"not change once there are commands: set Partitions to {found}, or move to new topics.",
        _ => null,
    };
}
