namespace Bux.Generators.Locking;

/// <summary>One fact about a document: <c>details.taxNumber?: string or null = null</c>.</summary>
/// <param name="Path">Where in the document.</param>
/// <param name="Optional">Whether it may be missing.</param>
/// <param name="Form">What stands there.</param>
/// <param name="Nullable">Whether null may stand there.</param>
/// <param name="Default">What it is when it is missing, as JSON; <c>default</c> or <c>initialiser</c> where JSON cannot tell.</param>
internal sealed record ShapeLine(string Path, bool Optional, string Form, bool Nullable, string? Default)
{
    /// <summary>The path of the line that says by which member a command finds its entity.</summary>
    public const string Key = "@key";

    private const string OrNull = " or null";

    /// <summary>The order of lines: a command's key, then the document, then the response.</summary>
    public static IComparer<ShapeLine> Order { get; } = Comparer<ShapeLine>.Create((one, other) =>
        Rank(one) != Rank(other) ? Rank(one).CompareTo(Rank(other)) : string.CompareOrdinal(one.Path, other.Path));

    public override string ToString() =>
        $"{(Path is WirePath.Root ? "." : Path)}{(Optional ? "?" : "")}: {Form}{(Nullable ? OrNull : "")}{(Default is null ? "" : " = " + Default)}";

    /// <summary>Reads a line, or returns null when it is none.</summary>
    public static ShapeLine? Parse(string text)
    {
        var colon = WirePath.Find(text, ": ");
        if (colon < 1) return null;
        var path = text.Substring(0, colon);
        var optional = path[path.Length - 1] == '?';
        if (optional) path = path.Substring(0, path.Length - 1);
        if (path == ".") path = WirePath.Root;

        var form = text.Substring(colon + 2);
        string? absent = null;
        if (WirePath.Find(form, " = ") is >= 0 and var equals)
        {
            absent = form.Substring(equals + 3);
            form = form.Substring(0, equals);
        }

        var nullable = form.EndsWith(OrNull, StringComparison.Ordinal);
        if (nullable) form = form.Substring(0, form.Length - OrNull.Length);
        var line = new ShapeLine(path, optional, form, nullable, absent);
        // Whatever does not come out again as it went in was not written by us.
        return form.Length > 0 && optional == absent is not null && line.ToString() == text ? line : null;
    }

    private static int Rank(ShapeLine line) => line.Path == Key ? 0 : WirePath.IsInResponse(line.Path) ? 2 : 1;
}
