using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>
/// Writes one JSON document (RFC 8259) into a buffer that it keeps and reuses: compact UTF-8, only what must be escaped is escaped, at most
/// 64 levels. Used by one thread. Generated codecs write sound JSON, so nothing but the depth is checked.
/// </summary>
public sealed partial class JsonWriter : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _depth;
    private Utf8JsonWriter? _custom;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins a new document in the same buffer; what was written is gone.</summary>
    /// <returns>This writer.</returns>
    public JsonWriter Restart()
    {
        _length = 0;
        _depth = 0;
        return this;
    }

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>Begins an object.</summary>
    /// <exception cref="WireFormatException">It would be the 65th level, which could not be read again.</exception>
    public void BeginObject() => Open((byte)'{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Begins an array.</summary>
    /// <exception cref="WireFormatException">It would be the 65th level, which could not be read again.</exception>
    public void BeginArray() => Open((byte)'[');

    /// <summary>Begins an item of an array.</summary>
    public void Item()
    {
        if (_bytes[_length - 1] != '[') Put((byte)',');
    }

    /// <summary>Ends an array.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Begins a member of an object.</summary>
    /// <param name="name">The name as it stands in the document, with quotation marks and colon.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        var room = Room(name.Length + 1);
        var at = 0;
        if (_bytes[_length - 1] != '{') room[at++] = (byte)',';
        name.CopyTo(room[at..]);
        _length += name.Length + at;
    }

    /// <summary>Begins a member of an object.</summary>
    /// <param name="name">The name, without quotation marks and escapes.</param>
    public void Name(string name)
    {
        if (_bytes[_length - 1] != '{') Put((byte)',');
        String(name);
        Put((byte)':');
    }

    /// <summary>Writes a null.</summary>
    public void Null() => Put("null"u8);

    /// <summary>Copies bytes that are JSON already.</summary>
    internal void Put(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        _length += json.Length;
    }

    /// <summary>How much was written.</summary>
    internal int Length => _length;

    /// <summary>Takes back what was written behind a place.</summary>
    internal void Cut(int length) => _length = length;

    /// <summary>A name as it stands in a document, with quotation marks and colon.</summary>
    internal static byte[] NameOf(string name)
    {
        var writer = new JsonWriter();
        writer.String(name);
        writer.Put((byte)':');
        return writer.ToArray();
    }

    /// <summary>A writer of System.Text.Json at this place, for one value of a user's codec.</summary>
    internal Utf8JsonWriter Custom()
    {
        if (_depth == JsonReader.MaximumDepth) throw TooDeep();
        var depth = JsonReader.MaximumDepth - _depth;
        if (_custom is null || _custom.Options.MaxDepth != depth)
        {
            _custom = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = depth });
        }
        else
        {
            _custom.Reset(this);
        }

        return _custom;
    }

    /// <inheritdoc/>
    void IBufferWriter<byte>.Advance(int count) => _length += count;

    /// <inheritdoc/>
    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Room(Math.Max(1, sizeHint));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(Math.Max(1, sizeHint));

    private static WireFormatException TooDeep() => new($"What is to be written has more than {JsonReader.MaximumDepth} levels, so it could not be read again.");

    private void Open(byte bracket)
    {
        if (++_depth > JsonReader.MaximumDepth) throw TooDeep();
        Put(bracket);
    }

    private void Close(byte bracket)
    {
        _depth--;
        Put(bracket);
    }

    private void Put(byte one)
    {
        Room(1)[0] = one;
        _length++;
    }

    /// <summary>The free rest of the buffer, with room for so many bytes.</summary>
    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count) Grow(count);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int count) =>
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + count, (long)_bytes.Length * 2)));
}
