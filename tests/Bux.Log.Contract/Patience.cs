using System.Diagnostics;

namespace Bux.Log;

/// <summary>How long a contract waits for what must come true: much longer than any sound log needs, so that only a fault fails.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Repeats the condition, which does its own waiting, until it is true.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition()) Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, $"Not so after {Limit.TotalSeconds} s: {what}.");
    }
}
