namespace Bux.Seam;

/// <summary>What a stored event is today: one event of a current version usually; several, or none, where an upcaster says so.</summary>
/// <param name="Contract">The part's contract.</param>
/// <param name="Event">The part.</param>
public readonly record struct EventPart(EventContract Contract, object Event);

/// <summary>The parts of one stored event, in order; their indexes count from 0. Reused from event to event, by one thread.</summary>
public sealed class EventParts
{
    private readonly List<EventPart> _parts = [];

    /// <summary>The number of parts; 0 when the event is dropped.</summary>
    public int Count => _parts.Count;

    /// <summary>A part.</summary>
    public EventPart this[int index] => _parts[index];

    /// <summary>Why the event, or a part of it, is dropped, or null.</summary>
    public string? DroppedBecause { get; private set; }

    /// <summary>Forgets what is there.</summary>
    public void Clear()
    {
        _parts.Clear();
        DroppedBecause = null;
    }

    /// <summary>Adds an event: as it is when its version is current, else what its upcaster makes of it.</summary>
    public void Add<TEvent>(EventContract<TEvent> contract, TEvent domainEvent) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (domainEvent is null)
        {
            throw new InvalidOperationException($"An upcaster returned null instead of {contract.EventType.Name}. To drop an event, return Upcast.Drop(\"why\").");
        }

        if (!contract.Upcast(domainEvent, this)) _parts.Add(new EventPart(contract, domainEvent));
    }

    /// <summary>Adds what an upcaster made of an event.</summary>
    /// <param name="upcast">The parts.</param>
    /// <param name="contracts">The contracts of all types that it may hold.</param>
    public void Add(Upcast upcast, params ReadOnlySpan<EventContract> contracts)
    {
        if (upcast is null) throw new InvalidOperationException("An upcaster returned null. To drop an event, return Upcast.Drop(\"why\").");
        if (upcast.DroppedBecause is { } reason) DroppedBecause = reason;
        else if (upcast.Count == 0) throw new InvalidOperationException("An upcaster returned no part. To drop an event, return Upcast.Drop(\"why\").");
        foreach (var part in upcast)
        {
            ContractOf(part, contracts).AddTo(this, part);
        }
    }

    private static EventContract ContractOf(object part, ReadOnlySpan<EventContract> contracts)
    {
        foreach (var contract in contracts)
        {
            if (contract.EventType == part.GetType()) return contract;
        }

        throw new InvalidOperationException($"An upcaster returned {part.GetType().Name}, which its signature does not name.");
    }
}
