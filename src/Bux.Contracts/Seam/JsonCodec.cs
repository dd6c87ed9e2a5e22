using System.Text.Json;

namespace Bux.Seam;

/// <summary>Writes and reads one type as JSON; implemented by generated code. Stateless and safe for concurrent use.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class JsonCodec<T>
{
    /// <summary>Writes the value as one JSON value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads one JSON value: the reader stands on its first token and is left on its last.</summary>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    /// <exception cref="WireFormatException">The JSON is sound, but not of this shape.</exception>
    public abstract T Read(ref Utf8JsonReader reader);
}
