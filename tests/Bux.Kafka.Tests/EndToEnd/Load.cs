using System.Diagnostics;
using Bux.Probe;

namespace Bux.Kafka.EndToEnd;

/// <summary>Callers, one a key, each with a command in flight, who keep their own account of what they were told.</summary>
internal sealed class Load
{
    private readonly ProbeHost _client;
    private readonly Task[] _callers;
    private int _answered;

    public Load(ProbeHost client, int keys, int commandsOfEach)
    {
        _client = client;
        Total = keys * commandsOfEach;
        _callers = [.. Enumerable.Range(0, keys).Select(_ => Task.Run(() => CallAsync($"load-{Guid.NewGuid():N}", commandsOfEach)))];
    }

    public int Total { get; }

    public Task AnsweredAsync(int count) => UntilAsync(
        () => Volatile.Read(ref _answered) >= count || _callers.Any(caller => caller.IsFaulted),
        () => $"{_answered} of {count} commands were answered.");

    public Task FinishAsync() => Task.WhenAll(_callers).WaitAsync(TimeSpan.FromMinutes(4));

    /// <summary>Waits for something that must come within a minute.</summary>
    public static async Task UntilAsync(Func<bool> holds, Func<string> otherwise)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), otherwise());
            await Task.Delay(50);
        }
    }

    private async Task CallAsync(string key, int commands)
    {
        Accepted(await _client.SendUntilAnsweredAsync(new StartProbe(key)));
        for (var number = 1; number <= commands; number++)
        {
            // One caller a key: its answers must count up without a gap, whatever died in between.
            var sum = Accepted(await _client.SendUntilAnsweredAsync(new AddTo(key, number)));
            Assert.Equal(new Sum((long)number * (number + 1) / 2, number), sum);
            Interlocked.Increment(ref _answered);
        }
    }

    private static T Accepted<T>(Reply<T> reply) => reply.Match(
        response => response,
        rejection => throw new InvalidOperationException($"{rejection.Code}: {rejection.Message}"),
        fault => throw new InvalidOperationException($"{fault.Code}: {fault.Message}"));
}
