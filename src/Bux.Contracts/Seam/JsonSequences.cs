using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>An array of JSON, in the order of the collection.</summary>
internal sealed class SequenceCodec<TSequence, T>(JsonCodec<T> item, Func<List<T>, TSequence> make) : JsonCodec<TSequence>
    where TSequence : IEnumerable<T>
{
    public override void Write(Utf8JsonWriter writer, TSequence value)
    {
        if (value is null or ImmutableArray<T> { IsDefault: true }) throw Sequences.Null();
        writer.WriteStartArray();
        foreach (var each in value) item.Write(writer, each);
        writer.WriteEndArray();
    }

    public override TSequence Read(ref Utf8JsonReader reader) => make(Sequences.Read(ref reader, item));
}

/// <summary>
/// An array of JSON in the ordinal order of the items' bytes: a set enumerates differently in every process, and a replay must write
/// the same bytes again.
/// </summary>
internal sealed class SetCodec<TSet, T>(JsonCodec<T> item, Func<List<T>, TSet> make) : JsonCodec<TSet>
    where TSet : IEnumerable<T>
{
    public override void Write(Utf8JsonWriter writer, TSet value)
    {
        if (value is null) throw Sequences.Null();
        var buffer = new ArrayBufferWriter<byte>();
        var items = new List<Range>();
        using (var scratch = new Utf8JsonWriter(buffer, writer.Options with { Indented = false }))
        {
            foreach (var each in value)
            {
                var start = buffer.WrittenCount;
                item.Write(scratch, each);
                scratch.Flush();
                scratch.Reset();
                items.Add(start..buffer.WrittenCount);
            }
        }

        items.Sort((one, other) => buffer.WrittenSpan[one].SequenceCompareTo(buffer.WrittenSpan[other]));
        writer.WriteStartArray();
        foreach (var each in items) writer.WriteRawValue(buffer.WrittenSpan[each], skipInputValidation: true);
        writer.WriteEndArray();
    }

    public override TSet Read(ref Utf8JsonReader reader) => make(Sequences.Read(ref reader, item));
}

/// <summary>What lists and sets share.</summary>
internal static class Sequences
{
    public static List<T> Read<T>(ref Utf8JsonReader reader, JsonCodec<T> item)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw JsonMembers.Unexpected(ref reader, "An array");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(item.Read(ref reader));
        return items;
    }

    public static WireFormatException Null() => new("A collection is null, and its type does not allow that.");
}
