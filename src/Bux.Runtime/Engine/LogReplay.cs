using System.Diagnostics;
using Bux.Log;

namespace Bux.Engine;

/// <summary>
/// Reads a partition up to the end that it has now, open transactions included: a record that is pending below a committed one must not
/// be missed (KAFKA-10167). An open transaction delays the replay; no progress for the time of <paramref name="stall"/> ends it.
/// </summary>
/// <param name="reader">Reads committed records.</param>
/// <param name="partition">The partition.</param>
/// <param name="from">The offset to begin at.</param>
/// <param name="stall">How long there may be no progress.</param>
/// <param name="progress">Hears how far it has come, and the end that it goes to.</param>
internal sealed class LogReplay(ILogReader reader, LogPartition partition, long from, TimeSpan stall, Action<LogPosition, long>? progress = null)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    /// <summary>The records, in order.</summary>
    /// <exception cref="LogUnavailableException">There was no progress for too long.</exception>
    public IEnumerable<LogRecord> Records(CancellationToken cancellation)
    {
        var end = reader.End(partition);
        if (from >= end) yield break;
        using var cursor = reader.Open([new LogPosition(partition, from)]);
        var position = from;
        var moved = Stopwatch.GetTimestamp();
        while (position < end)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var record in cursor.Read(Slice))
            {
                if (record.Offset < end) yield return record;
            }

            var reached = cursor.Position(partition);
            if (reached > position)
            {
                (position, moved) = (reached, Stopwatch.GetTimestamp());
                progress?.Invoke(new LogPosition(partition, position), end);
            }
            else if (Stopwatch.GetElapsedTime(moved) > stall)
            {
                throw new LogUnavailableException(
                    $"Reading {partition} came to offset {position} of {end} and made no progress for {stall.TotalSeconds:0} s. "
                    + "A transaction hangs there: look at it with kafka-transactions.sh, and abort it. When it is this service's and the group's "
                    + "position is past it, set the position back to its first command, too.");
            }
        }
    }
}
