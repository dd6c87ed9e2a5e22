using System.Buffers;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>
/// Reads a JSON document (RFC 8259) by expectation: a generated codec knows what must come next and asks for it. Strict: no comments, no
/// trailing commas, no byte order mark, at most 64 levels. Methods that read a value throw a <see cref="WireFormatException"/> when another
/// one stands there.
/// </summary>
/// <remarks>
/// Faster than a reader of tokens because names are not looked up: members usually come in the order in which they are written, and one
/// comparison of bytes finds that out. Whatever is skipped is checked by <see cref="Utf8JsonReader"/>.
/// </remarks>
public ref partial struct JsonReader
{
    internal const int MaximumDepth = 64;

    private const int End = -1;

    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(each => (byte)each)]);

    private readonly ReadOnlySpan<byte> _json;
    private int _position;
    private int _depth;
    private bool _isFirst;

    /// <summary>A reader at the beginning of a document.</summary>
    public JsonReader(ReadOnlySpan<byte> document) => _json = document;

    /// <summary>Where the value or name begins that was looked at last, in bytes from the beginning of the document.</summary>
    public int TokenStart { get; internal set; }

    /// <summary>Goes into an object.</summary>
    public void BeginObject() => Open('{', "An object");

    /// <summary>Goes into an array.</summary>
    public void BeginArray() => Open('[', "An array");

    /// <summary>Goes to the value of an object's next member.</summary>
    /// <param name="names">The names of the members that are expected.</param>
    /// <param name="member">
    /// Before, the member that was read last, -1 at the beginning. Afterwards the one whose value comes now, or the number of names when its
    /// name is none of them.
    /// </param>
    /// <returns>False when the object ended instead.</returns>
    public bool Next(JsonNames names, ref int member)
    {
        if (!IsMore('}')) return false;
        var expected = member + 1;
        if ((uint)expected < (uint)names.Count && names.IsAt(_json[_position..], expected, out var length))
        {
            _position += length;
            member = expected;
        }
        else
        {
            member = names.IndexOf(Name());
        }

        return true;
    }

    /// <summary>Goes to the value of an object's next member, whatever its name is.</summary>
    /// <param name="name">The name without escapes.</param>
    /// <returns>False when the object ended instead.</returns>
    public bool Next(out ReadOnlySpan<byte> name)
    {
        var more = IsMore('}');
        name = more ? Name() : default;
        return more;
    }

    /// <summary>Goes to an array's next item.</summary>
    /// <returns>False when the array ended instead.</returns>
    public bool NextItem() => IsMore(']');

    /// <summary>Reads a null, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Null()
    {
        if (Peek() != 'n') return false;
        Literal("null"u8);
        return true;
    }

    /// <summary>Passes over a value of any kind.</summary>
    /// <returns>Its bytes.</returns>
    public ReadOnlySpan<byte> Skip()
    {
        var first = Peek();
        if (first is '{' or '[' && _depth == MaximumDepth) throw TooDeep();
        var rest = _json[_position..];
        var reader = new Utf8JsonReader(rest, JsonDocuments.ReaderOptions with { MaxDepth = Math.Max(1, MaximumDepth - _depth) });
        reader.Read();
        reader.Skip();
        _position += (int)reader.BytesConsumed;
        return rest[..(int)reader.BytesConsumed];
    }

    /// <summary>Where the next value begins, in bytes from the beginning of the document.</summary>
    internal int ValueStart()
    {
        Peek();
        return TokenStart;
    }

    /// <summary>Makes sure that nothing comes after the document's value.</summary>
    internal void EndDocument()
    {
        if (Peek() != End) throw new WireFormatException("The document goes on after its value.");
    }

    /// <summary>The error of a value of another kind.</summary>
    /// <param name="expected">What should stand there, as the beginning of a sentence.</param>
    internal readonly WireFormatException Unexpected(string expected) => TokenStart >= _json.Length
        ? new WireFormatException($"{expected} is expected, but the document ends.")
        : new WireFormatException($"{expected} is expected, not {KindOf(_json[TokenStart])}.");

    private static string KindOf(byte first) => (char)first switch
    {
        '{' => "an object",
        '[' => "an array",
        '"' => "a string",
        '-' or (>= '0' and <= '9') => "a number",
        't' or 'f' => "a boolean",
        'n' => "null",
        _ => "this",
    };

    private static WireFormatException TooDeep() => new($"The document has more than {MaximumDepth} levels.");

    private static WireFormatException Broken() => new("The JSON is broken.");

    private void Open(char bracket, string expected)
    {
        if (Peek() != bracket) throw Unexpected(expected);
        if (++_depth > MaximumDepth) throw TooDeep();
        _position++;
        _isFirst = true;
    }

    /// <summary>Goes to the next name or item, past the comma before it, or past the closing bracket.</summary>
    private bool IsMore(char close)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        var next = Peek();
        if (next == close)
        {
            _position++;
            _depth--;
            return false;
        }

        if (isFirst) return true;
        if (next != ',') throw Broken();
        _position++;
        Peek();
        return true;
    }

    private ReadOnlySpan<byte> Name()
    {
        if (Peek() != '"') throw Broken();
        var start = TokenStart;
        var name = Utf8();
        if (Peek() != ':') throw Broken();
        _position++;
        TokenStart = start;
        return name;
    }

    /// <summary>The next byte that is no white space, or <see cref="End"/>.</summary>
    private int Peek()
    {
        var json = _json;
        var position = _position;
        while ((uint)position < (uint)json.Length)
        {
            var next = json[position];
            if (next > ' ' || next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                TokenStart = _position = position;
                return next;
            }

            position++;
        }

        TokenStart = _position = position;
        return End;
    }

    private void Literal(ReadOnlySpan<byte> text)
    {
        if (!_json[_position..].StartsWith(text)) throw Broken();
        _position += text.Length;
    }
}
