using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bux.Seam;

/// <summary>An array of JSON, in the order of the collection.</summary>
internal sealed class SequenceCodec<TSequence, T>(JsonCodec<T> item, Func<T[], TSequence> make) : JsonCodec<TSequence>
    where TSequence : IEnumerable<T>
{
    public override void Write(JsonWriter writer, TSequence value)
    {
        writer.BeginArray();
        if (Sequences.TrySpan<TSequence, T>(value, out var span))
        {
            foreach (var each in span)
            {
                writer.Item();
                item.Write(writer, each);
            }
        }
        else
        {
            foreach (var each in value)
            {
                writer.Item();
                item.Write(writer, each);
            }
        }

        writer.EndArray();
    }

    public override TSequence Read(ref JsonReader reader) => make(Sequences.Read(ref reader, item));
}

/// <summary>
/// An array of JSON in the ordinal order of the items' bytes: a set enumerates differently in every process, and a replay must write
/// the same bytes again.
/// </summary>
internal sealed class SetCodec<TSet, T>(JsonCodec<T> item, Func<T[], TSet> make) : JsonCodec<TSet>
    where TSet : IEnumerable<T>
{
    public override void Write(JsonWriter writer, TSet value)
    {
        if (value is null) throw Sequences.Null();
        writer.BeginArray();
        var start = writer.Length;
        var ends = new List<int>();
        foreach (var each in value)
        {
            item.Write(writer, each);
            ends.Add(writer.Length - start);
        }

        // The items stand there one after the other in the order of the set: they are taken back and put in theirs.
        var items = writer.Written[start..].ToArray();
        var ranges = ends.Select((end, i) => (i == 0 ? 0 : ends[i - 1])..end).ToArray();
        Array.Sort(ranges, (one, other) => items.AsSpan(one).SequenceCompareTo(items.AsSpan(other)));
        writer.Cut(start);
        foreach (var range in ranges)
        {
            writer.Item();
            writer.Put(items.AsSpan(range));
        }

        writer.EndArray();
    }

    public override TSet Read(ref JsonReader reader) => make(Sequences.Read(ref reader, item));
}

/// <summary>What lists and sets share.</summary>
internal static class Sequences
{
    private const int FirstLength = 8;

    /// <summary>Reads an array; the memory that grows meanwhile is borrowed.</summary>
    public static T[] Read<T>(ref JsonReader reader, JsonCodec<T> item)
    {
        reader.BeginArray();
        if (!reader.NextItem()) return [];
        var items = ArrayPool<T>.Shared.Rent(FirstLength);
        var count = 0;
        try
        {
            do
            {
                if (count == items.Length) Grow(ref items);
                items[count++] = item.Read(ref reader);
            }
            while (reader.NextItem());
            return items.AsSpan(0, count).ToArray();
        }
        finally
        {
            Return(items, count);
        }
    }

    /// <summary>The items of a collection that has them side by side.</summary>
    public static bool TrySpan<TSequence, T>(TSequence sequence, out ReadOnlySpan<T> items)
    {
        if (typeof(TSequence) == typeof(ImmutableArray<T>))
        {
            var immutable = Unsafe.As<TSequence, ImmutableArray<T>>(ref sequence);
            items = immutable.IsDefault ? throw Null() : immutable.AsSpan();
            return true;
        }

        items = default;
        switch (sequence)
        {
            case null:
                throw Null();
            case T[] array:
                items = array;
                return true;
            case List<T> list:
                items = CollectionsMarshal.AsSpan(list);
                return true;
            default:
                return false;
        }
    }

    public static WireFormatException Null() => new("A collection is null, and its type does not allow that.");

    private static void Grow<T>(ref T[] items)
    {
        var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.CopyTo(larger, 0);
        Return(items, items.Length);
        items = larger;
    }

    private static void Return<T>(T[] items, int used)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(items, 0, used);
        ArrayPool<T>.Shared.Return(items);
    }
}
