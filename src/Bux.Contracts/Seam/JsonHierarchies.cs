using System.Text;

namespace Bux.Seam;

/// <summary>What the generated codecs of closed hierarchies share.</summary>
public static class JsonHierarchies
{
    /// <summary>Finds out which of the declared types an object is; the discriminator may stand anywhere among its members.</summary>
    /// <param name="reader">Stands before the object and stays there.</param>
    /// <param name="discriminator">The name of the member that says it.</param>
    /// <param name="kinds">What the member can say.</param>
    /// <returns>The index among <paramref name="kinds"/>.</returns>
    /// <exception cref="WireFormatException">The member is missing, or says nothing that is declared.</exception>
    public static int KindOf(ref JsonReader reader, ReadOnlySpan<byte> discriminator, JsonNames kinds)
    {
        var ahead = reader;
        ahead.BeginObject();
        while (ahead.Next(out var name))
        {
            if (!name.SequenceEqual(discriminator))
            {
                ahead.Skip();
                continue;
            }

            // An error's place is where the reader stands, so it goes there and comes back.
            var start = reader;
            reader = ahead;
            var kind = reader.Utf8();
            var index = kinds.IndexOf(kind);
            if (index < kinds.Count)
            {
                reader = start;
                return index;
            }

            throw new WireFormatException($"'{Encoding.UTF8.GetString(kind)}' is none of {string.Join(", ", Enumerable.Range(0, kinds.Count).Select(each => kinds[each]))}.");
        }

        throw JsonMembers.Missing(Encoding.UTF8.GetString(discriminator));
    }

    /// <summary>The error of an object whose type the hierarchy does not declare.</summary>
    public static WireFormatException Undeclared(object? value, string hierarchy) => value is null
        ? JsonMembers.Null(hierarchy)
        : new($"{value.GetType().Name} is not declared in the hierarchy {hierarchy}. Add [JsonDerivedType(typeof({value.GetType().Name}), \"…\")] to {hierarchy}.");
}
