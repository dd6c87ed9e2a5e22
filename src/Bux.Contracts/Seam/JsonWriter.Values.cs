using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace Bux.Seam;

/// <content>The values, each in the form of System.Text.Json.</content>
public sealed partial class JsonWriter
{
    private const int LongestNumber = 64;
    private const int ShortText = 24;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, 0x20).Select(each => (char)each)]);

    /// <summary>Writes a string. Half of a surrogate pair, which is no text, becomes U+FFFD.</summary>
    public void String(string value)
    {
        var room = Room(checked(value.Length * 3 + 2));
        room[0] = (byte)'"';
        if (value.Length <= ShortText && Short(value, room[1..]))
        {
            room[value.Length + 1] = (byte)'"';
            _length += value.Length + 2;
            return;
        }

        _length++;
        var rest = value.AsSpan();
        for (var special = rest.IndexOfAny(Escaped); special >= 0; special = rest.IndexOfAny(Escaped))
        {
            Plain(rest[..special]);
            Escape(rest[special]);
            rest = rest[(special + 1)..];
        }

        Plain(rest);
        Put((byte)'"');
    }

    /// <summary>Writes a string of one UTF-16 unit.</summary>
    public void Char(char value) => String(value.ToString());

    /// <summary>Writes a boolean.</summary>
    public void Boolean(bool value) => Put(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number.</summary>
    public void Byte(byte value) => UInt64(value);

    /// <summary>Writes a number.</summary>
    public void SByte(sbyte value) => Int64(value);

    /// <summary>Writes a number.</summary>
    public void Int16(short value) => Int64(value);

    /// <summary>Writes a number.</summary>
    public void UInt16(ushort value) => UInt64(value);

    /// <summary>Writes a number.</summary>
    public void Int32(int value) => Int64(value);

    /// <summary>Writes a number.</summary>
    public void UInt32(uint value) => UInt64(value);

    /// <summary>Writes a number.</summary>
    public void Int64(long value)
    {
        Utf8Formatter.TryFormat(value, Room(LongestNumber), out var count);
        _length += count;
    }

    /// <summary>Writes a number.</summary>
    public void UInt64(ulong value)
    {
        Utf8Formatter.TryFormat(value, Room(LongestNumber), out var count);
        _length += count;
    }

    /// <summary>Writes a number.</summary>
    public void Int128(Int128 value) => Format(value);

    /// <summary>Writes a number.</summary>
    public void UInt128(UInt128 value) => Format(value);

    /// <summary>Writes a number.</summary>
    /// <exception cref="WireFormatException">It is NaN or infinite.</exception>
    public void Half(Half value) => Format(System.Half.IsFinite(value) ? value : throw NoForm(value));

    /// <summary>Writes a number with as few digits as bring it back.</summary>
    /// <exception cref="WireFormatException">It is NaN or infinite.</exception>
    public void Single(float value) => Format(float.IsFinite(value) ? value : throw NoForm(value));

    /// <summary>Writes a number with as few digits as bring it back.</summary>
    /// <exception cref="WireFormatException">It is NaN or infinite.</exception>
    public void Double(double value) => Format(double.IsFinite(value) ? value : throw NoForm(value));

    /// <summary>Writes a number with its trailing zeros.</summary>
    public void Decimal(decimal value) => Format(value);

    /// <summary>Writes a string of 36 characters with hyphens.</summary>
    public void Guid(Guid value)
    {
        var room = Room(38);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, room[1..], out _);
        room[37] = (byte)'"';
        _length += 38;
    }

    /// <summary>Writes the string that the address was made from.</summary>
    public void Uri(Uri value) => String(value.OriginalString);

    /// <summary>Writes a string in base64.</summary>
    public void Bytes(byte[] value) => Memory(value);

    /// <summary>Writes a string in base64.</summary>
    public void Memory(ReadOnlyMemory<byte> value)
    {
        var room = Room(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        room[0] = (byte)'"';
        Base64.EncodeToUtf8(value.Span, room[1..], out _, out var count);
        room[count + 1] = (byte)'"';
        _length += count + 2;
    }

    private static WireFormatException NoForm<T>(T value) => new($"The number {value} has no form in JSON.");

    /// <summary>Writes plain ASCII; for a few letters that is faster than to look for others first.</summary>
    /// <returns>Whether it was that.</returns>
    private static bool Short(ReadOnlySpan<char> text, Span<byte> room)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is < ' ' or > '~' or '"' or '\\') return false;
            room[i] = (byte)letter;
        }

        return true;
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, Room(text.Length * 3), out _, out var count, replaceInvalidSequences: true);
        _length += count;
    }

    private void Escape(char special)
    {
        var letter = special switch
        {
            '"' or '\\' => special,
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => 'u',
        };
        Put([(byte)'\\', (byte)letter]);
        if (letter != 'u') return;
        Utf8Formatter.TryFormat((ushort)special, Room(LongestNumber), out var count, new StandardFormat('X', 4));
        _length += count;
    }

    private void Format<T>(T value) where T : IUtf8SpanFormattable
    {
        value.TryFormat(Room(LongestNumber), out var count, default, CultureInfo.InvariantCulture);
        _length += count;
    }
}
