using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>
/// Where something is in a document: <c>details.address</c>, <c>lines[].price</c>, <c>rates{}</c>, <c>pair[0]</c>, <c>shape(circle).radius</c>,
/// and all of that below <c>=&gt;</c> in the response to a command. The document itself is the empty path, written as a dot.
/// </summary>
internal static class WirePath
{
    public const string Root = "";
    public const string Response = "=>";

    public static string Member(string path, string name) => path is Root ? Word(name) : path + "." + Word(name);

    public static string Items(string path) => path + "[]";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public static string Values(string path) => path + "{}";

    public static string Case(string path, string name) => $"{path}({Word(name)})";

    public static bool IsInResponse(string path) => path.StartsWith(Response, StringComparison.Ordinal);

    /// <summary>The paths around a path, the nearest first.</summary>
    public static IEnumerable<string> Around(string path)
    {
        var ends = new Stack<int>();
        for (var i = 0; i < path.Length; i = AfterWord(path, i))
        {
            if (i > 0 && path[i] is '.' or '[' or '{' or '(') ends.Push(i);
        }

        foreach (var end in ends) yield return path.Substring(0, end);
        if (path.Length > 0 && !IsInResponse(path)) yield return Root;
    }

    /// <summary>The name of the case of a hierarchy that a path goes through just below another path, or null.</summary>
    public static string? CaseBelow(string path, string around)
    {
        if (path.Length <= around.Length + 1 || path[around.Length] != '(' || !path.StartsWith(around, StringComparison.Ordinal)) return null;
        var end = around.Length + 1;
        while (end < path.Length && path[end] != ')') end = AfterWord(path, end);
        return path.Substring(around.Length + 1, end - around.Length - 1);
    }

    /// <summary>A name as it stands in the lock: as it is, or in quotation marks where it has anything but letters, digits, <c>_</c>, <c>-</c> and <c>$</c>.</summary>
    public static string Word(string name) => name.Length > 0 && name.All(IsPlain) ? name : JsonText.Quoted(name);

    /// <summary>The place after a character, or after the whole of a quoted name that begins there.</summary>
    public static int AfterWord(string text, int start)
    {
        if (text[start] != '"') return start + 1;
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }

        return text.Length;
    }

    /// <summary>Where a text begins outside of quotation marks, or -1.</summary>
    public static int Find(string text, string sought)
    {
        for (var i = 0; i < text.Length; i = AfterWord(text, i))
        {
            if (string.CompareOrdinal(text, i, sought, 0, sought.Length) == 0) return i;
        }

        return -1;
    }

    /// <summary>Splits a text at a separator that is not in quotation marks.</summary>
    public static string[] Split(string text, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i = AfterWord(text, i))
        {
            if (text[i] != separator) continue;
            parts.Add(text.Substring(start, i - start));
            start = i + 1;
        }

        parts.Add(text.Substring(start));
        return [.. parts];
    }

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '$';
}
