namespace Bux.Log;

/// <summary>What is wrong with a topic that every log has: whether it is there, and its partitions.</summary>
internal static class TopicProblem
{
    /// <summary>Refuses topics that are not as planned.</summary>
    /// <exception cref="LogNotReadyException">Some are not; all of them are named.</exception>
    public static void ThrowIfAny(IReadOnlyList<TopicPlan> topics, Func<string, int?> partitions, bool create, string remedy)
    {
        var problems = topics.Select(plan => Of(plan, partitions(plan.Name), create, remedy)).OfType<string>().ToArray();
        if (problems.Length > 0) throw new LogNotReadyException(problems);
    }

    private static string? Of(TopicPlan plan, int? partitions, bool create, string remedy) => (plan, partitions) switch
    {
        ({ Owned: true, Partitions: not null }, null) when create => null,
        (_, null) => $"The topic {plan.Name} is missing: {remedy}.",
        ({ Partitions: { } wanted }, { } found) when wanted != found =>
            $"The topic {plan.Name} has {found} partitions, and this host is set to {wanted}. A key's partition depends on their number, so it must "
            + $"not change once there are commands: set Partitions to {found}, or move to new topics.",
        _ => null,
    };
}
