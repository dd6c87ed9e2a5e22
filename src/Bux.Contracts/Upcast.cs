using System.Collections;

namespace Bux;

/// <summary>
/// What an upcaster makes of a stored event when that is not exactly one event: several parts, or nothing. All parts have the stored
/// event's place in its entity (its sequence) and are folded in one step; an event that is dropped still counts in the entity's version.
/// </summary>
/// <remarks>
/// <code>
/// [Upcaster]
/// public static Upcast&lt;NameChangedV1, AddressChangedV1> Up(DetailsChangedV2 e) => new() { new NameChangedV1(e.Name), new AddressChangedV1(e.Address) };
///
/// [Upcaster]
/// public static Upcast&lt;ConsentGivenV2> Up(ConsentGivenV1 e)
/// {
///     if (e.Test) return Upcast.Drop("written by a load test");
///     return new ConsentGivenV2(e.At);
/// }
/// </code>
/// </remarks>
public abstract class Upcast : IEnumerable<object>
{
    private readonly List<object> _parts = [];

    private protected Upcast(DroppedEvent? dropped) => DroppedBecause = dropped?.Reason;

    /// <summary>Why the event is dropped, or null.</summary>
    public string? DroppedBecause { get; }

    /// <summary>The number of parts.</summary>
    public int Count => _parts.Count;

    /// <summary>The event means nothing any more.</summary>
    /// <param name="reason">Why, for who reads the history later.</param>
    public static DroppedEvent Drop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new DroppedEvent(reason);
    }

    /// <inheritdoc/>
    public IEnumerator<object> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected void AddPart(object part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (DroppedBecause is not null) throw new InvalidOperationException("An event that is dropped has no parts.");
        _parts.Add(part);
    }
}

/// <summary>That an event is dropped; see <see cref="Upcast.Drop"/>.</summary>
public sealed class DroppedEvent
{
    internal DroppedEvent(string reason) => Reason = reason;

    /// <summary>Why.</summary>
    public string Reason { get; }
}

/// <summary>Any number of events, in order, or none; see <see cref="Upcast"/>.</summary>
/// <typeparam name="TEvent">An event.</typeparam>
public sealed class Upcast<TEvent> : Upcast
    where TEvent : notnull
{
    /// <summary>Begins without parts; add at least one.</summary>
    public Upcast() : base(null)
    {
    }

    private Upcast(DroppedEvent dropped) : base(dropped)
    {
    }

    /// <summary>Adds a part.</summary>
    public void Add(TEvent part) => AddPart(part);

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TEvent>(TEvent part) => new() { part };

    /// <summary>No part.</summary>
    public static implicit operator Upcast<TEvent>(DroppedEvent dropped) => new(dropped);
}

/// <summary>Any number of events of two types, in order, or none; see <see cref="Upcast"/>.</summary>
/// <typeparam name="TFirst">An event.</typeparam>
/// <typeparam name="TSecond">An event.</typeparam>
public sealed class Upcast<TFirst, TSecond> : Upcast
    where TFirst : notnull
    where TSecond : notnull
{
    /// <summary>Begins without parts; add at least one.</summary>
    public Upcast() : base(null)
    {
    }

    private Upcast(DroppedEvent dropped) : base(dropped)
    {
    }

    /// <summary>Adds a part.</summary>
    public void Add(TFirst part) => AddPart(part);

    /// <summary>Adds a part.</summary>
    public void Add(TSecond part) => AddPart(part);

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TFirst, TSecond>(TFirst part) => new() { part };

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TFirst, TSecond>(TSecond part) => new() { part };

    /// <summary>No part.</summary>
    public static implicit operator Upcast<TFirst, TSecond>(DroppedEvent dropped) => new(dropped);
}

/// <summary>Any number of events of three types, in order, or none; see <see cref="Upcast"/>.</summary>
/// <typeparam name="TFirst">An event.</typeparam>
/// <typeparam name="TSecond">An event.</typeparam>
/// <typeparam name="TThird">An event.</typeparam>
public sealed class Upcast<TFirst, TSecond, TThird> : Upcast
    where TFirst : notnull
    where TSecond : notnull
    where TThird : notnull
{
    /// <summary>Begins without parts; add at least one.</summary>
    public Upcast() : base(null)
    {
    }

    private Upcast(DroppedEvent dropped) : base(dropped)
    {
    }

    /// <summary>Adds a part.</summary>
    public void Add(TFirst part) => AddPart(part);

    /// <summary>Adds a part.</summary>
    public void Add(TSecond part) => AddPart(part);

    /// <summary>Adds a part.</summary>
    public void Add(TThird part) => AddPart(part);

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TFirst, TSecond, TThird>(TFirst part) => new() { part };

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TFirst, TSecond, TThird>(TSecond part) => new() { part };

    /// <summary>One part.</summary>
    public static implicit operator Upcast<TFirst, TSecond, TThird>(TThird part) => new() { part };

    /// <summary>No part.</summary>
    public static implicit operator Upcast<TFirst, TSecond, TThird>(DroppedEvent dropped) => new(dropped);
}
