using System.Globalization;
using Bux.Log;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>
/// Which partitions of this fingerprint's state topic are filled. A mark, once committed, stays for ever. The marks of all fingerprints
/// are in one small topic, so that looking at them does not take reading states.
/// </summary>
internal sealed class FillMarks(ServiceTopics topics, ILogReader reader, TimeSpan stall)
{
    private readonly LogPartition _marks = new(topics.Fills, 0);
    private readonly HashSet<int> _filled = [];
    private long _next;

    /// <summary>How many partitions are known to be filled.</summary>
    public int Count => _filled.Count;

    /// <summary>Whether all partitions are.</summary>
    public bool Complete => _filled.Count == topics.Partitions;

    /// <summary>Whether this partition is known to be filled.</summary>
    public bool Has(int partition) => _filled.Contains(partition);

    /// <summary>A mark of this log's own that was committed.</summary>
    public void Add(int partition) => _filled.Add(partition);

    /// <summary>Takes in all marks that are in the log now, those that are pending included.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be read now.</exception>
    public void Read(CancellationToken cancellation)
    {
        var end = reader.End(_marks);
        if (end <= _next) return;
        foreach (var record in new LogReplay(reader, _marks, Math.Max(_next, reader.Beginning(_marks)), stall).Records(cancellation))
        {
            if (FilledHeader.TryRead(record.Header(HeaderNames.Bux) ?? [], out var header)
                && header.Fingerprint == topics.Fingerprint && header.Partition >= 0 && header.Partition < topics.Partitions)
            {
                _filled.Add(header.Partition);
            }
        }

        _next = end;
    }

    /// <summary>The mark of a partition.</summary>
    public OutputRecord Mark(int partition, int states, DateTimeOffset now) => new(
        _marks,
        now,
        StrictUtf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{topics.Fingerprint}/{partition}")),
        StrictUtf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"states\":{states}}}")),
        [new LogHeader(HeaderNames.Bux, new FilledHeader(topics.Fingerprint, partition).Write(new HeaderLineWriter()))]);
}
