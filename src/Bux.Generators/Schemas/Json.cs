using System.Globalization;
using System.Text;
using Bux.Generators.Model;

namespace Bux.Generators.Schemas;

/// <summary>A JSON value that is to be read by people, too: what fits on a line stands on one.</summary>
/// <remarks>A compiler brings no library for JSON that a generator could rely on.</remarks>
internal abstract class Json
{
    private const int LongestLine = 120;

    /// <summary>JSON that is there already.</summary>
    public static Json Raw(string json) => new Value(json);

    public static implicit operator Json(string text) => new Value(JsonText.Quoted(text));

    public static implicit operator Json(int number) => new Value(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator Json(bool truth) => new Value(truth ? "true" : "false");

    /// <summary>The document, with line feeds and one at its end.</summary>
    public string ToDocument()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.Append('\n').ToString();
    }

    protected abstract bool HasParts { get; }

    protected abstract void Write(StringBuilder text, int depth);

    private static void Write(StringBuilder text, int depth, char open, char close, IReadOnlyList<(string Name, Json Value)> parts)
    {
        if (parts.Count == 0)
        {
            text.Append(open).Append(close);
            return;
        }

        var start = text.Length;
        if (!parts.Any(part => part.Value.HasParts))
        {
            var space = open == '{' ? " " : "";
            text.Append(open).Append(space);
            WriteParts(text, 0, parts, ", ");
            text.Append(space).Append(close);
            if (text.Length - start + depth * 2 <= LongestLine) return;
            text.Length = start;
        }

        var line = "\n" + new string(' ', depth * 2);
        text.Append(open).Append(line).Append("  ");
        WriteParts(text, depth + 1, parts, "," + line + "  ");
        text.Append(line).Append(close);
    }

    private static void WriteParts(StringBuilder text, int depth, IReadOnlyList<(string Name, Json Value)> parts, string between)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) text.Append(between);
            if (parts[i].Name.Length > 0) text.Append(parts[i].Name).Append(": ");
            parts[i].Value.Write(text, depth);
        }
    }

    private sealed class Value(string json) : Json
    {
        protected override bool HasParts => false;

        protected override void Write(StringBuilder text, int depth) => text.Append(json);
    }

    /// <summary>An object, its members in the order in which they were set. A member that is set to null is left out.</summary>
    internal sealed class Object : Json
    {
        private readonly List<(string Name, Json Value)> _members = [];

        public bool IsEmpty => _members.Count == 0;

        protected override bool HasParts => true;

        public Json? this[string name]
        {
            get => _members.FirstOrDefault(member => member.Name == JsonText.Quoted(name)).Value;
            set
            {
                var quoted = JsonText.Quoted(name);
                var at = _members.FindIndex(member => member.Name == quoted);
                if (value is null && at >= 0) _members.RemoveAt(at);
                else if (value is not null && at >= 0) _members[at] = (quoted, value);
                else if (value is not null) _members.Add((quoted, value));
            }
        }

        /// <summary>Takes over the members of another object.</summary>
        public Object With(Object other)
        {
            foreach (var (name, value) in other._members)
            {
                _members.RemoveAll(member => member.Name == name);
                _members.Add((name, value));
            }

            return this;
        }

        protected override void Write(StringBuilder text, int depth) => Write(text, depth, '{', '}', _members);
    }

    /// <summary>An array.</summary>
    internal sealed class Array(IEnumerable<Json> items) : Json
    {
        private readonly List<(string Name, Json Value)> _items = [.. items.Select(item => ("", item))];

        public static Array Of(IEnumerable<string> texts) => new(texts.Select(text => (Json)text));

        /// <summary>The same with one item more.</summary>
        public Array And(Json item) => new(_items.Select(each => each.Value).Append(item));

        protected override bool HasParts => _items.Any(item => item.Value.HasParts);

        protected override void Write(StringBuilder text, int depth) => Write(text, depth, '[', ']', _items);
    }
}
