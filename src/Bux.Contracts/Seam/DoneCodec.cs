using System.Text.Json;

namespace Bux.Seam;

/// <summary>Writes and reads <see cref="Done"/> as an empty object.</summary>
public sealed class DoneCodec : JsonCodec<Done>
{
    /// <summary>The codec.</summary>
    public static readonly DoneCodec Instance = new();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Done value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override Done Read(ref Utf8JsonReader reader)
    {
        JsonValue.StartObject(ref reader);
        while (JsonValue.NextMember(ref reader)) JsonValue.SkipMember(ref reader);
        return default;
    }
}
