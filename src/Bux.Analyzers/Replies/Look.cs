using System.Collections.Immutable;

namespace Bux.Analyzers.Replies;

/// <summary>What a path of a member knows about a reply.</summary>
internal enum Look
{
    /// <summary>Nobody looked.</summary>
    None,

    /// <summary>Somebody looked, whatever they saw.</summary>
    Taken,

    /// <summary>Somebody looked, and it is accepted.</summary>
    Accepted,

    /// <summary>Somebody looked, and it is rejected or faulted.</summary>
    Refused,
}

/// <summary>What is known about every reply at one place; replies that are not in it were not looked at.</summary>
internal static class Looks
{
    public static readonly ImmutableDictionary<string, Look> Nothing = ImmutableDictionary.Create<string, Look>(StringComparer.Ordinal);

    /// <summary>What is known where two paths meet: only what both know.</summary>
    public static ImmutableDictionary<string, Look> Meet(ImmutableDictionary<string, Look> one, ImmutableDictionary<string, Look> other)
    {
        var both = one;
        foreach (var pair in one)
        {
            if (!other.TryGetValue(pair.Key, out var look)) both = both.Remove(pair.Key);
            else if (look != pair.Value) both = both.SetItem(pair.Key, Look.Taken);
        }

        return both;
    }

    public static bool Same(ImmutableDictionary<string, Look> one, ImmutableDictionary<string, Look> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var look) && look == pair.Value);

    /// <summary>A place that is given a new value: what was known of it, and of places inside of it, is void.</summary>
    public static ImmutableDictionary<string, Look> Forget(this ImmutableDictionary<string, Look> looks, string place) =>
        looks.RemoveRange(looks.Keys.Where(key => key.Contains(place)));
}
