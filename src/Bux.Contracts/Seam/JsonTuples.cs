namespace Bux.Seam;

/// <summary>What the generated codecs of tuples share: walking over an array of a fixed length.</summary>
public static class JsonTuples
{
    /// <summary>Goes to an item's value.</summary>
    /// <param name="reader">Stands before the item.</param>
    /// <param name="number">The item's number, beginning with 1.</param>
    /// <param name="count">How many items the tuple has.</param>
    /// <exception cref="WireFormatException">The array has fewer items.</exception>
    public static void Next(ref JsonReader reader, int number, int count)
    {
        if (!reader.NextItem()) throw new WireFormatException($"An array of {count} items is expected, but it has {number - 1}.");
    }

    /// <summary>Goes to the end of the array.</summary>
    /// <exception cref="WireFormatException">The array has more items.</exception>
    public static void End(ref JsonReader reader, int count)
    {
        if (reader.NextItem()) throw new WireFormatException($"An array of {count} items is expected, but it has more.");
    }
}
