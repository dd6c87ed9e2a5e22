using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bux.Kafka.EndToEnd;

/// <summary>The probe service as a process of its own, which a test may kill.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(string bootstrap, string instance, int workers, int? secondRelease)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { typeof(Probe.Probe).Assembly.Location, bootstrap, instance, workers.ToString(CultureInfo.InvariantCulture) },
        };
        if (secondRelease is { } milliseconds) start.ArgumentList.Add(milliseconds.ToString(CultureInfo.InvariantCulture));
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a process and waits until it says that its host has started.</summary>
    /// <param name="bootstrap">The broker.</param>
    /// <param name="instance">Its name.</param>
    /// <param name="workers">How many workers it has.</param>
    /// <param name="secondRelease">The milliseconds that the second release takes to fold an event; null for the first release.</param>
    public static async Task<ServiceProcess> StartAsync(string bootstrap, string instance, int workers, int? secondRelease = null)
    {
        var process = new ServiceProcess(bootstrap, instance, workers, secondRelease);
        try
        {
            await process._ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            var output = process.Output;
            process.Dispose();
            Assert.Fail($"The service did not come up:{Environment.NewLine}{output}");
        }

        return process;
    }

    /// <summary>When it wrote the lines that hold this text.</summary>
    public IReadOnlyList<DateTimeOffset> TimesOf(string text) =>
    [
        .. Output.Split(Environment.NewLine).Where(line => line.Contains(text, StringComparison.Ordinal))
            .Select(line => DateTimeOffset.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)),
    ];

    /// <summary>Ends it without a word: SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop (SIGTERM) and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line == "ready") _ready.TrySetResult();
    }
}
