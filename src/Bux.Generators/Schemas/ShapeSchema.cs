using System.Globalization;
using System.Text.RegularExpressions;
using Bux.Generators.Locking;

namespace Bux.Generators.Schemas;

/// <summary>
/// Turns the lines of the lock into a JSON Schema. Nothing else is looked at, so that a schema says what the lock says. Members that a schema
/// does not know are allowed, because readers pass over them.
/// </summary>
internal sealed class ShapeSchema
{
    private static readonly Regex Number = new(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);

    private readonly string _root;
    private readonly SchemaDialect _dialect;
    private readonly Dictionary<string, ShapeLine> _lines;
    private readonly ILookup<string, ShapeLine> _parts;
    private readonly string? _key;

    // What refers to itself stands once, under a name: from path to name.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private ShapeSchema(IReadOnlyCollection<ShapeLine> lines, string root, SchemaDialect dialect)
    {
        _root = root;
        _dialect = dialect;
        _key = lines.FirstOrDefault(line => line.Path == ShapeLine.Key)?.Form;
        var own = lines.Where(line => line.Path != ShapeLine.Key && WirePath.IsInResponse(line.Path) == WirePath.IsInResponse(root)).ToArray();
        _lines = own.ToDictionary(line => line.Path, StringComparer.Ordinal);
        _parts = own.Where(line => line.Path != root).ToLookup(line => WirePath.Around(line.Path).First(), StringComparer.Ordinal);
        foreach (var path in own.Where(IsReference).Select(Target).Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal)) Name(path);
    }

    /// <summary>The schema of a contract's document, or with <see cref="WirePath.Response"/> that of the response to a command.</summary>
    public static Json.Object Of(IReadOnlyCollection<ShapeLine> lines, string root, SchemaDialect dialect)
    {
        var shape = new ShapeSchema(lines, root, dialect);
        var schema = shape.Root();
        if (shape._names.Count == 0) return schema;
        var definitions = new Json.Object();
        foreach (var each in shape._names) definitions[each.Value] = shape.Present(each.Key, shape._lines.TryGetValue(each.Key, out var line) ? line.Form : "object");
        schema[dialect.Definitions] = definitions;
        return schema;
    }

    private static bool IsReference(ShapeLine line) => line.Form.StartsWith("^", StringComparison.Ordinal);

    private static string Target(ShapeLine line) => line.Form.Substring(1);

    private void Name(string path)
    {
        // A document that is an object refers to itself by its place.
        if (path == _root && !(_lines.TryGetValue(path, out var line) && line.Nullable)) return;
        var plain = Regex.Replace(path.Substring(_root.Length), "[^A-Za-z0-9]+", "-").Trim('-');
        if (plain.Length == 0) plain = "document";
        var name = plain;
        for (var number = 2; _names.ContainsValue(name); number++) name = plain + "-" + number.ToString(CultureInfo.InvariantCulture);
        _names.Add(path, name);
    }

    private Json.Object Root()
    {
        if (!_lines.TryGetValue(_root, out var line)) return Present(_root, "object");
        var schema = _names.TryGetValue(_root, out var name) ? _dialect.Definition(name) : Present(_root, line.Form);
        return line.Nullable ? OrNull(schema) : schema;
    }

    private Json.Object Value(ShapeLine line)
    {
        var schema = IsReference(line) ? Again(Target(line)) : _names.TryGetValue(line.Path, out var name) ? _dialect.Definition(name) : Present(line.Path, line.Form);
        if (line.Nullable) schema = OrNull(schema);
        if (line.Default is { } absent && IsJson(absent) && (absent != "null" || line.Nullable)) schema["default"] = Json.Raw(absent);
        return schema;
    }

    private Json.Object Again(string path) =>
        _names.TryGetValue(path, out var name) ? _dialect.Definition(name) : new Json.Object { ["$ref"] = _dialect.Root };

    private Json.Object Present(string path, string form)
    {
        if (FormSchemas.Of(form) is { } scalar) return scalar;
        if (After(form, "map of ") is { } key) return Map(path, key);
        if (After(form, "enum ") is { } names) return new Json.Object { ["type"] = "string", ["enum"] = Names(names) };
        if (After(form, "one of ") is { } cases) return Hierarchy(path, cases);
        if (After(form, "custom ") is { } codec) return new Json.Object { ["$comment"] = $"What {codec} writes, a codec of the service's own." };
        return form switch
        {
            "list" => new Json.Object { ["type"] = "array", ["items"] = Value(_lines[WirePath.Items(path)]) },
            "set" => new Json.Object { ["type"] = "array", ["uniqueItems"] = true, ["items"] = Value(_lines[WirePath.Items(path)]) },
            "tuple" => Tuple(path),
            _ => Members(path, new Json.Object(), []),
        };
    }

    private Json.Object Map(string path, string key) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = After(key, "enum ") is { } names ? new Json.Object { ["enum"] = Names(names) } : FormSchemas.OfKeys(key),
        ["additionalProperties"] = Value(_lines[WirePath.Values(path)]),
    };

    private Json.Object Tuple(string path)
    {
        var items = new List<Json>();
        while (_lines.TryGetValue(WirePath.Item(path, items.Count), out var item)) items.Add(Value(item));
        return new Json.Object
        {
            ["type"] = "array", [_dialect.Items] = new Json.Array(items), [_dialect.OtherItems] = false, ["minItems"] = items.Count,
        };
    }

    private Json.Object Hierarchy(string path, string form)
    {
        var by = WirePath.Find(form, " by ");
        var discriminator = Unquoted(form.Substring(by + " by ".Length));
        return new Json.Object
        {
            ["oneOf"] = new Json.Array(WirePath.Split(form.Substring(0, by), '|').Select(word => Case(WirePath.Case(path, Unquoted(word)), discriminator, Unquoted(word)))),
        };
    }

    private Json Case(string path, string discriminator, string name)
    {
        var kind = new Json.Object { [discriminator] = new Json.Object { ["const"] = name } };
        if (!_names.TryGetValue(path, out var definition)) return Members(path, kind, [discriminator]);
        var told = new Json.Object { ["type"] = "object", ["properties"] = kind, ["required"] = Json.Array.Of([discriminator]) };
        return new Json.Object { ["allOf"] = new Json.Array([told, _dialect.Definition(definition)]) };
    }

    private Json.Object Members(string path, Json.Object properties, string[] required)
    {
        // A case has no line of its own, and its members are nearer to it than to the hierarchy.
        var members = _parts[path].Select(line => (Line: line, Name: Unquoted(line.Path.Substring(path.Length).TrimStart('.')))).ToArray();
        foreach (var (line, name) in members)
        {
            var value = Value(line);
            if (path == _root && path == WirePath.Root && WirePath.Word(name) == _key) value["description"] = "The entity's key, and the record's.";
            properties[name] = value;
        }

        var all = required.Concat(members.Where(member => !member.Line.Optional).Select(member => member.Name)).ToArray();
        return new Json.Object
        {
            ["type"] = "object", ["properties"] = properties.IsEmpty ? null : properties, ["required"] = all.Length == 0 ? null : Json.Array.Of(all),
        };
    }

    private static Json.Object OrNull(Json.Object schema)
    {
        if (schema["$ref"] is not null || schema["oneOf"] is not null)
        {
            return new Json.Object { ["anyOf"] = new Json.Array([schema, new Json.Object { ["type"] = "null" }]) };
        }

        // What a codec of one's own writes is anything, so null, too.
        if (schema["type"] is { } type) schema["type"] = new Json.Array([type, "null"]);
        if (schema["enum"] is Json.Array names) schema["enum"] = names.And(Json.Raw("null"));
        return schema;
    }

    private static string? After(string form, string start) => form.StartsWith(start, StringComparison.Ordinal) ? form.Substring(start.Length) : null;

    private static Json.Array Names(string words) => Json.Array.Of(WirePath.Split(words, '|').Select(Unquoted));

    private static bool IsJson(string text) => text is "null" or "true" or "false" or "[]" || text[0] == '"' || Number.IsMatch(text);

    /// <summary>The name that a word of the lock stands for.</summary>
    private static string Unquoted(string word) => word[0] != '"' ? word : Regex.Replace(
        word.Substring(1, word.Length - 2), @"\\(u(?<code>[0-9a-f]{4})|(?<letter>.))",
        escape => escape.Groups["code"].Success
            ? ((char)int.Parse(escape.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : escape.Groups["letter"].Value);
}
