using System.Diagnostics;
using Bux.Log;

namespace Bux.Engine;

/// <summary>How long to wait before a commit is tried again, and when to give up.</summary>
internal sealed class CommitRetries
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private long _first;

    /// <summary>How often the same commit was tried again.</summary>
    public int Count { get; private set; }

    /// <summary>The wait before the next try.</summary>
    /// <exception cref="LogUnavailableException">It was tried for too long: everything is to be made anew.</exception>
    public TimeSpan Next(CommitFault fault)
    {
        if (Count++ == 0) _first = Stopwatch.GetTimestamp();
        else if (Stopwatch.GetElapsedTime(_first) > Deadline)
        {
            throw new LogUnavailableException($"A commit was tried {Count} times within {Deadline.TotalSeconds:0} s: {fault.Message}", fault.Cause);
        }

        return TimeSpan.FromMilliseconds(Math.Min(Longest.TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(Count - 1, 10))));
    }

    /// <summary>A commit happened.</summary>
    public void Reset() => Count = 0;
}
