using System.Buffers.Binary;

namespace Bux.Seam;

/// <summary>One run of one command on one entity: its working state and the events emitted so far. Reused from command to command.</summary>
/// <typeparam name="TState">The entity's state.</typeparam>
/// <param name="model">How events evolve the state.</param>
public sealed class EntityRun<TState>(StateModel<TState> model)
{
    private const ulong IdStream = 0x9E3779B97F4A7C15;
    private const ulong EventIdStream = 0xD1B54A32D192ED03;

    private readonly List<EmittedEvent> _events = [];
    private ulong _ids;

    /// <summary>The entity's key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The command's id.</summary>
    public Guid CommandId { get; private set; }

    /// <summary>The command's time.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The state now; meaningful when <see cref="Exists"/>.</summary>
    public TState? State { get; private set; }

    /// <summary>Whether there is a state now.</summary>
    public bool Exists { get; private set; }

    /// <summary>The number of the entity's events now, those included that upcasters drop; 0 when it has none.</summary>
    public long Version { get; private set; }

    /// <summary>The events of this run, in order.</summary>
    public IReadOnlyList<EmittedEvent> Events => _events;

    /// <summary>Begins the run of a command.</summary>
    public void Begin(string key, Guid commandId, DateTimeOffset now, TState? state, bool exists, long version)
    {
        (Key, CommandId, Now, State, Exists, Version) = (key, commandId, now, state, exists, version);
        _ids = 0;
        _events.Clear();
    }

    /// <summary>Applies the event and keeps it for the commit.</summary>
    /// <exception cref="EventNotFoldedException">The state's mutator does not take this event here.</exception>
    public TState Emit(object domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        var state = model.Apply(Exists, State, domainEvent, out var contract);
        if (state is null) throw new EventNotFoldedException($"The mutator of {typeof(TState).Name} returned null for {contract.Name} V{contract.Version}; a state, once made, stays.");
        State = state;
        Exists = true;
        Version++;
        _events.Add(new EmittedEvent(domainEvent, contract, Derive(EventIdStream, (ulong)_events.Count), Version));
        return state;
    }

    /// <summary>The next id that is derived from the command's.</summary>
    public Guid NewId() => Derive(IdStream, _ids++);

    /// <summary>
    /// A version-8 UUID (RFC 9562) from the command's id and a counter. For each counter the mixing is a bijection of the 128 bits (the
    /// finaliser of SplitMix64 on both halves), so different commands collide only in the six bits that the version takes.
    /// </summary>
    private Guid Derive(ulong stream, ulong counter)
    {
        Span<byte> bytes = stackalloc byte[16];
        CommandId.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) + (counter + 1) * stream);
        var low = Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) ^ high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix(high ^ low));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>An event that a use case emitted.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">Its contract.</param>
/// <param name="Id">Its id, derived from the command's.</param>
/// <param name="Sequence">The entity's version that it made.</param>
public readonly record struct EmittedEvent(object Event, EventContract Contract, Guid Id, long Sequence);

/// <summary>A state's mutator does not take an event: a bug of the service, found at build time by diagnostics where it can be.</summary>
/// <param name="message">Who, what and how to mend it.</param>
public sealed class EventNotFoldedException(string message) : InvalidOperationException(message);
