using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.CodeFixes.Versions;

/// <summary>The C# types and values that the words of the lock mean.</summary>
internal static class FormerScalars
{
    private static readonly Dictionary<string, (string Type, bool IsValue)> Types = new(StringComparer.Ordinal)
    {
        ["boolean"] = ("bool", true), ["uint8"] = ("byte", true), ["int8"] = ("sbyte", true), ["int16"] = ("short", true), ["uint16"] = ("ushort", true),
        ["int32"] = ("int", true), ["uint32"] = ("uint", true), ["int64"] = ("long", true), ["uint64"] = ("ulong", true),
        ["int128"] = ("global::System.Int128", true), ["uint128"] = ("global::System.UInt128", true),
        ["float16"] = ("global::System.Half", true), ["float32"] = ("float", true), ["float64"] = ("double", true), ["decimal"] = ("decimal", true),
        ["char"] = ("char", true), ["string"] = ("string", false), ["guid"] = ("global::System.Guid", true), ["uri"] = ("global::System.Uri", false),
        ["date-time"] = ("global::System.DateTime", true), ["date-time-offset"] = ("global::System.DateTimeOffset", true), ["date"] = ("global::System.DateOnly", true),
        ["time"] = ("global::System.TimeOnly", true), ["duration"] = ("global::System.TimeSpan", true), ["bytes"] = ("global::System.ReadOnlyMemory<byte>", true),
    };

    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["uint8"] = ["int16", "uint16", "int32", "uint32", "int64", "uint64", "decimal", "float32", "float64"],
        ["int8"] = ["int16", "int32", "int64", "decimal", "float32", "float64"],
        ["int16"] = ["int32", "int64", "decimal", "float32", "float64"],
        ["uint16"] = ["int32", "uint32", "int64", "uint64", "decimal", "float32", "float64"],
        ["int32"] = ["int64", "decimal", "float64"],
        ["uint32"] = ["int64", "uint64", "decimal", "float64"],
        ["int64"] = ["decimal", "int128"],
        ["uint64"] = ["decimal", "uint128"],
        ["float32"] = ["float64"],
    };

    /// <summary>The type of a form, or null when it is none without parts.</summary>
    public static (string Type, bool IsValue)? TypeOf(string form) => Types.TryGetValue(form, out var type) ? type : null;

    /// <summary>Whether C# turns every value of one form into the same value of the other by itself.</summary>
    public static bool Widens(string from, string to) => Wider.TryGetValue(from, out var forms) && forms.Contains(to);

    /// <summary>The C# text of a value that the lock has as JSON, or null when only code can tell it.</summary>
    public static string? Literal(string json, string form) => json switch
    {
        "null" or "default" or "true" or "false" or "[]" => json,
        "initialiser" => null,
        _ when json[0] == '"' && form == "char" => SymbolDisplay.FormatLiteral(ShapeNode.Unquoted(json)[0], quote: true),
        _ when json[0] == '"' => SymbolDisplay.FormatLiteral(ShapeNode.Unquoted(json), quote: true),
        "NaN" => Types[form].Type + ".NaN",
        "Infinity" => Types[form].Type + ".PositiveInfinity",
        "-Infinity" => Types[form].Type + ".NegativeInfinity",
        _ when !Regex.IsMatch(json, @"^-?[0-9]") => null,
        _ => form switch
        {
            "decimal" => json + "m",
            "float32" => json + "f",
            "float64" when json.All(letter => letter is '-' or >= '0' and <= '9') => json + "d",
            "float16" => $"(global::System.Half){json}",
            _ => json,
        },
    };
}
