using System.Globalization;

namespace Bux.Seam;

/// <content>Dates and times.</content>
public sealed partial class JsonWriter
{
    private const int LongestTime = 35;
    private const int FractionDigits = 7;

    /// <summary>Writes an ISO 8601 time, its fraction as long as it has to be, with the offset that its kind asks for.</summary>
    public void DateTime(DateTime value)
    {
        var room = Room(LongestTime);
        var at = Time(value, room);
        if (value.Kind == DateTimeKind.Utc) room[at++] = (byte)'Z';
        else if (value.Kind == DateTimeKind.Local) at += Offset(TimeZoneInfo.Local.GetUtcOffset(value), room[at..]);
        room[at++] = (byte)'"';
        _length += at;
    }

    /// <summary>Writes an ISO 8601 time, its fraction as long as it has to be, with its offset.</summary>
    public void DateTimeOffset(DateTimeOffset value)
    {
        var room = Room(LongestTime);
        var at = Time(value.DateTime, room);
        at += Offset(value.Offset, room[at..]);
        room[at++] = (byte)'"';
        _length += at;
    }

    /// <summary>Writes a date as <c>2024-02-29</c>.</summary>
    public void DateOnly(DateOnly value) => Quoted(value, "O");

    /// <summary>Writes a time of day as <c>23:59:59</c>, with seven digits of a fraction when there is one.</summary>
    public void TimeOnly(TimeOnly value) => Quoted(value.ToTimeSpan(), "c");

    /// <summary>Writes a duration as <c>1.23:59:59</c>; days and fraction only when there are any.</summary>
    public void TimeSpan(TimeSpan value) => Quoted(value, "c");

    /// <summary>Writes a quotation mark, the date and the time of day.</summary>
    /// <returns>How many bytes these are.</returns>
    private static int Time(DateTime value, Span<byte> room)
    {
        value.Deconstruct(out var date, out var time);
        date.Deconstruct(out var year, out var month, out var day);
        room[0] = (byte)'"';
        Two(year / 100, room[1..], (byte)' ');
        Two(year % 100, room[3..], (byte)'-');
        Two(month, room[6..], (byte)'-');
        Two(day, room[9..], (byte)'T');
        Two(time.Hour, room[12..], (byte)':');
        Two(time.Minute, room[15..], (byte)':');
        Two(time.Second, room[18..], (byte)'.');
        var fraction = (int)(time.Ticks % System.TimeSpan.TicksPerSecond);
        if (fraction == 0) return 20;
        for (var digit = FractionDigits; digit > 0; digit--)
        {
            room[20 + digit] = (byte)('0' + fraction % 10);
            fraction /= 10;
        }

        return 21 + room.Slice(21, FractionDigits).TrimEnd((byte)'0').Length;
    }

    private static int Offset(TimeSpan offset, Span<byte> room)
    {
        var minutes = (int)Math.Abs(offset.TotalMinutes);
        room[0] = (byte)(offset < System.TimeSpan.Zero ? '-' : '+');
        Two(minutes / 60, room[1..], (byte)':');
        Two(minutes % 60, room[4..], (byte)' ');
        return 6;
    }

    private static void Two(int value, Span<byte> room, byte after)
    {
        room[2] = after;
        room[1] = (byte)('0' + value % 10);
        room[0] = (byte)('0' + value / 10);
    }

    private void Quoted<T>(T value, string format) where T : IUtf8SpanFormattable
    {
        var room = Room(LongestNumber);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out var count, format, CultureInfo.InvariantCulture);
        room[count + 1] = (byte)'"';
        _length += count + 2;
    }
}
