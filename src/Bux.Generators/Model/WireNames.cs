using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Model;

/// <summary>Names that are derived from C# names.</summary>
internal static class WireNames
{
    /// <summary><c>SubmitKycUpdateCommand</c> is <c>submit-kyc-update</c>.</summary>
    public static string OfCommand(string type) => Kebab(WithoutSuffix(type, "Command"));

    /// <summary><c>PersonalDetailsChangedEventV3</c> is <c>personal-details-changed</c>.</summary>
    public static string OfEvent(string type)
    {
        var digits = type.Length;
        while (digits > 0 && char.IsDigit(type[digits - 1])) digits--;
        if (digits < type.Length && digits > 1 && type[digits - 1] == 'V') type = type.Substring(0, digits - 1);
        return Kebab(WithoutSuffix(type, "Event"));
    }

    /// <summary><c>broker-accounts</c> is <c>BrokerAccounts</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        var upper = true;
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return text.ToString();
    }

    /// <summary>The first letter, or the first run of capitals, in lower case, as System.Text.Json's camelCase has it.</summary>
    public static string Camel(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i > 0 && (!char.IsUpper(letters[i]) || (i + 1 < letters.Length && !char.IsUpper(letters[i + 1])))) break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>An assembly's name as one identifier.</summary>
    public static string Identifier(string name)
    {
        var text = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : '_')]);
        return text.Length > 0 && char.IsDigit(text[0]) ? "_" + text : text;
    }

    /// <summary>A name as C# source has it: a keyword gets its @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>Whether a name is kebab-case: lower-case letters, digits, single hyphens.</summary>
    public static bool IsKebab(string name) => name.Length > 0 && name.Split('-').All(part =>
        part.Length > 0 && part.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9')));

    private static string WithoutSuffix(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, System.StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;

    private static string Kebab(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var ends = i == name.Length
                || (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
            if (!ends) continue;
            words.Add(name.Substring(start, i - start).ToLowerInvariant());
            start = i;
        }

        return string.Join("-", words.Select(word => word.Trim('_')).Where(word => word.Length > 0));
    }
}
