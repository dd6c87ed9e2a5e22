using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kyc;

/// <summary>The sample as a process of its own, with a client for it.</summary>
internal sealed partial class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, program), .. arguments]) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; private set; } = null!;

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts it on a free port and waits until it listens.</summary>
    public static Task<SampleProcess> StartAsync(params string[] arguments) => StartAsync(new SampleProcess("Kyc.dll", [.. arguments, "--urls", "http://127.0.0.1:0"]));

    /// <summary>Starts the release before it, which is a command service alone.</summary>
    public static Task<SampleProcess> StartFormerAsync(string bootstrap) => StartAsync(new SampleProcess("Kyc.Release4.dll", [bootstrap]));

    private static async Task<SampleProcess> StartAsync(SampleProcess sample)
    {
        var ended = sample._process.WaitForExitAsync();
        if (await Task.WhenAny(sample._url.Task, ended, Task.Delay(TimeSpan.FromMinutes(1))) != sample._url.Task)
        {
            var output = sample.Output;
            sample.Dispose();
            Assert.Fail($"The sample did not come up:{Environment.NewLine}{output}");
        }

        sample.Http = new HttpClient { BaseAddress = new Uri(await sample._url.Task), Timeout = TimeSpan.FromSeconds(60) };
        return sample;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var sample = new SampleProcess("Kyc.dll", arguments);
        await sample._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (sample._process.ExitCode, sample.Output);
    }

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
        Http?.Dispose();
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    [GeneratedRegex("listens on (http://[^ ]+?)\\. Try")]
    private static partial Regex Listens();

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line == "ready") _url.TrySetResult("http://127.0.0.1"); // the release before, to which nobody speaks over HTTP
        if (Listens().Match(line) is { Success: true } found) _url.TrySetResult(found.Groups[1].Value);
    }
}
