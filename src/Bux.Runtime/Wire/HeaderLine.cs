using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Bux.Wire;

/// <summary>
/// The one header <c>bux</c>: fields of UTF-8 text, separated by <c>;</c>. In a field <c>%</c>, <c>;</c> and the bytes below 0x20 are
/// written as <c>%XX</c>. Fields after those that a reader knows are ignored, so that later versions can add some.
/// </summary>
internal sealed class HeaderLineWriter
{
    private readonly ArrayBufferWriter<byte> _line = new(256);

    /// <summary>Begins a line of the kind.</summary>
    public HeaderLineWriter Begin(ReadOnlySpan<byte> kind)
    {
        _line.ResetWrittenCount();
        _line.Write("1;"u8);
        _line.Write(kind);
        return this;
    }

    /// <summary>Adds a field of text.</summary>
    public HeaderLineWriter Text(string value)
    {
        Separate();
        var span = _line.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, span);
        if (span[..length].IndexOfAny(HeaderLine.Escaped) < 0) _line.Advance(length);
        else Escape(span[..length].ToArray());
        return this;
    }

    /// <summary>Adds a field of UTF-8 bytes.</summary>
    public HeaderLineWriter Bytes(ReadOnlySpan<byte> value)
    {
        Separate();
        if (value.IndexOfAny(HeaderLine.Escaped) < 0) _line.Write(value);
        else Escape(value);
        return this;
    }

    /// <summary>Adds a field with a number.</summary>
    public HeaderLineWriter Number(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, _line.GetSpan(20), out var length);
        _line.Advance(length);
        return this;
    }

    /// <summary>Adds a field with a UUID, lower-case with hyphens.</summary>
    public HeaderLineWriter Id(Guid value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, _line.GetSpan(36), out var length);
        _line.Advance(length);
        return this;
    }

    /// <summary>Adds a field with a time, as milliseconds since 1970.</summary>
    public HeaderLineWriter Time(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    /// <summary>The line.</summary>
    public byte[] End() => _line.WrittenSpan.ToArray();

    private void Separate() => _line.Write(";"u8);

    private void Escape(ReadOnlySpan<byte> value)
    {
        foreach (var octet in value)
        {
            if (!HeaderLine.Escaped.Contains(octet))
            {
                _line.GetSpan(1)[0] = octet;
                _line.Advance(1);
                continue;
            }

            var span = _line.GetSpan(3);
            span[0] = (byte)'%';
            Utf8Formatter.TryFormat(octet, span[1..], out _, new StandardFormat('X', 2));
            _line.Advance(3);
        }
    }
}

/// <summary>Reads a header line field by field.</summary>
internal ref struct HeaderLine
{
    /// <summary>The bytes that are escaped in a field.</summary>
    public static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [(byte)'%', (byte)';', .. Enumerable.Range(0, 0x20).Select(octet => (byte)octet)]);

    private ReadOnlySpan<byte> _rest;
    private bool _ended;

    private HeaderLine(ReadOnlySpan<byte> rest) => _rest = rest;

    /// <summary>Opens a line when it is of version 1 and of this kind.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> line, ReadOnlySpan<byte> kind, out HeaderLine fields)
    {
        fields = new HeaderLine(line);
        return fields.Field().SequenceEqual("1"u8) && fields.Field().SequenceEqual(kind);
    }

    /// <summary>The next field as it stands, still escaped; empty after the last.</summary>
    public ReadOnlySpan<byte> Field()
    {
        if (_ended) return default;
        var end = _rest.IndexOf((byte)';');
        var field = end < 0 ? _rest : _rest[..end];
        _ended = end < 0;
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return field;
    }

    /// <summary>The next field as bytes; null when an escape in it is broken.</summary>
    public byte[]? Bytes()
    {
        var field = Field();
        if (!field.Contains((byte)'%')) return field.ToArray();
        var bytes = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '%')
            {
                bytes[length++] = field[i];
                continue;
            }

            if (i + 2 >= field.Length
                || !Utf8Parser.TryParse(field.Slice(i + 1, 2), out byte octet, out var consumed, 'X') || consumed != 2) return null;
            bytes[length++] = octet;
            i += 2;
        }

        return bytes[..length];
    }

    /// <summary>The next field as text; null when it is broken.</summary>
    public string? Text() => Bytes() is { } bytes && System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The next field as a number from 0 on; null when it is none.</summary>
    public long? Number()
    {
        var field = Field();
        return Utf8Parser.TryParse(field, out long value, out var consumed) && consumed == field.Length && value >= 0 ? value : null;
    }

    /// <summary>The next field as a number from 0 to 2,147,483,647; null when it is none.</summary>
    public int? Int() => Number() is { } value and <= int.MaxValue ? (int)value : null;

    /// <summary>The next field as a UUID; null when it is none.</summary>
    public Guid? Id()
    {
        var field = Field();
        return Utf8Parser.TryParse(field, out Guid value, out var consumed) && consumed == field.Length ? value : null;
    }

    /// <summary>The next field as a time; null when it is none.</summary>
    public DateTimeOffset? Time()
    {
        const long LastMillisecond = 253_402_300_799_999; // of the year 9999
        return Number() is { } value and <= LastMillisecond ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
    }
}
