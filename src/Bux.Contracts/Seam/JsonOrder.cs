using System.Buffers;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>
/// Unordered collections enumerate differently in every process; on the wire they stand in the ordinal order of their wire form, so that a
/// replay writes equal bytes.
/// </summary>
public static class JsonOrder
{
    /// <summary>Writes a set as an array.</summary>
    public static void Write<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        var documents = new List<byte[]>();
        var buffer = new ArrayBufferWriter<byte>();
        using var element = new Utf8JsonWriter(buffer, writer.Options);
        foreach (var item in items)
        {
            buffer.ResetWrittenCount();
            element.Reset(buffer);
            write(element, item);
            element.Flush();
            documents.Add(buffer.WrittenSpan.ToArray());
        }

        documents.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        writer.WriteStartArray();
        foreach (var document in documents) writer.WriteRawValue(document, skipInputValidation: true);
        writer.WriteEndArray();
    }

    /// <summary>A dictionary's entries with their keys as text, in the ordinal order of it.</summary>
    public static IEnumerable<KeyValuePair<string, TValue>> ByKey<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> entries, Func<KeyValuePair<TKey, TValue>, string> key) =>
        entries.Select(entry => KeyValuePair.Create(key(entry), entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
