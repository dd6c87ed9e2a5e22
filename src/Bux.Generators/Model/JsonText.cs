using System.Text;

namespace Bux.Generators.Model;

/// <summary>Text as JSON.</summary>
internal static class JsonText
{
    /// <summary>A JSON string that has no line break in it.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (letter < ' ' || (letter > '~' && !char.IsLetterOrDigit(letter))) quoted.Append("\\u").Append(((int)letter).ToString("x4"));
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
