namespace Bux.Seam;

/// <summary>Writes and reads one type as JSON; implemented by generated code. Stateless and safe for concurrent use.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class JsonCodec<T>
{
    /// <summary>Writes the value as one JSON value.</summary>
    /// <exception cref="WireFormatException">The value has no form that could be read again.</exception>
    public abstract void Write(JsonWriter writer, T value);

    /// <summary>Reads one JSON value: the reader stands before it and is left behind it.</summary>
    /// <exception cref="WireFormatException">The JSON is broken, or not of this shape.</exception>
    public abstract T Read(ref JsonReader reader);
}
