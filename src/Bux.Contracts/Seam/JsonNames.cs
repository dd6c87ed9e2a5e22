using System.Numerics;
using System.Text;

namespace Bux.Seam;

/// <summary>Names on the wire, in the order in which they are usually met: members of an object, or what an enum or a discriminator can say.</summary>
public sealed class JsonNames
{
    private readonly string[] _texts;
    private readonly byte[][] _names;
    private readonly byte[][] _members;
    private readonly int[] _marks;

    /// <summary>Takes in the names.</summary>
    public JsonNames(params string[] names)
    {
        _texts = names;
        _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _members = Array.ConvertAll(names, JsonWriter.NameOf);
        _marks = Array.ConvertAll(_names, name => Mark(name));
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Length;

    /// <summary>A name.</summary>
    public string this[int index] => _texts[index];

    /// <summary>Finds a name.</summary>
    /// <param name="name">The name as UTF-8, without escapes.</param>
    /// <returns>Its index, or <see cref="Count"/> when it is none of them.</returns>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        var mark = Mark(name);
        for (var from = 0; from < _marks.Length; from++)
        {
            var found = _marks.AsSpan(from).IndexOf(mark);
            if (found < 0) break;
            from += found;
            if (name.SequenceEqual(_names[from])) return from;
        }

        return _names.Length;
    }

    /// <summary>The error of an object without members that it must have.</summary>
    /// <param name="missing">A bit for each of them.</param>
    /// <param name="first">The index of the member that the lowest bit stands for.</param>
    public WireFormatException Missing(ulong missing, int first = 0) => JsonMembers.Missing(_texts[first + BitOperations.TrailingZeroCount(missing)]);

    /// <summary>Whether a member's name, its quotation marks and its colon stand at the beginning.</summary>
    internal bool IsAt(ReadOnlySpan<byte> json, int index, out int length)
    {
        ReadOnlySpan<byte> name = _members[index];
        length = name.Length;
        return json.StartsWith(name);
    }

    private static int Mark(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : name.Length << 16 | name[0] << 8 | name[^1];
}
