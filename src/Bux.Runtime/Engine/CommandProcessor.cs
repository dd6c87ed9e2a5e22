using System.Collections.Frozen;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Engine;

/// <summary>A command that was buried, for the operator's log.</summary>
internal sealed record BuriedCommand(LogPosition At, string Code, string Message, Exception? Cause);

/// <summary>What came of a batch's commands, in numbers.</summary>
internal sealed class BatchTally
{
    public int Accepted { get; set; }

    public int Rejected { get; set; }

    public int Repeated { get; set; }

    public List<BuriedCommand> Buried { get; } = [];
}

/// <summary>A processed batch: what is to be written. Its overlay is on the stack.</summary>
internal sealed record ProcessedBatch(OutputBatch Output, BatchTally Tally);

/// <summary>
/// The engine: from records and states to records. A pure function over memory; no input or output, no clock, no randomness, so that a
/// batch that was aborted is decided the same again, and simulations can run it a million times.
/// </summary>
internal sealed class CommandProcessor<TState>(
    ServiceTopics topics,
    StateModel<TState> model,
    IReadOnlyList<CommandRoute<TState>> routes,
    RejectionRegistry rejections,
    ProcessingOptions options,
    int maximumRecordBytes,
    bool writesStates)
{
    private readonly CommandIntake<TState> _intake =
        new(topics, routes.ToFrozenDictionary(route => route.Contract.Name, StringComparer.Ordinal), options);

    private readonly OutputComposer<TState> _composer = new(topics, model, rejections);
    private readonly EntityRun<TState> _run = new(model);

    /// <summary>Processes a batch over the stack, onto an overlay of its own.</summary>
    /// <param name="input">The records; all of partitions that the stack holds.</param>
    /// <param name="states">The worker's memory.</param>
    /// <param name="refused">Commands whose outputs the log has refused: they are buried instead of run.</param>
    public ProcessedBatch Process(InputBatch input, StateStack<TState> states, IReadOnlySet<LogPosition> refused)
    {
        var batch = new Batch(states, states.Push());
        foreach (var record in input.Records)
        {
            var now = states.Advance(record.Source.Partition, record.Timestamp);
            Process(record, now, batch, refused);
            batch.Offsets[record.Source.Partition] = record.Offset + 1;
        }

        foreach (var change in batch.Overlay.Entities.Values)
        {
            if (change.StateRecord is { } state) batch.Records.Add(state);
        }

        var offsets = batch.Offsets.Select(entry => new NextOffset(entry.Key, entry.Value)).ToArray();
        return new ProcessedBatch(new OutputBatch(input.Epoch, batch.Records, offsets), batch.Tally);
    }

    /// <summary>The state record of an entity that was folded from events, to be written before its partition starts.</summary>
    public OutputRecord StateRecord(int partition, string key, Entity<TState> entity) =>
        _composer.State(partition, StrictUtf8.GetBytes(key), entity);

    private void Process(LogRecord record, DateTimeOffset now, Batch batch, IReadOnlySet<LogPosition> refused)
    {
        var burial = _intake.Judge(record, out var envelope, out var route);
        if (burial is not null)
        {
            Bury(record, envelope, burial, null, now, batch);
            return;
        }

        var entity = batch.States.Find(record.Source.Partition, envelope.Key);
        if (AnswerRepeat(record, envelope, entity, now, batch)) return;

        if (refused.Contains(new LogPosition(record.Source, record.Offset)))
        {
            var refusal = new Burial(FaultCodes.OutputRefused, $"The log refused what {envelope.Header.Name} would write.");
            Bury(record, envelope, refusal, null, now, batch);
            return;
        }

        burial = CommandIntake<TState>.Read(record, envelope.Key, route!, out var command);
        if (burial is not null) Bury(record, envelope, burial, null, now, batch);
        else if (Unexpected(route!.Expectation, entity, envelope.Key) is { } rejection) Reject(record, envelope, rejection, now, batch);
        else Run(record, envelope, route, command!, entity, now, batch);
    }

    /// <summary>
    /// A repeat never runs again: the newest accepted command gets its own reply, an older one learns that it was handled, and one that
    /// nobody could remember is refused.
    /// </summary>
    private bool AnswerRepeat(LogRecord record, in CommandEnvelope envelope, Entity<TState>? entity, DateTimeOffset now, Batch batch)
    {
        var (partition, id) = (record.Source.Partition, envelope.Header.Id);
        if (entity?.Response is { } response && entity.CommandId == id)
        {
            batch.Tally.Repeated++;
            if (envelope.ReplyTo is { } to) batch.Records.Add(_composer.Accepted(record, envelope, to, entity.Version, response, now));
            return true;
        }

        // Age is judged before memory: what is remembered beyond the window differs between a worker that has restored and one that has not.
        Rejection? rejection = null;
        if (entity?.CommandId == id) rejection = new AlreadyHandled(id, entity.Version);
        else if (batch.States.IsExpired(partition, envelope.Header.IssuedAt, now)) rejection = new Expired(id, envelope.Header.IssuedAt, now);
        else if (batch.States.VersionOf(partition, id) is { } version) rejection = new AlreadyHandled(id, version);
        if (rejection is null) return false;

        if (rejection is AlreadyHandled) batch.Tally.Repeated++;
        Reject(record, envelope, rejection, now, batch);
        return true;
    }

    private static Rejection? Unexpected(Expectation expectation, Entity<TState>? entity, string key) => (expectation, entity) switch
    {
        (Expectation.Existing, not { Exists: true }) => new EntityNotFound(key),
        (Expectation.Missing, { Exists: true }) => new EntityAlreadyExists(key, entity.Version),
        _ => null,
    };

    private void Run(
        LogRecord record, in CommandEnvelope envelope, CommandRoute<TState> route, object command, Entity<TState>? entity,
        DateTimeOffset now, Batch batch)
    {
        try
        {
            _run.Begin(envelope.Key, envelope.Header.Id, now, entity is null ? default : entity.State, entity is { Exists: true }, entity?.Version ?? 0);
            var rejection = route.Handle(command, _run, _composer.BeginResponse());
            if (rejection is not null) Reject(record, envelope, rejection, now, batch);
            else Accept(record, envelope, _composer.EndResponse(), now, batch);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a use case, a mutator or a codec throws is a bug of this one command: its neighbours in the batch must commit.
            var message = $"{route.UseCase} failed on {envelope.Header.Name}: {error.GetType().Name}. The service's log has the details.";
            Bury(record, envelope, new Burial(FaultCodes.UseCaseFailed, message, error.ToString()), error, now, batch);
        }
    }

    /// <summary>Composes all outputs, checks their sizes, and only then lets any of them into the batch.</summary>
    private void Accept(LogRecord record, in CommandEnvelope envelope, byte[] response, DateTimeOffset now, Batch batch)
    {
        var partition = record.Source.Partition;
        var outputs = new List<OutputRecord>(_run.Events.Count + 1);
        foreach (var emitted in _run.Events) outputs.Add(_composer.Event(record, envelope, emitted, now));
        if (outputs.Count == 0) outputs.Add(_composer.Handled(record, envelope, _run.Version, now));
        if (envelope.ReplyTo is { } to) outputs.Add(_composer.Accepted(record, envelope, to, _run.Version, response, now));

        EntityChange<TState>? change = null;
        if (_run.Version > 0)
        {
            var entity = new Entity<TState>(_run.State!, _run.Version, record.Offset, envelope.Header.Id, response, now, _run.Exists);
            change = new EntityChange<TState>(partition, entity, writesStates ? _composer.State(partition, record.Key!, entity) : null);
        }

        if (TooLarge(outputs, change?.StateRecord) is { } tooLarge)
        {
            Bury(record, envelope, tooLarge, null, now, batch);
            return;
        }

        batch.Records.AddRange(outputs);
        if (change is { } changed) batch.Overlay.Entities[envelope.Key] = changed;
        batch.Overlay.Accepted.Add((partition, envelope.Header.Id, _run.Version, now));
        batch.Overlay.AcceptedVersions[(partition, envelope.Header.Id)] = _run.Version;
        batch.Tally.Accepted++;
    }

    private Burial? TooLarge(List<OutputRecord> outputs, OutputRecord? state)
    {
        var largest = state;
        foreach (var output in outputs)
        {
            if (largest is null || output.Size > largest.Size) largest = output;
        }

        return largest is null || largest.Size <= maximumRecordBytes
            ? null
            : new Burial(FaultCodes.OutputTooLarge,
                $"A record for {largest.Target.Topic} would take {largest.Size:N0} bytes, and the log takes {maximumRecordBytes:N0}. "
                + "Split the event, or raise the limits of the log and its topics.");
    }

    private void Reject(LogRecord record, in CommandEnvelope envelope, Rejection rejection, DateTimeOffset now, Batch batch)
    {
        batch.Tally.Rejected++;
        if (envelope.ReplyTo is { } to) batch.Records.Add(_composer.Rejected(record, envelope, to, rejection, now));
    }

    private void Bury(LogRecord record, in CommandEnvelope envelope, Burial burial, Exception? cause, DateTimeOffset now, Batch batch)
    {
        batch.Tally.Buried.Add(new BuriedCommand(new LogPosition(record.Source, record.Offset), burial.Code, burial.Message, cause));
        batch.Records.Add(_composer.DeadLetter(record, burial, now));
        if (envelope.ReplyTo is { } to) batch.Records.Add(_composer.Faulted(record, envelope, to, burial, now));
    }

    /// <summary>A batch in the making.</summary>
    private sealed class Batch(StateStack<TState> states, Overlay<TState> overlay)
    {
        public StateStack<TState> States { get; } = states;

        public Overlay<TState> Overlay { get; } = overlay;

        public List<OutputRecord> Records { get; } = [];

        public Dictionary<int, long> Offsets { get; } = [];

        public BatchTally Tally { get; } = new();
    }
}
