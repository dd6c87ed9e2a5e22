using System.Diagnostics;
using System.Text;

namespace Bux.Package;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Outcome(string Command, int ExitCode, string Output)
{
    /// <summary>This outcome, which must be a success; the test fails with the program's output otherwise.</summary>
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }
}

/// <summary>Runs programs as a user would from a shell.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<Outcome> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheSdkAroundUs).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = "Test";
            start.Environment[$"GIT_{who}_EMAIL"] = "test@example.org";
            start.Environment[$"GIT_{who}_DATE"] = "2026-01-01T00:00:00Z";
        }

        var output = new StringBuilder();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {Patience}:{Environment.NewLine}{output}");
        }

        return new Outcome($"{program} {string.Join(' ', start.ArgumentList)}", process.ExitCode, output.ToString());
    }

    /// <summary>Variables by which `dotnet test` tells its children of its own SDK, which would make another build act as a part of it.</summary>
    private static bool IsOfTheSdkAroundUs(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_HOST", StringComparison.Ordinal);

    private static void Add(StringBuilder output, string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
