using System.Text.Json;

namespace Bux.Seam;

/// <summary>What the generated codecs of closed hierarchies share.</summary>
public static class JsonHierarchies
{
    /// <summary>Finds out which of the declared types an object is; the discriminator may stand anywhere among its members.</summary>
    /// <param name="reader">Stands on the object's first token and stays there.</param>
    /// <param name="discriminator">The name of the member that says it.</param>
    /// <param name="kinds">What the member can say.</param>
    /// <returns>The index among <paramref name="kinds"/>.</returns>
    /// <exception cref="WireFormatException">The member is missing, or says nothing that is declared.</exception>
    public static int KindOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> discriminator, string[] kinds)
    {
        JsonMembers.Begin(ref reader);
        var ahead = reader;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals(discriminator);
            ahead.Read();
            if (found) return KindAt(ref reader, ahead, kinds);
            ahead.Skip();
        }

        throw JsonMembers.Missing(System.Text.Encoding.UTF8.GetString(discriminator));
    }

    /// <summary>The error of an object whose type the hierarchy does not declare.</summary>
    public static WireFormatException Undeclared(object? value, string hierarchy) => new(value is null
        ? $"A {hierarchy} is null, and its place does not allow that."
        : $"{value.GetType().Name} is not declared in the hierarchy {hierarchy}. Add [JsonDerivedType(typeof({value.GetType().Name}), \"…\")] to {hierarchy}.");

    private static int KindAt(ref Utf8JsonReader reader, Utf8JsonReader at, string[] kinds)
    {
        if (at.TokenType == JsonTokenType.String)
        {
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                if (at.ValueTextEquals(kinds[kind])) return kind;
            }
        }

        // The error's place is where the reader stands.
        reader = at;
        if (at.TokenType != JsonTokenType.String) throw JsonMembers.Unexpected(ref at, "A string");
        throw new WireFormatException($"'{at.GetString()}' is none of {string.Join(", ", kinds)}.");
    }
}
