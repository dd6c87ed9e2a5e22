using System.Globalization;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>Reads single JSON values for generated codecs. Each expects the reader on the value's first token and leaves it on its last.</summary>
public static partial class JsonValue
{
    /// <summary>Expects the beginning of an object.</summary>
    /// <exception cref="WireFormatException">There is something else.</exception>
    public static void StartObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Unexpected(ref reader, "an object");
    }

    /// <summary>Goes on to the next member's name; false at the end of the object.</summary>
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Passes over a member that nobody knows: a later version may have added it.</summary>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Expects the beginning of an array.</summary>
    /// <exception cref="WireFormatException">There is something else.</exception>
    public static void StartArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Unexpected(ref reader, "an array");
    }

    /// <summary>Goes on to the next element; false at the end of the array.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the value is null.</summary>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Expects a string.</summary>
    /// <exception cref="WireFormatException">There is something else.</exception>
    public static void ExpectString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw Unexpected(ref reader, "a string");
    }

    /// <summary>A member that the contract demands is not there.</summary>
    public static WireFormatException Missing(string member) => new($"The member '{member}' is missing.");

    /// <summary>A name that an enum does not have.</summary>
    public static WireFormatException Unknown(ref Utf8JsonReader reader, string known) => new($"'{reader.GetString()}' is none of: {known}.");

    /// <summary>Reads true or false.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected(ref reader, "true or false"),
    };

    /// <summary>Reads a text.</summary>
    public static string ReadString(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Unexpected(ref reader, "a string");

    /// <summary>Reads a character.</summary>
    public static char ReadChar(ref Utf8JsonReader reader) =>
        ReadString(ref reader) is [var letter] ? letter : throw new WireFormatException("A string of one character is expected.");

    /// <summary>Reads a URI, absolute or relative.</summary>
    public static Uri ReadUri(ref Utf8JsonReader reader) =>
        Uri.TryCreate(ReadString(ref reader), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw new WireFormatException("A URI is expected.");

    /// <summary>Reads a time span in the form <c>d.hh:mm:ss.fffffff</c>.</summary>
    public static TimeSpan ReadTimeSpan(ref Utf8JsonReader reader) =>
        TimeSpan.TryParseExact(ReadString(ref reader), "c", CultureInfo.InvariantCulture, out var span)
            ? span : throw new WireFormatException("A time span of the form d.hh:mm:ss is expected.");

    /// <summary>Reads a date in the form <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly ReadDateOnly(ref Utf8JsonReader reader) =>
        DateOnly.TryParseExact(ReadString(ref reader), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw new WireFormatException("A date of the form yyyy-MM-dd is expected.");

    /// <summary>Reads a time of day in the form <c>HH:mm:ss.fffffff</c>.</summary>
    public static TimeOnly ReadTimeOnly(ref Utf8JsonReader reader) =>
        TimeOnly.TryParseExact(ReadString(ref reader), ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new WireFormatException("A time of the form HH:mm:ss is expected.");

    /// <summary>Reads a UUID.</summary>
    public static Guid ReadGuid(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw Unexpected(ref reader, "a UUID");
        return reader.TryGetGuid(out var value) ? value : throw new WireFormatException("A UUID is expected.");
    }

    /// <summary>Reads a time in the form of ISO 8601.</summary>
    public static DateTime ReadDateTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw Unexpected(ref reader, "a time in the form of ISO 8601");
        return reader.TryGetDateTime(out var value) ? value : throw new WireFormatException("A time in the form of ISO 8601 is expected.");
    }

    /// <summary>Reads a time in the form of ISO 8601.</summary>
    public static DateTimeOffset ReadDateTimeOffset(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw Unexpected(ref reader, "a time in the form of ISO 8601");
        return reader.TryGetDateTimeOffset(out var value) ? value : throw new WireFormatException("A time in the form of ISO 8601 is expected.");
    }

    /// <summary>Reads bytes in base64.</summary>
    public static byte[] ReadBytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw Unexpected(ref reader, "base64");
        return reader.TryGetBytesFromBase64(out var value) ? value : throw new WireFormatException("Base64 is expected.");
    }

    /// <summary>Reads a number of the type byte.</summary>
    public static byte ReadByte(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetByte(out var value) ? value : throw NotInRange("byte");
    }

    /// <summary>Reads a number of the type sbyte.</summary>
    public static sbyte ReadSByte(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetSByte(out var value) ? value : throw NotInRange("sbyte");
    }

    /// <summary>Reads a number of the type short.</summary>
    public static short ReadInt16(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetInt16(out var value) ? value : throw NotInRange("short");
    }

    /// <summary>Reads a number of the type ushort.</summary>
    public static ushort ReadUInt16(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetUInt16(out var value) ? value : throw NotInRange("ushort");
    }

    /// <summary>Reads a number of the type int.</summary>
    public static int ReadInt32(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetInt32(out var value) ? value : throw NotInRange("int");
    }

    /// <summary>Reads a number of the type uint.</summary>
    public static uint ReadUInt32(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetUInt32(out var value) ? value : throw NotInRange("uint");
    }

    /// <summary>Reads a number of the type long.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetInt64(out var value) ? value : throw NotInRange("long");
    }

    /// <summary>Reads a number of the type ulong.</summary>
    public static ulong ReadUInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetUInt64(out var value) ? value : throw NotInRange("ulong");
    }

    /// <summary>Reads a number of the type float.</summary>
    public static float ReadSingle(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetSingle(out var value) ? value : throw NotInRange("float");
    }

    /// <summary>Reads a number of the type double.</summary>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetDouble(out var value) ? value : throw NotInRange("double");
    }

    /// <summary>Reads a number of the type decimal.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, "a number");
        return reader.TryGetDecimal(out var value) ? value : throw NotInRange("decimal");
    }

    private static WireFormatException NotInRange(string type) => new($"The number does not fit into {type}.");

    private static WireFormatException Unexpected(ref Utf8JsonReader reader, string expected) => new($"Expected {expected}, found {reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "something else",
    }}.");
}
