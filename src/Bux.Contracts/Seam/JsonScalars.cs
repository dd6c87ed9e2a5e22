namespace Bux.Seam;

/// <summary>The codecs of values without parts, in the forms of System.Text.Json.</summary>
public static class JsonScalars
{
    /// <summary>A JSON boolean.</summary>
    public static JsonCodec<bool> Boolean { get; } = new Scalar<bool>(static (writer, value) => writer.Boolean(value), static (ref reader) => reader.Boolean());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<byte> Byte { get; } = new Scalar<byte>(static (writer, value) => writer.Byte(value), static (ref reader) => reader.Byte());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<sbyte> SByte { get; } = new Scalar<sbyte>(static (writer, value) => writer.SByte(value), static (ref reader) => reader.SByte());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<short> Int16 { get; } = new Scalar<short>(static (writer, value) => writer.Int16(value), static (ref reader) => reader.Int16());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<ushort> UInt16 { get; } = new Scalar<ushort>(static (writer, value) => writer.UInt16(value), static (ref reader) => reader.UInt16());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<int> Int32 { get; } = new Scalar<int>(static (writer, value) => writer.Int32(value), static (ref reader) => reader.Int32());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<uint> UInt32 { get; } = new Scalar<uint>(static (writer, value) => writer.UInt32(value), static (ref reader) => reader.UInt32());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<long> Int64 { get; } = new Scalar<long>(static (writer, value) => writer.Int64(value), static (ref reader) => reader.Int64());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<ulong> UInt64 { get; } = new Scalar<ulong>(static (writer, value) => writer.UInt64(value), static (ref reader) => reader.UInt64());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<Int128> Int128 { get; } = new Scalar<Int128>(static (writer, value) => writer.Int128(value), static (ref reader) => reader.Int128());

    /// <summary>A JSON number without fraction or exponent.</summary>
    public static JsonCodec<UInt128> UInt128 { get; } = new Scalar<UInt128>(static (writer, value) => writer.UInt128(value), static (ref reader) => reader.UInt128());

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<Half> Half { get; } = new Scalar<Half>(static (writer, value) => writer.Half(value), static (ref reader) => reader.Half());

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<float> Single { get; } = new Scalar<float>(static (writer, value) => writer.Single(value), static (ref reader) => reader.Single());

    /// <summary>A JSON number; NaN and the infinities cannot be written.</summary>
    public static JsonCodec<double> Double { get; } = new Scalar<double>(static (writer, value) => writer.Double(value), static (ref reader) => reader.Double());

    /// <summary>A JSON number with its trailing zeros.</summary>
    public static JsonCodec<decimal> Decimal { get; } = new Scalar<decimal>(static (writer, value) => writer.Decimal(value), static (ref reader) => reader.Decimal());

    /// <summary>A string of one UTF-16 unit.</summary>
    public static JsonCodec<char> Char { get; } = new Scalar<char>(static (writer, value) => writer.Char(value), static (ref reader) => reader.Char());

    /// <summary>A JSON string, never null.</summary>
    public static JsonCodec<string> String { get; } = new Scalar<string>(static (writer, value) => writer.String(NotNull(value)), static (ref reader) => reader.String());

    /// <summary>A string of 36 characters with hyphens.</summary>
    public static JsonCodec<Guid> Guid { get; } = new Scalar<Guid>(static (writer, value) => writer.Guid(value), static (ref reader) => reader.Guid());

    /// <summary>An ISO 8601 string; the offset tells the kind.</summary>
    public static JsonCodec<DateTime> DateTime { get; } = new Scalar<DateTime>(static (writer, value) => writer.DateTime(value), static (ref reader) => reader.DateTime());

    /// <summary>An ISO 8601 string with its offset.</summary>
    public static JsonCodec<DateTimeOffset> DateTimeOffset { get; } = new Scalar<DateTimeOffset>(static (writer, value) => writer.DateTimeOffset(value), static (ref reader) => reader.DateTimeOffset());

    /// <summary>A string <c>2024-02-29</c>.</summary>
    public static JsonCodec<DateOnly> DateOnly { get; } = new Scalar<DateOnly>(static (writer, value) => writer.DateOnly(value), static (ref reader) => reader.DateOnly());

    /// <summary>A string <c>23:59:59</c>, with seven digits of a fraction when there is one.</summary>
    public static JsonCodec<TimeOnly> TimeOnly { get; } = new Scalar<TimeOnly>(static (writer, value) => writer.TimeOnly(value), static (ref reader) => reader.TimeOnly());

    /// <summary>A string <c>1.23:59:59.9999999</c>; days and fraction only when there are any.</summary>
    public static JsonCodec<TimeSpan> TimeSpan { get; } = new Scalar<TimeSpan>(static (writer, value) => writer.TimeSpan(value), static (ref reader) => reader.TimeSpan());

    /// <summary>The string that the address was made from, absolute or relative.</summary>
    public static JsonCodec<Uri> Uri { get; } = new Scalar<Uri>(static (writer, value) => writer.Uri(NotNull(value)), static (ref reader) => reader.Uri());

    /// <summary>A string in base64.</summary>
    public static JsonCodec<byte[]> Bytes { get; } = new Scalar<byte[]>(static (writer, value) => writer.Bytes(NotNull(value)), static (ref reader) => reader.Bytes());

    /// <summary>A string in base64.</summary>
    public static JsonCodec<ReadOnlyMemory<byte>> Memory { get; } = new Scalar<ReadOnlyMemory<byte>>(static (writer, value) => writer.Memory(value), static (ref reader) => reader.Memory());

    private static T NotNull<T>(T? value) where T : class => value ?? throw JsonMembers.Null(typeof(T).Name);

    private delegate T ReadValue<T>(ref JsonReader reader);

    private sealed class Scalar<T>(Action<JsonWriter, T> write, ReadValue<T> read) : JsonCodec<T>
    {
        public override void Write(JsonWriter writer, T value) => write(writer, value);

        public override T Read(ref JsonReader reader) => read(ref reader);
    }
}
