using System.Globalization;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>Writes single JSON values for generated codecs, and the keys of JSON objects.</summary>
public static partial class JsonValue
{
    /// <summary>Writes true or false.</summary>
    public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, ulong value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, float value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);

    /// <summary>Writes a text.</summary>
    public static void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <summary>Writes a UUID.</summary>
    public static void Write(Utf8JsonWriter writer, Guid value) => writer.WriteStringValue(value);

    /// <summary>Writes a time in the form of ISO 8601.</summary>
    public static void Write(Utf8JsonWriter writer, DateTime value) => writer.WriteStringValue(value);

    /// <summary>Writes a time in the form of ISO 8601.</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);

    /// <summary>Writes a character as a string.</summary>
    public static void Write(Utf8JsonWriter writer, char value) => writer.WriteStringValue([value]);

    /// <summary>Writes a date as <c>yyyy-MM-dd</c>.</summary>
    public static void Write(Utf8JsonWriter writer, DateOnly value) => writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes a time of day as <c>HH:mm:ss.fffffff</c>, without trailing zeros.</summary>
    public static void Write(Utf8JsonWriter writer, TimeOnly value) => writer.WriteStringValue(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    /// <summary>Writes a time span as <c>d.hh:mm:ss.fffffff</c>.</summary>
    public static void Write(Utf8JsonWriter writer, TimeSpan value) => writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    /// <summary>Writes a URI as it was given.</summary>
    public static void Write(Utf8JsonWriter writer, Uri value) => writer.WriteStringValue(value.OriginalString);

    /// <summary>Writes bytes in base64.</summary>
    public static void Write(Utf8JsonWriter writer, byte[] value) => writer.WriteBase64StringValue(value);

    /// <summary>A text as a key.</summary>
    public static string KeyText(string key) => key;

    /// <summary>A UUID as a key.</summary>
    public static string KeyText(Guid key) => key.ToString("D");

    /// <summary>A number as a key.</summary>
    public static string KeyText(long key) => key.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as a key.</summary>
    public static string KeyText(ulong key) => key.ToString(CultureInfo.InvariantCulture);

    /// <summary>An enum's member as a key: its name.</summary>
    public static string KeyText<TEnum>(TEnum key) where TEnum : struct, Enum =>
        Enum.GetName(key) is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : throw new WireFormatException($"{typeof(TEnum).Name} has no member {key:D}.");

    /// <summary>Reads a key of the type byte.</summary>
    public static byte ReadKeyByte(ref Utf8JsonReader reader) =>
        byte.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("byte");

    /// <summary>Reads a key of the type sbyte.</summary>
    public static sbyte ReadKeySByte(ref Utf8JsonReader reader) =>
        sbyte.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("sbyte");

    /// <summary>Reads a key of the type short.</summary>
    public static short ReadKeyInt16(ref Utf8JsonReader reader) =>
        short.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("short");

    /// <summary>Reads a key of the type ushort.</summary>
    public static ushort ReadKeyUInt16(ref Utf8JsonReader reader) =>
        ushort.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("ushort");

    /// <summary>Reads a key of the type int.</summary>
    public static int ReadKeyInt32(ref Utf8JsonReader reader) =>
        int.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("int");

    /// <summary>Reads a key of the type uint.</summary>
    public static uint ReadKeyUInt32(ref Utf8JsonReader reader) =>
        uint.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("uint");

    /// <summary>Reads a key of the type long.</summary>
    public static long ReadKeyInt64(ref Utf8JsonReader reader) =>
        long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("long");

    /// <summary>Reads a key of the type ulong.</summary>
    public static ulong ReadKeyUInt64(ref Utf8JsonReader reader) =>
        ulong.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw NotInRange("ulong");

    /// <summary>Reads a key that is text.</summary>
    public static string ReadKeyString(ref Utf8JsonReader reader) => reader.GetString()!;

    /// <summary>Reads a key that is a UUID.</summary>
    public static Guid ReadKeyGuid(ref Utf8JsonReader reader) =>
        Guid.TryParseExact(reader.GetString(), "D", out var key) ? key : throw new WireFormatException("A UUID is expected.");
}
