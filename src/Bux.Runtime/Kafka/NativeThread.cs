using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Bux.Kafka;

/// <summary>
/// Makes native calls on a thread of its own, because some of them outlive the time that they are given: librdkafka's
/// <c>send_offsets_to_transaction</c> waits without end while the group's coordinator is gone (librdkafka#5456, #5511), and a worker
/// that waits with it neither answers nor stops. Used by one thread at a time.
/// </summary>
internal sealed class NativeThread
{
    private readonly BlockingCollection<Call> _calls = [];
    private bool _stuck;

    /// <summary>Starts the thread, which ends with the process.</summary>
    public NativeThread(string name) => new Thread(Work) { IsBackground = true, Name = name }.Start();

    /// <summary>Makes a call and waits for it; what it throws comes through.</summary>
    /// <returns>False when it has not returned in this time: it is under way still, and everything after it waits.</returns>
    public bool Make(Action work, TimeSpan patience)
    {
        var call = new Call(work);
        _calls.Add(call);
        if (!call.Done.Wait(patience))
        {
            _stuck = true;
            return false;
        }

        call.Failure?.Throw();
        return true;
    }

    /// <summary>
    /// Lets the thread end with this as its last call. Waits for it, unless a call before it has not returned in its time: then it is made
    /// when that one returns, however long it takes.
    /// </summary>
    public void End(Action last, TimeSpan patience)
    {
        var call = new Call(last);
        _calls.Add(call);
        _calls.CompleteAdding();
        if (!_stuck) call.Done.Wait(patience);
    }

    private void Work()
    {
        foreach (var call in _calls.GetConsumingEnumerable())
        {
            try
            {
                call.Work();
            }
            catch (Exception error)
            {
                // The caller's to judge, if it still waits.
                call.Failure = ExceptionDispatchInfo.Capture(error);
            }

            call.Done.Set();
        }
    }

    private sealed class Call(Action work)
    {
        public Action Work { get; } = work;

        public ManualResetEventSlim Done { get; } = new();

        public ExceptionDispatchInfo? Failure { get; set; }
    }
}
