namespace Bux.Seam;

/// <summary>A domain event as the wire knows it.</summary>
/// <param name="service">The service that emits it.</param>
/// <param name="name">Its name on the wire; unique with the version within the service.</param>
/// <param name="version">The version of its shape.</param>
/// <param name="eventType">Its CLR type.</param>
public abstract class EventContract(string service, string name, int version, Type eventType)
{
    /// <summary>The service that emits it.</summary>
    public string Service { get; } = service;

    /// <summary>Its name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The version of its shape.</summary>
    public int Version { get; } = version;

    /// <summary>Its CLR type.</summary>
    public Type EventType { get; } = eventType;

    /// <summary>Whether an upcaster turns it into something else wherever it is read.</summary>
    public abstract bool IsRetired { get; }

    /// <summary>Writes the event's members as JSON.</summary>
    public abstract void Write(JsonWriter writer, object domainEvent);

    /// <summary>Reads an event as it was stored, from its JSON document.</summary>
    /// <exception cref="WireFormatException">The document is broken or of another shape.</exception>
    public abstract object Read(ReadOnlySpan<byte> document);

    /// <summary>Reads a stored event and runs its upcasters: what everybody works with who does not look at history itself.</summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="parts">Gets the parts; what was in there before is forgotten.</param>
    /// <exception cref="WireFormatException">The document is broken or of another shape.</exception>
    /// <remarks>What an upcaster throws comes through.</remarks>
    public void Decode(ReadOnlySpan<byte> document, EventParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        parts.Clear();
        AddTo(parts, Read(document));
    }

    /// <summary>Adds an event of this contract to the parts.</summary>
    internal abstract void AddTo(EventParts parts, object domainEvent);
}

/// <summary>A domain event with its type.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
/// <param name="service">The service that emits it.</param>
/// <param name="name">Its name on the wire.</param>
/// <param name="version">The version of its shape.</param>
/// <param name="body">The event's codec.</param>
/// <param name="upcaster">Adds what the event is today to the parts; null when its version is current.</param>
public sealed class EventContract<TEvent>(string service, string name, int version, JsonCodec<TEvent> body, Action<TEvent, EventParts>? upcaster = null)
    : EventContract(service, name, version, typeof(TEvent))
    where TEvent : notnull
{
    /// <inheritdoc/>
    public override bool IsRetired => upcaster is not null;

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, object domainEvent) => body.Write(writer, (TEvent)domainEvent);

    /// <inheritdoc/>
    public override object Read(ReadOnlySpan<byte> document) => JsonDocuments.Read(body, document);

    /// <inheritdoc/>
    internal override void AddTo(EventParts parts, object domainEvent) => parts.Add(this, (TEvent)domainEvent);

    /// <summary>Runs the upcaster; false when there is none.</summary>
    internal bool Upcast(TEvent domainEvent, EventParts parts)
    {
        upcaster?.Invoke(domainEvent, parts);
        return upcaster is not null;
    }
}
