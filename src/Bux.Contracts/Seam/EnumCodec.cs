using System.Text;

namespace Bux.Seam;

/// <summary>An enum as the names of its members; generated codecs give the names.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="members">Each member with its name on the wire. Of several names of one value the first is written, and all are read.</param>
public abstract class EnumCodec<T>(params (T Value, string Name)[] members) : JsonCodec<T>
    where T : struct, Enum
{
    private readonly JsonNames _names = new([.. members.Select(each => each.Name)]);
    private readonly byte[][] _written = [.. members.Select(each => JsonWriter.NameOf(each.Name)[..^1])];

    /// <summary>The name of a value.</summary>
    /// <exception cref="WireFormatException">The value has no name.</exception>
    public string NameOf(T value) => members[IndexOf(value)].Name;

    /// <summary>The value of a name.</summary>
    /// <exception cref="WireFormatException">There is no such name.</exception>
    public T Parse(string name) => Parse(Encoding.UTF8.GetBytes(name));

    /// <inheritdoc/>
    public sealed override void Write(JsonWriter writer, T value) => writer.Put(_written[IndexOf(value)]);

    /// <inheritdoc/>
    public sealed override T Read(ref JsonReader reader) => Parse(reader.Utf8());

    private T Parse(ReadOnlySpan<byte> name) => _names.IndexOf(name) is var index && index < members.Length
        ? members[index].Value
        : throw new WireFormatException($"{typeof(T).Name} has no member '{Encoding.UTF8.GetString(name)}'.");

    private int IndexOf(T value)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (EqualityComparer<T>.Default.Equals(members[index].Value, value)) return index;
        }

        throw new WireFormatException($"{typeof(T).Name} has no name for the value {value:D}.");
    }
}
