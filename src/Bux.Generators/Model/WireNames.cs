using System.Text;
using System.Text.RegularExpressions;

namespace Bux.Generators.Model;

/// <summary>How names are derived, always the same in every culture.</summary>
internal static class WireNames
{
    /// <summary>A command's derived name: kebab-case without the suffix <c>Command</c>.</summary>
    public static string OfCommand(string type) => Kebab(Without(type, "Command"));

    /// <summary>An event's derived name: kebab-case without the suffixes <c>V5</c> and <c>Event</c>.</summary>
    public static string OfEvent(string type) => Kebab(Without(Regex.Replace(type, "(?<=.)V[0-9]+$", ""), "Event"));

    /// <summary>Whether a name is lower-case letters, digits and single hyphens, beginning with a letter.</summary>
    public static bool IsWellFormed(string name) => name.Length <= 100 && Regex.IsMatch(name, "^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z");

    /// <summary>The camelCase of System.Text.Json: of leading capitals all but the last become small.</summary>
    public static string Camel(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1])) break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>The C# name of a service or an assembly: <c>broker-accounts</c> and <c>Broker.Accounts</c> are <c>BrokerAccounts</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        var capital = true;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter) && (text.Length > 0 || char.IsLetter(letter)))
            {
                text.Append(capital ? char.ToUpperInvariant(letter) : letter);
                capital = false;
            }
            else capital = true;
        }

        return text.Length == 0 ? "Unnamed" : text.ToString();
    }

    /// <summary>An identifier from any name, one character for one: <c>Kyc.Contracts</c> is <c>Kyc_Contracts</c>.</summary>
    public static string Identifier(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var letter in name) text.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        if (text.Length == 0 || char.IsDigit(text[0])) text.Insert(0, '_');
        return text.ToString();
    }

    /// <summary>The namespace of an assembly's generated code.</summary>
    public static string Namespace(string assembly) => "Bux.Generated." + Identifier(assembly);

    private static string Without(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (letter == '_')
            {
                if (text.Length > 0 && text[text.Length - 1] != '-') text.Append('-');
                continue;
            }

            var begins = char.IsUpper(letter) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins && text.Length > 0 && text[text.Length - 1] != '-') text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString().Trim('-');
    }
}
