using System.Text;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>What generated codecs share: walking over an object's members, and the errors of members.</summary>
public static class JsonMembers
{
    /// <summary>Makes sure that an object begins here.</summary>
    /// <exception cref="WireFormatException">Another value begins here.</exception>
    public static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Unexpected(ref reader, "An object");
    }

    /// <summary>Goes to the value of the next member.</summary>
    /// <param name="reader">Stands on the object's first token or on the last one of a member's value.</param>
    /// <param name="name">The member's name, without escapes.</param>
    /// <returns>False when the object ends here.</returns>
    public static bool Next(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = reader.ValueIsEscaped || reader.HasValueSequence ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        reader.Read();
        return true;
    }

    /// <summary>Reads a string that is not null.</summary>
    /// <exception cref="WireFormatException">The value is null or no string.</exception>
    public static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Unexpected(ref reader, "A string");

    /// <summary>The value of a member that must not be null; checked before it is written, because a null could never be read again.</summary>
    /// <exception cref="WireFormatException">It is null.</exception>
    public static T NotNull<T>(T? value, string member) where T : class =>
        value ?? throw new WireFormatException($"The member '{member}' is null, and its type does not allow that.");

    /// <summary>The error of a null among the items of a collection, or wherever else no null can be read again.</summary>
    public static WireFormatException Null(string type) => new($"A {type} is null, and its place does not allow that.");

    /// <summary>The error of an object without a member that it must have.</summary>
    public static WireFormatException Missing(string member) => new($"The member '{member}' is missing.");

    /// <summary>The error of a value of another kind.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="expected">What should stand there, as the beginning of a sentence.</param>
    public static WireFormatException Unexpected(ref Utf8JsonReader reader, string expected) => new($"{expected} is expected, not {KindOf(reader.TokenType)}.");

    private static string KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "the end of a value",
    };
}
