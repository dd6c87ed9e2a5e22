using System.Globalization;
using System.Numerics;
using System.Text.Json;

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
    public override void Write(Utf8JsonWriter writer, TMap map)
    {
        if (map is null) throw Sequences.Null();
        var entries = new List<(string Key, TValue Value)>();
        foreach (var entry in map) entries.Add((key.Write(entry.Key), entry.Value));
        entries.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));

        writer.WriteStartObject();
        foreach (var entry in entries)
        {
            writer.WritePropertyName(entry.Key);
            value.Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    public override TMap Read(ref Utf8JsonReader reader)
    {
        JsonMembers.Begin(ref reader);
        var map = new Dictionary<TKey, TValue>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = key.Read(reader.GetString()!);
            reader.Read();
            map[name] = value.Read(ref reader);
        }

        return make(map);
    }
}

/// <summary>An enum as the names of its members; generated codecs give the names.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="names">Each member with its name on the wire. Of several names of one value the first is written, and all are read.</param>
public abstract class EnumCodec<T>(params (T Value, string Name)[] names) : JsonCodec<T>
    where T : struct, Enum
{
    private readonly (T Value, JsonEncodedText Name)[] _names = Array.ConvertAll(names, static each => (each.Value, JsonEncodedText.Encode(each.Name)));

    /// <summary>The name of a value.</summary>
    /// <exception cref="WireFormatException">The value has no name.</exception>
    public string NameOf(T value) => Encoded(value).Value;

    /// <summary>The value of a name.</summary>
    /// <exception cref="WireFormatException">There is no such name.</exception>
    public T Parse(string name)
    {
        foreach (var each in names)
        {
            if (each.Name == name) return each.Value;
        }

        throw Unknown(name);
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(Encoded(value));

    /// <inheritdoc/>
    public sealed override T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw JsonMembers.Unexpected(ref reader, "A string");
        foreach (var each in names)
        {
            if (reader.ValueTextEquals(each.Name)) return each.Value;
        }

        throw Unknown(reader.GetString()!);
    }

    private JsonEncodedText Encoded(T value)
    {
        foreach (var each in _names)
        {
            if (EqualityComparer<T>.Default.Equals(each.Value, value)) return each.Name;
        }

        throw new WireFormatException($"{typeof(T).Name} has no name for the value {value:D}.");
    }

    private static WireFormatException Unknown(string name) => new($"{typeof(T).Name} has no member '{name}'.");
}
