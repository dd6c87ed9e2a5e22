using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bux.Seam;

/// <summary>Writes and reads a type as text: the key of a dictionary or of an entity.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="write">To text, the same in every culture.</param>
/// <param name="read">From text; throws a <see cref="FormatException"/> or <see cref="OverflowException"/> when it is no such text.</param>
public sealed class JsonKey<T>(Func<T, string> write, Func<string, T> read)
{
    /// <summary>The key as text.</summary>
    public string Write(T key) => write(key);

    /// <summary>The key from text.</summary>
    /// <exception cref="WireFormatException">The text is no such key.</exception>
    public T Read(string text)
    {
        try
        {
            return read(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new WireFormatException($"'{text}' is no key of type {typeof(T).Name}.");
        }
    }
}

/// <summary>The keys that dictionaries can have.</summary>
public static class JsonKeys
{
    /// <summary>The text itself.</summary>
    public static JsonKey<string> String { get; } = new(static key => key, static text => text);

    /// <summary>36 characters with hyphens.</summary>
    public static JsonKey<Guid> Guid { get; } = new(static key => key.ToString("D"), static text => System.Guid.ParseExact(text, "D"));

    /// <summary>Decimal digits, with a minus when negative.</summary>
    public static JsonKey<T> Integer<T>() where T : IBinaryInteger<T> => new(
        static key => key.ToString(null, CultureInfo.InvariantCulture),
        static text => T.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    /// <summary>An enum member's name.</summary>
    public static JsonKey<T> Enum<T>(EnumCodec<T> names) where T : struct, System.Enum => new(names.NameOf, names.Parse);

    /// <summary>A strongly typed id, as the key that it holds.</summary>
    public static JsonKey<T> Wrapped<T, TInner>(JsonKey<TInner> inner, Func<T, TInner> unwrap, Func<TInner, T> wrap) =>
        new(key => inner.Write(unwrap(key)), text => wrap(inner.Read(text)));
}

/// <summary>An object of JSON in the ordinal order of the keys, so that a replay writes the same bytes again.</summary>
internal sealed class MapCodec<TMap, TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value, Func<Dictionary<TKey, TValue>, TMap> make)
    : JsonCodec<TMap>
    where TMap : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    public override void Write(JsonWriter writer, TMap map)
    {
        if (map is null) throw Sequences.Null();
        var entries = new List<(string Key, TValue Value)>();
        foreach (var entry in map) entries.Add((key.Write(entry.Key), entry.Value));
        entries.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));

        writer.BeginObject();
        foreach (var entry in entries)
        {
            writer.Name(entry.Key);
            value.Write(writer, entry.Value);
        }

        writer.EndObject();
    }

    public override TMap Read(ref JsonReader reader)
    {
        reader.BeginObject();
        var map = new Dictionary<TKey, TValue>();
        while (reader.Next(out var name)) map[key.Read(JsonReader.TextOf(name))] = value.Read(ref reader);

        return make(map);
    }
}
