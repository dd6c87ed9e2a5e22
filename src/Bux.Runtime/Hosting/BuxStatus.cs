using System.Collections.Concurrent;

namespace Bux.Hosting;

/// <summary>Whether the host is ready, and if not, why, in words. Safe for concurrent use.</summary>
public sealed class BuxStatus
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _warnings = new(StringComparer.Ordinal);

    /// <summary>Starts out as not ready.</summary>
    public BuxStatus() => _reasons["host"] = "The host has not started yet.";

    /// <summary>Whether everything runs: no partition restores or is stopped, no worker is without its log, no projection is stopped.</summary>
    public bool IsReady => _reasons.IsEmpty;

    /// <summary>Why it is not ready, one sentence each.</summary>
    public IReadOnlyList<string> Reasons => [.. _reasons.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)];

    /// <summary>What an operator should know although everything runs, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)];

    internal void Warn(string subject, string warning) => _warnings[subject] = warning;

    internal void Set(string subject, string reason) => _reasons[subject] = reason;

    internal void Clear(string subject) => _reasons.TryRemove(subject, out _);

    internal void ClearAll(string prefix)
    {
        foreach (var subject in _reasons.Keys)
        {
            if (subject.StartsWith(prefix, StringComparison.Ordinal)) Clear(subject);
        }
    }
}
