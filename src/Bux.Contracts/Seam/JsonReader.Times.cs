using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bux.Seam;

/// <content>Dates and times.</content>
public ref partial struct JsonReader
{
    private const int SecondsEnd = 19;

    /// <summary>Reads an ISO 8601 time; the offset tells the kind.</summary>
    public DateTime DateTime()
    {
        var reader = Value();
        return reader.TryGetDateTime(out var value) ? value : throw NoTime();
    }

    /// <summary>Reads an ISO 8601 time; without an offset it is local time, as in System.Text.Json.</summary>
    public DateTimeOffset DateTimeOffset()
    {
        var start = _position;
        var text = Utf8();
        if (Canonical(text, out var value)) return value;
        _position = start;
        var reader = Value();
        return reader.TryGetDateTimeOffset(out value) ? value : throw NoTime();
    }

    /// <summary>Reads a date such as <c>2024-02-29</c>.</summary>
    public DateOnly DateOnly() => Utf8() is { Length: 10 } text && Date(text, out var year, out var month, out var day)
        ? new DateOnly(year, month, day) : throw new WireFormatException("A date such as \"2024-02-29\" is expected.");

    /// <summary>Reads a time of day such as <c>23:59:59</c>.</summary>
    public TimeOnly TimeOnly() => Duration(out var value) && value >= System.TimeSpan.Zero && value.Ticks < System.TimeSpan.TicksPerDay
        ? System.TimeOnly.FromTimeSpan(value) : throw new WireFormatException("A time of day such as \"23:59:59\" is expected.");

    /// <summary>Reads a duration such as <c>1.23:59:59</c>.</summary>
    public TimeSpan TimeSpan() => Duration(out var value) ? value : throw new WireFormatException("A duration such as \"1.23:59:59\" is expected.");

    private static WireFormatException NoTime() => new("A time such as \"2024-02-29T23:59:59+01:00\" is expected.");

    /// <summary>A string, for what System.Text.Json reads better than anybody.</summary>
    private Utf8JsonReader Value()
    {
        if (Peek() != '"') throw Unexpected("A string");
        var reader = new Utf8JsonReader(Skip(), JsonDocuments.ReaderOptions);
        reader.Read();
        return reader;
    }

    private bool Duration(out TimeSpan value)
    {
        var text = Utf8();
        value = default;
        if (text.Length > 26) return false;
        Span<char> letters = stackalloc char[26];
        return Encoding.UTF8.TryGetChars(text, letters, out var count)
            && System.TimeSpan.TryParseExact(letters[..count], "c", CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads the form that <see cref="JsonWriter"/> writes: <c>2024-02-29T23:59:59.1234567+01:00</c>, the fraction as long as it has to be.</summary>
    private static bool Canonical(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < SecondsEnd + 1 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (!Date(text, out var year, out var month, out var day)) return false;
        if (!Two(text[11..], out var hour) || !Two(text[14..], out var minute) || !Two(text[17..], out var second)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var rest = text[SecondsEnd..];
        if (!Fraction(ref rest, out var ticks) || !Offset(rest, out var offset)) return false;
        var time = new DateTime(year, month, day, hour, minute, second).Ticks + ticks;
        if (time - offset.Ticks < System.DateTime.MinValue.Ticks || time - offset.Ticks > System.DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(time, offset);
        return true;
    }

    private static bool Date(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        if (!Two(text, out var century) || !Two(text[2..], out var ofCentury) || !Two(text[5..], out month) || !Two(text[8..], out day)) return false;
        year = century * 100 + ofCentury;
        return text[4] == '-' && text[7] == '-' && year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= System.DateTime.DaysInMonth(year, month);
    }

    private static bool Fraction(ref ReadOnlySpan<byte> text, out int ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] != '.') return true;
        var at = 1;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]) && at <= 7) ticks = ticks * 10 + (text[at++] - '0');
        for (var missing = 8 - at; missing > 0; missing--) ticks *= 10;
        text = text[at..];
        return at > 1;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is [(byte)'Z']) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!Two(text[1..], out var hours) || !Two(text[4..], out var minutes) || hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> text, out int value)
    {
        var (tens, ones) = (text[0] - '0', text[1] - '0');
        value = tens * 10 + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }
}
