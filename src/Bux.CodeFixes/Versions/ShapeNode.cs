using System.Globalization;
using System.Text;
using Bux.Generators.Locking;

namespace Bux.CodeFixes.Versions;

/// <summary>A place in a contract's document and what is below it, from the lines of the lock.</summary>
internal sealed class ShapeNode
{
    private readonly List<ShapeNode> _parts = [];

    private ShapeNode(string path) => Path = path;

    public string Path { get; }

    /// <summary>What the lock says of the place; nothing of the document itself and of the case of a hierarchy.</summary>
    public ShapeLine? Line { get; private set; }

    public IReadOnlyList<ShapeNode> Parts => _parts;

    public string Form => Line?.Form ?? "object";

    /// <summary>The form and everything below, said from here: of two places with the same, one type can serve both.</summary>
    public string Shape => Form + "\n" + string.Join("\n", Below());

    /// <summary>A place with nothing below it.</summary>
    public static ShapeNode Empty(string path) => new(path);

    /// <summary>The document of a contract.</summary>
    public static ShapeNode Of(LockedContract contract)
    {
        var nodes = new Dictionary<string, ShapeNode>(StringComparer.Ordinal) { [WirePath.Root] = new(WirePath.Root) };
        foreach (var line in contract.Lines) At(line.Path, nodes).Line = line;
        return nodes[WirePath.Root];
    }

    /// <summary>The name of a member on the wire, or of a case.</summary>
    public string Name => Unquoted(LastStep().Trim('.', '(', ')'));

    /// <summary>The part that is one step further, such as a member's.</summary>
    public ShapeNode? Part(string path) => _parts.FirstOrDefault(each => each.Path == path);

    public ShapeNode? Item => Part(WirePath.Items(Path));

    public ShapeNode? Value => Part(WirePath.Values(Path));

    public ShapeNode? Member(string wire) => Part(WirePath.Member(Path, wire));

    /// <summary>Whether something below is the same again as something around this place.</summary>
    public bool LooksOut() => All().Any(each => each.Form.StartsWith("^", StringComparison.Ordinal) && !IsWithin(each.Form.Substring(1), Path));

    /// <summary>The lines below this place, said from here.</summary>
    public IEnumerable<string> Below() => All().Where(each => each != this && each.Line is not null).Select(each => Said(each.Line!));

    /// <summary>Whether a path is another or below it.</summary>
    public static bool IsWithin(string path, string around) => path == around || around is WirePath.Root || WirePath.Around(path).Contains(around);

    public IEnumerable<ShapeNode> All() => _parts.SelectMany(each => each.All()).Prepend(this);

    private string Said(ShapeLine line) => (line with
    {
        Path = line.Path.Substring(Path.Length).TrimStart('.'),
        Form = line.Form.StartsWith("^", StringComparison.Ordinal) && IsWithin(line.Form.Substring(1), Path) ? "^" + line.Form.Substring(Path.Length + 1).TrimStart('.') : line.Form,
    }).ToString();

    private static ShapeNode At(string path, Dictionary<string, ShapeNode> nodes)
    {
        if (nodes.TryGetValue(path, out var known)) return known;
        var node = nodes[path] = new ShapeNode(path);
        At(WirePath.Around(path).First(), nodes)._parts.Add(node);
        return node;
    }

    private string LastStep() => Path.Substring(WirePath.Around(Path).FirstOrDefault()?.Length ?? 0);

    /// <summary>A name without the quotation marks that it has in the lock where it is no plain word.</summary>
    public static string Unquoted(string word)
    {
        if (word.Length < 2 || word[0] != '"') return word;
        var text = new StringBuilder();
        for (var i = 1; i < word.Length - 1; i++)
        {
            if (word[i] != '\\') text.Append(word[i]);
            else if (word[++i] != 'u') text.Append(word[i]);
            else
            {
                text.Append((char)int.Parse(word.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
        }

        return text.ToString();
    }
}
