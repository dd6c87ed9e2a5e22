using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bux.Seam;

/// <summary>Makes the codecs of nulls, lists, sets and dictionaries from the codecs of what they hold.</summary>
public static class JsonShapes
{
    /// <summary>A reference or null.</summary>
    public static JsonCodec<T?> OrNull<T>(JsonCodec<T> value) where T : class => new ReferenceOrNull<T>(value);

    /// <summary>A value or null.</summary>
    public static JsonCodec<T?> ValueOrNull<T>(JsonCodec<T> value) where T : struct => new StructOrNull<T>(value);

    /// <summary>An array.</summary>
    public static JsonCodec<T[]> Array<T>(JsonCodec<T> item) => new SequenceCodec<T[], T>(item, static items => items);

    /// <summary>A list.</summary>
    public static JsonCodec<List<T>> List<T>(JsonCodec<T> item) => new SequenceCodec<List<T>, T>(item, static items => [.. items]);

    /// <summary>A list.</summary>
    public static JsonCodec<IList<T>> ListInterface<T>(JsonCodec<T> item) => new SequenceCodec<IList<T>, T>(item, static items => new List<T>(items));

    /// <summary>A collection.</summary>
    public static JsonCodec<ICollection<T>> Collection<T>(JsonCodec<T> item) => new SequenceCodec<ICollection<T>, T>(item, static items => new List<T>(items));

    /// <summary>A list that is read as an array.</summary>
    public static JsonCodec<IReadOnlyList<T>> ReadOnlyList<T>(JsonCodec<T> item) =>
        new SequenceCodec<IReadOnlyList<T>, T>(item, static items => items);

    /// <summary>A collection that is read as an array.</summary>
    public static JsonCodec<IReadOnlyCollection<T>> ReadOnlyCollection<T>(JsonCodec<T> item) =>
        new SequenceCodec<IReadOnlyCollection<T>, T>(item, static items => items);

    /// <summary>A sequence that is read as an array.</summary>
    public static JsonCodec<IEnumerable<T>> Enumerable<T>(JsonCodec<T> item) =>
        new SequenceCodec<IEnumerable<T>, T>(item, static items => items);

    /// <summary>An immutable array; the default one, which is no array, cannot be written.</summary>
    public static JsonCodec<ImmutableArray<T>> ImmutableArray<T>(JsonCodec<T> item) =>
        new SequenceCodec<ImmutableArray<T>, T>(item, ImmutableCollectionsMarshal.AsImmutableArray);

    /// <summary>An immutable list.</summary>
    public static JsonCodec<ImmutableList<T>> ImmutableList<T>(JsonCodec<T> item) =>
        new SequenceCodec<ImmutableList<T>, T>(item, static items => [.. items]);

    /// <summary>A set, written in the ordinal order of its items' JSON.</summary>
    public static JsonCodec<HashSet<T>> HashSet<T>(JsonCodec<T> item) => new SetCodec<HashSet<T>, T>(item, static items => [.. items]);

    /// <summary>A set, written in the ordinal order of its items' JSON.</summary>
    public static JsonCodec<ISet<T>> Set<T>(JsonCodec<T> item) => new SetCodec<ISet<T>, T>(item, static items => new HashSet<T>(items));

    /// <summary>A set, written in the ordinal order of its items' JSON.</summary>
    public static JsonCodec<IReadOnlySet<T>> ReadOnlySet<T>(JsonCodec<T> item) =>
        new SetCodec<IReadOnlySet<T>, T>(item, static items => new HashSet<T>(items));

    /// <summary>A set, written in the ordinal order of its items' JSON.</summary>
    public static JsonCodec<ImmutableHashSet<T>> ImmutableHashSet<T>(JsonCodec<T> item) =>
        new SetCodec<ImmutableHashSet<T>, T>(item, static items => [.. items]);

    /// <summary>A set, written in the ordinal order of its items' JSON.</summary>
    public static JsonCodec<FrozenSet<T>> FrozenSet<T>(JsonCodec<T> item) => new SetCodec<FrozenSet<T>, T>(item, static items => items.ToFrozenSet());

    /// <summary>A dictionary, written in the ordinal order of its keys.</summary>
    public static JsonCodec<Dictionary<TKey, TValue>> Dictionary<TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value) where TKey : notnull =>
        new MapCodec<Dictionary<TKey, TValue>, TKey, TValue>(key, value, static map => map);

    /// <summary>A dictionary, written in the ordinal order of its keys.</summary>
    public static JsonCodec<IDictionary<TKey, TValue>> DictionaryInterface<TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value) where TKey : notnull =>
        new MapCodec<IDictionary<TKey, TValue>, TKey, TValue>(key, value, static map => map);

    /// <summary>A dictionary, written in the ordinal order of its keys.</summary>
    public static JsonCodec<IReadOnlyDictionary<TKey, TValue>> ReadOnlyDictionary<TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value)
        where TKey : notnull => new MapCodec<IReadOnlyDictionary<TKey, TValue>, TKey, TValue>(key, value, static map => map);

    /// <summary>A dictionary, written in the ordinal order of its keys.</summary>
    public static JsonCodec<ImmutableDictionary<TKey, TValue>> ImmutableDictionary<TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value)
        where TKey : notnull => new MapCodec<ImmutableDictionary<TKey, TValue>, TKey, TValue>(key, value, static map => map.ToImmutableDictionary());

    /// <summary>A dictionary, written in the ordinal order of its keys.</summary>
    public static JsonCodec<FrozenDictionary<TKey, TValue>> FrozenDictionary<TKey, TValue>(JsonKey<TKey> key, JsonCodec<TValue> value)
        where TKey : notnull => new MapCodec<FrozenDictionary<TKey, TValue>, TKey, TValue>(key, value, static map => map.ToFrozenDictionary());

    /// <summary>A type with a codec that the user wrote.</summary>
    public static JsonCodec<T> Custom<TCodec, T>() where TCodec : ICodec<T> => new CustomCodec<TCodec, T>();

    private sealed class ReferenceOrNull<T>(JsonCodec<T> inner) : JsonCodec<T?> where T : class
    {
        public override void Write(JsonWriter writer, T? value)
        {
            if (value is null) writer.Null();
            else inner.Write(writer, value);
        }

        public override T? Read(ref JsonReader reader) => reader.Null() ? null : inner.Read(ref reader);
    }

    private sealed class StructOrNull<T>(JsonCodec<T> inner) : JsonCodec<T?> where T : struct
    {
        public override void Write(JsonWriter writer, T? value)
        {
            if (value is { } present) inner.Write(writer, present);
            else writer.Null();
        }

        public override T? Read(ref JsonReader reader) => reader.Null() ? null : inner.Read(ref reader);
    }
}
