using Bux.Log;

namespace Bux.Engine;

/// <summary>
/// Fills this fingerprint's state topic from the events before anyone of this release joins the service's group: until then a release
/// before it goes on serving. The fillers share the partitions in a group of their own, which fences a former owner as the service's group
/// does, and a partition that has its mark is never written by a filler again. So in each partition come first the states of fillers, in
/// the order in which they owned it, then the mark, then what workers write: an older state is never last.
/// </summary>
/// <param name="topics">The topics, <see cref="ServiceTopics.ForFilling"/>.</param>
/// <param name="log">A member of the fillers' group.</param>
/// <param name="reader">Reads committed records.</param>
/// <param name="marks">The marks.</param>
/// <param name="checkpoint">Writes states.</param>
/// <param name="repository">Holds what is folded until it is written.</param>
/// <param name="restores">Folds partitions.</param>
/// <param name="observer">Is told.</param>
/// <param name="now">The time that marks carry.</param>
/// <param name="pause">Waits.</param>
internal sealed class StateFiller<TState>(
    ServiceTopics topics,
    ICommandLog log,
    ILogReader reader,
    FillMarks marks,
    StateCheckpoint<TState> checkpoint,
    IStateRepository<TState> repository,
    PartitionRestores restores,
    IFillObserver observer,
    Func<DateTimeOffset> now,
    Action<TimeSpan> pause)
{
    private const int AtOnce = 4; // so many partitions' states are in memory
    private const int IdleRounds = 5; // of a read that finds nothing, which takes 100 ms
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    private readonly List<int> _due = [];
    private long _epoch;
    private int _idle;

    /// <summary>Works until all partitions are filled, by this filler or by others; false when it is stopped before.</summary>
    /// <exception cref="LogUnavailableException">The log cannot go on; drop this filler and make a new one.</exception>
    public bool Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (Step(stopping)) return true;
        }

        return false;
    }

    /// <summary>One round; true when all partitions are filled.</summary>
    public bool Step(CancellationToken stopping)
    {
        var input = log.Read(stopping);
        _epoch = input.Epoch;
        Follow(input);
        var filled = marks.Count;
        if (input.Changes.Any(change => change.Kind == PartitionChangeKind.Assigned))
        {
            LookAtDue(stopping);
            MarkEmpty(stopping);
        }

        foreach (var (partition, _, result) in restores.TakeEnded()) Take(partition, result, stopping);
        BeginDue();
        LookAtOthers(stopping);
        if (marks.Count > filled) observer.Filled(marks.Count);
        return marks.Complete;
    }

    private void Follow(InputBatch input)
    {
        foreach (var change in input.Changes)
        {
            if (change.Kind == PartitionChangeKind.Assigned)
            {
                _due.Add(change.Partition);
                continue;
            }

            _due.Remove(change.Partition);
            restores.Abandon(change.Partition);
        }
    }

    /// <summary>
    /// Partitions without any event need no fold, and get their marks together: a service that is new waits for one transaction.
    /// </summary>
    private void MarkEmpty(CancellationToken stopping)
    {
        var empty = _due.Where(HasNoEvents).ToArray();
        if (empty.Length == 0) return;
        var records = empty.Select(partition => marks.Mark(partition, 0, now())).ToArray();
        var output = new OutputBatch(_epoch, records, [.. empty.Select(partition => new NextOffset(partition, 0))]);
        if (checkpoint.Commit(output, stopping) != CheckpointEnd.Written) return;
        foreach (var partition in empty) Done(partition, 0);
    }

    private bool HasNoEvents(int partition)
    {
        var events = new LogPartition(topics.Events, partition);
        return reader.End(events) == reader.Beginning(events);
    }

    private void BeginDue()
    {
        while (_due.Count > 0 && restores.Count < AtOnce)
        {
            var partition = _due[0];
            _due.RemoveAt(0);
            observer.Filling(partition);
            restores.Begin(partition, _epoch);
        }
    }

    private void Take(int partition, Task<RestoredPartition> result, CancellationToken stopping)
    {
        switch (result.Exception?.InnerException)
        {
            case null:
                Write(result.Result, stopping);
                break;
            case CorruptLogException corrupt:
                observer.Stopped(partition, corrupt);
                break;
            case var error:
                observer.Failed(partition, error);
                pause(FailurePause);
                _due.Add(partition);
                break;
        }

        repository.Release(partition);
    }

    private void Write(RestoredPartition folded, CancellationToken stopping)
    {
        OutputRecord[] mark = [marks.Mark(folded.Partition, folded.Advanced.Count, now())];
        var end = checkpoint.Write(_epoch, folded, mark, stopping);
        if (end == CheckpointEnd.Written) Done(folded.Partition, folded.Advanced.Count);
        else if (end == CheckpointEnd.Lost) _due.Add(folded.Partition); // until the next read says that it is gone
    }

    private void Done(int partition, int states)
    {
        _due.Remove(partition);
        marks.Add(partition);
        observer.Filled(partition, states);
    }

    /// <summary>Who has nothing to do waits for the others.</summary>
    private void LookAtOthers(CancellationToken stopping)
    {
        if (restores.Count > 0 || marks.Complete || ++_idle < IdleRounds) return;
        _idle = 0;
        marks.Read(stopping);
    }

    /// <summary>
    /// Waits for what former owners have left open in these partitions, which may be their marks, then reads the marks. From then on nobody
    /// but this filler can commit one, as long as it owns the partition.
    /// </summary>
    private void LookAtDue(CancellationToken stopping)
    {
        foreach (var partition in _due) reader.Committed(topics.Group, new LogPartition(topics.Commands, partition), stopping);
        marks.Read(stopping);
        _due.RemoveAll(marks.Has);
    }
}
