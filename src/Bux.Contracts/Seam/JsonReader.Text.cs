using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Bux.Seam;

/// <content>Strings, and the values that are written as strings.</content>
public ref partial struct JsonReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a string that is not null.</summary>
    public string String() => TextOf(Utf8());

    /// <summary>Reads a string of one UTF-16 unit.</summary>
    public char Char() => String() is [var only] ? only : throw new WireFormatException("A string of one character is expected.");

    /// <summary>Reads a string of 36 characters with hyphens.</summary>
    public Guid Guid() => Utf8() is { Length: 36 } text && Utf8Parser.TryParse(text, out Guid value, out var count) && count == text.Length
        ? value : throw new WireFormatException("A UUID such as \"0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11\" is expected.");

    /// <summary>Reads an absolute or relative address.</summary>
    public Uri Uri() => System.Uri.TryCreate(String(), UriKind.RelativeOrAbsolute, out var value) ? value : throw new WireFormatException("An address is expected.");

    /// <summary>Reads a string in base64.</summary>
    public byte[] Bytes()
    {
        var text = Utf8();
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var count) == OperationStatus.Done
            ? count == bytes.Length ? bytes : bytes[..count]
            : throw new WireFormatException("A string in base64 is expected.");
    }

    /// <summary>Reads a string in base64.</summary>
    public ReadOnlyMemory<byte> Memory() => Bytes();

    /// <summary>The text that UTF-8 stands for.</summary>
    internal static string TextOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new WireFormatException("The text is no valid UTF-8.");
        }
    }

    /// <summary>Reads a string that is not null, as UTF-8 without escapes. It is not checked to be valid UTF-8.</summary>
    internal ReadOnlySpan<byte> Utf8()
    {
        if (Peek() != '"') throw Unexpected("A string");
        var text = _json[(_position + 1)..];
        var end = text.IndexOfAny(EndOfPlainText);
        if (end >= 0 && text[end] == '"')
        {
            _position += end + 2;
            return text[..end];
        }

        return Unescape(text);
    }

    /// <summary>Reads a string with escapes, from behind its quotation mark.</summary>
    private byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var plain = new ArrayBufferWriter<byte>(text.Length < 256 ? 256 : 1024);
        for (var at = 0; ;)
        {
            var end = text[at..].IndexOfAny(EndOfPlainText);
            if (end < 0) throw Broken();
            plain.Write(text.Slice(at, end));
            at += end;
            switch (text[at])
            {
                case (byte)'"':
                    _position += at + 2;
                    return plain.WrittenSpan.ToArray();
                case (byte)'\\':
                    at += Escape(text[(at + 1)..], plain) + 1;
                    break;
                default:
                    throw Broken();
            }
        }
    }

    /// <summary>Reads one escape, from behind its backslash.</summary>
    /// <returns>How many bytes it has.</returns>
    private static int Escape(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> plain)
    {
        if (text.IsEmpty) throw Broken();
        if (text[0] == 'u')
        {
            var unit = Unit(text);
            var length = 5;
            if (char.IsHighSurrogate(unit) && text.Length > 6 && text[5] == '\\' && text[6] == 'u' && Unit(text[6..]) is var low && char.IsLowSurrogate(low))
            {
                Put(new Rune(unit, low), plain);
                return length + 6;
            }

            if (char.IsSurrogate(unit)) throw new WireFormatException("The text has half of a surrogate pair without the other half.");
            Put(new Rune(unit), plain);
            return length;
        }

        plain.Write([text[0] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => text[0],
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => throw Broken(),
        }]);
        return 1;
    }

    private static char Unit(ReadOnlySpan<byte> text)
    {
        if (text.Length < 5) throw Broken();
        var unit = 0;
        foreach (var digit in text[1..5])
        {
            if (!char.IsAsciiHexDigit((char)digit)) throw Broken();
            unit = unit << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)unit;
    }

    private static void Put(Rune rune, ArrayBufferWriter<byte> plain) => plain.Advance(rune.EncodeToUtf8(plain.GetSpan(4)));
}
