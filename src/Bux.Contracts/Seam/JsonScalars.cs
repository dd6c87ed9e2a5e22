using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>The codecs of values without parts, in the forms of System.Text.Json.</summary>
public static class JsonScalars
{
    /// <summary>A JSON boolean.</summary>
    public static JsonCodec<bool> Boolean { get; } = new Scalar<bool>(static (writer, value) => writer.WriteBooleanValue(value), static (ref reader) => reader.GetBoolean());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<byte> Byte { get; } = new Scalar<byte>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetByte());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<sbyte> SByte { get; } = new Scalar<sbyte>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetSByte());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<short> Int16 { get; } = new Scalar<short>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetInt16());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<ushort> UInt16 { get; } = new Scalar<ushort>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetUInt16());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<int> Int32 { get; } = new Scalar<int>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetInt32());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<uint> UInt32 { get; } = new Scalar<uint>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetUInt32());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<long> Int64 { get; } = new Scalar<long>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetInt64());

    /// <summary>A JSON number.</summary>
    public static JsonCodec<ulong> UInt64 { get; } = new Scalar<ulong>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetUInt64());

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<float> Single { get; } = new Scalar<float>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetSingle());

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<double> Double { get; } = new Scalar<double>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetDouble());

    /// <summary>A JSON number with its trailing zeros.</summary>
    public static JsonCodec<decimal> Decimal { get; } = new Scalar<decimal>(static (writer, value) => writer.WriteNumberValue(value), static (ref reader) => reader.GetDecimal());

    /// <summary>A string of one UTF-16 unit.</summary>
    public static JsonCodec<char> Char { get; } = new Scalar<char>(
        static (writer, value) => writer.WriteStringValue([value]),
        static (ref reader) => JsonMembers.Text(ref reader) is [var only] ? only : throw new WireFormatException("A string of one character is expected."));

    /// <summary>A JSON string, never null.</summary>
    public static JsonCodec<string> String { get; } = new Scalar<string>(
        static (writer, value) => writer.WriteStringValue(NotNull(value)), static (ref reader) => JsonMembers.Text(ref reader));

    /// <summary>A string of 36 characters with hyphens.</summary>
    public static JsonCodec<Guid> Guid { get; } = new Scalar<Guid>(static (writer, value) => writer.WriteStringValue(value), static (ref reader) => reader.GetGuid());

    /// <summary>An ISO 8601 string; the offset tells the kind.</summary>
    public static JsonCodec<DateTime> DateTime { get; } = new Scalar<DateTime>(static (writer, value) => writer.WriteStringValue(value), static (ref reader) => reader.GetDateTime());

    /// <summary>An ISO 8601 string with its offset.</summary>
    public static JsonCodec<DateTimeOffset> DateTimeOffset { get; } = new Scalar<DateTimeOffset>(
        static (writer, value) => writer.WriteStringValue(value), static (ref reader) => reader.GetDateTimeOffset());

    /// <summary>A string <c>2024-02-29</c>.</summary>
    public static JsonCodec<DateOnly> DateOnly { get; } = new Scalar<DateOnly>(
        static (writer, value) => Write(writer, value, "O", 10),
        static (ref reader) => System.DateOnly.TryParseExact(
            JsonMembers.Text(ref reader), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value : throw new WireFormatException("A date such as \"2024-02-29\" is expected."));

    /// <summary>A string <c>23:59:59</c>, with seven digits of a fraction when there is one.</summary>
    public static JsonCodec<TimeOnly> TimeOnly { get; } = new Scalar<TimeOnly>(
        static (writer, value) => Write(writer, value.ToTimeSpan(), "c", 16),
        static (ref reader) => System.TimeSpan.TryParseExact(JsonMembers.Text(ref reader), "c", CultureInfo.InvariantCulture, out var value)
            && value >= System.TimeSpan.Zero && value.Ticks < System.TimeSpan.TicksPerDay
            ? System.TimeOnly.FromTimeSpan(value) : throw new WireFormatException("A time of day such as \"23:59:59\" is expected."));

    /// <summary>A string <c>1.23:59:59.9999999</c>; days and fraction only when there are any.</summary>
    public static JsonCodec<TimeSpan> TimeSpan { get; } = new Scalar<TimeSpan>(
        static (writer, value) => Write(writer, value, "c", 26),
        static (ref reader) => System.TimeSpan.TryParseExact(JsonMembers.Text(ref reader), "c", CultureInfo.InvariantCulture, out var value)
            ? value : throw new WireFormatException("A duration such as \"1.23:59:59\" is expected."));

    /// <summary>The string that the address was made from, absolute or relative.</summary>
    public static JsonCodec<Uri> Uri { get; } = new Scalar<Uri>(
        static (writer, value) => writer.WriteStringValue(NotNull(value).OriginalString),
        static (ref reader) => System.Uri.TryCreate(JsonMembers.Text(ref reader), UriKind.RelativeOrAbsolute, out var value)
            ? value : throw new WireFormatException("An address is expected."));

    /// <summary>A string in base64.</summary>
    public static JsonCodec<byte[]> Bytes { get; } = new Scalar<byte[]>(
        static (writer, value) => writer.WriteBase64StringValue(NotNull(value)),
        static (ref reader) => reader.TokenType == JsonTokenType.String ? reader.GetBytesFromBase64() : throw JsonMembers.Unexpected(ref reader, "A string"));

    /// <summary>A string in base64.</summary>
    public static JsonCodec<ReadOnlyMemory<byte>> Memory { get; } = new Scalar<ReadOnlyMemory<byte>>(
        static (writer, value) => writer.WriteBase64StringValue(value.Span), static (ref reader) => Bytes.Read(ref reader));

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<Int128> Int128 { get; } = new Scalar<Int128>(WriteDigits, ReadDigits<Int128>);

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<UInt128> UInt128 { get; } = new Scalar<UInt128>(WriteDigits, ReadDigits<UInt128>);

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<Half> Half { get; } = new Scalar<Half>(
        static (writer, value) => WriteDigits(
            writer, System.Half.IsFinite(value) ? value : throw new WireFormatException($"The number {value} has no form in JSON.")),
        static (ref reader) => ReadDigits<Half>(ref reader) is var value && System.Half.IsFinite(value)
            ? value : throw new WireFormatException("The number is too large for a Half."));

    private static void WriteDigits<T>(Utf8JsonWriter writer, T value) where T : IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[64];
        value.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        writer.WriteRawValue(digits[..written], skipInputValidation: true);
    }

    private static T ReadDigits<T>(ref Utf8JsonReader reader) where T : INumberBase<T>
    {
        if (reader.TokenType != JsonTokenType.Number) throw JsonMembers.Unexpected(ref reader, "A number");
        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var style = typeof(T) == typeof(Half) ? Real : NumberStyles.AllowLeadingSign;
        return T.TryParse(reader.ValueSpan, style, CultureInfo.InvariantCulture, out var value)
            ? value : throw new WireFormatException($"The number is no {typeof(T).Name}, or too large for one.");
    }

    private static T NotNull<T>(T? value) where T : class =>
        value ?? throw new WireFormatException("A value is null, and its type does not allow that.");

    private static void Write<T>(Utf8JsonWriter writer, T value, string format, int length) where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[length];
        value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }

    private delegate T ReadValue<T>(ref Utf8JsonReader reader);

    private sealed class Scalar<T>(Action<Utf8JsonWriter, T> write, ReadValue<T> read) : JsonCodec<T>
    {
        public override void Write(Utf8JsonWriter writer, T value) => write(writer, value);

        public override T Read(ref Utf8JsonReader reader) => read(ref reader);
    }
}
