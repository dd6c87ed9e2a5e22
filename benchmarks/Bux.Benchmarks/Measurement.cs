using System.Diagnostics;

namespace Bux.Benchmarks;

/// <summary>What one run of a subject took.</summary>
internal sealed record Measurement(string Subject, double PerSecond, double WarmPerSecond, double CpuMicroseconds, double AllocatedBytes)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Subject,-12} {PerSecond,9:N0} commands/s, warm {WarmPerSecond,9:N0}, {CpuMicroseconds,5:0.0} µs CPU and {AllocatedBytes,6:N0} B a command");
}

/// <summary>Takes the time of a run from its progress: accounts are left out, and for the warm figure the first fifth of the commands.</summary>
internal sealed class Clock(Workload workload)
{
    private int _handled;
    private long _begun;
    private long _warm;
    private long _ended;
    private int _warmFrom;
    private int _countedFrom;
    private TimeSpan _cpu;
    private long _allocated;

    public bool Done => _handled >= workload.Total;

    public void Add(int commands)
    {
        _handled += commands;
        if (_begun == 0 && _handled >= workload.Accounts)
        {
            (_begun, _countedFrom) = (Stopwatch.GetTimestamp(), _handled);
            _cpu = Process.GetCurrentProcess().TotalProcessorTime;
            _allocated = GC.GetTotalAllocatedBytes();
        }

        if (_warm == 0 && _handled >= workload.Accounts + workload.Commands / 5) (_warm, _warmFrom) = (Stopwatch.GetTimestamp(), _handled);
        if (!Done) return;
        _ended = Stopwatch.GetTimestamp();
        _cpu = Process.GetCurrentProcess().TotalProcessorTime - _cpu;
        _allocated = GC.GetTotalAllocatedBytes() - _allocated;
    }

    public Measurement Read(string subject)
    {
        var counted = (double)(_handled - _countedFrom);
        return new Measurement(
            subject, counted / Stopwatch.GetElapsedTime(_begun, _ended).TotalSeconds, (_handled - _warmFrom) / Stopwatch.GetElapsedTime(_warm, _ended).TotalSeconds,
            _cpu.TotalMicroseconds / counted, _allocated / counted);
    }
}
