using System.Diagnostics;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>A moment by which something must have happened, on the machine's monotonic clock.</summary>
internal readonly struct Deadline(TimeSpan time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>Whether it has passed.</summary>
    public bool Passed => Elapsed >= time;

    /// <summary>The time that is left, at least one millisecond.</summary>
    public TimeSpan Left => time - Elapsed is var left && left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);

    /// <summary>Makes a call again and again while Kafka says that it may be repeated, until the deadline.</summary>
    /// <exception cref="KafkaRetriableException">The deadline passed; how the call ended is not known.</exception>
    public void Repeat(Action<TimeSpan> call)
    {
        while (true)
        {
            try
            {
                call(Left);
                return;
            }
            catch (KafkaRetriableException) when (!Passed)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
