using System.Diagnostics;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// A moment by which something must have happened, on the machine's monotonic clock. Who waits is to give up earlier when
/// <paramref name="end"/> is cancelled, because the host stops.
/// </summary>
internal readonly struct Deadline(TimeSpan time, CancellationToken end = default)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // A native call cannot be interrupted, so no single one takes long; long enough for a broker that is busy.
    private static readonly TimeSpan LongestSlice = TimeSpan.FromSeconds(2);

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>Whether it has passed, or the wait is to end.</summary>
    public bool Passed => end.IsCancellationRequested || Elapsed >= time;

    /// <summary>The time that is left, at least one millisecond.</summary>
    public TimeSpan Left => time - Elapsed is var left && left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);

    /// <summary>The time for one call of several: a part of what is left.</summary>
    public TimeSpan Slice => SliceOf(LongestSlice);

    /// <summary>Makes a call, which goes on where it was, again and again while Kafka says that it may be repeated, until the deadline.</summary>
    /// <param name="call">The call, which is given its time.</param>
    /// <param name="longest">The longest time for one call; a usual slice when null.</param>
    /// <exception cref="KafkaRetriableException">The deadline passed; how the call ended is not known.</exception>
    public void Repeat(Action<TimeSpan> call, TimeSpan? longest = null)
    {
        while (true)
        {
            try
            {
                call(SliceOf(longest ?? LongestSlice));
                return;
            }
            catch (KafkaRetriableException) when (!Passed)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private TimeSpan SliceOf(TimeSpan longest) => Left is var left && left < longest ? left : longest;
}
