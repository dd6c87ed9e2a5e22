namespace Bux.Kafka;

/// <summary>A native call that does not return holds up its own thread, and nobody else.</summary>
public sealed class NativeThreadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Calls_are_made_in_order_on_one_thread_that_is_not_the_caller_s()
    {
        var native = new NativeThread("test");
        var threads = new List<int>();
        for (var call = 0; call < 3; call++) Assert.True(native.Make(() => threads.Add(Environment.CurrentManagedThreadId), Long));
        native.End(() => threads.Add(Environment.CurrentManagedThreadId), Long);

        Assert.Equal(4, threads.Count);
        Assert.Single(threads.Distinct());
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public void What_a_call_throws_comes_through()
    {
        var native = new NativeThread("test");
        Assert.Equal("refused", Assert.Throws<InvalidOperationException>(() => native.Make(() => throw new InvalidOperationException("refused"), Long)).Message);
        Assert.True(native.Make(() => { }, Long));
        native.End(() => { }, Long);
    }

    [Fact]
    public void A_call_that_does_not_return_is_left_to_itself_and_the_last_one_waits_for_it()
    {
        var native = new NativeThread("test");
        using var release = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var order = new List<string>();
        Assert.False(native.Make(
            () =>
            {
                release.Wait();
                order.Add("stuck");
            },
            TimeSpan.FromMilliseconds(1)));

        native.End(
            () =>
            {
                order.Add("last");
                ended.Set();
            },
            Timeout.InfiniteTimeSpan); // returns although the call is under way

        Assert.Empty(order);
        release.Set();
        Assert.True(ended.Wait(Long));
        Assert.Equal(["stuck", "last"], order);
    }
}
