namespace Bux.Generators.Schemas;

/// <summary>The schemas of values without parts, in the forms in which the codecs write them, and of the keys of maps.</summary>
internal static class FormSchemas
{
    private const string Clock = "[0-9]{2}:[0-9]{2}:[0-9]{2}";

    /// <summary>The schema of a form of the lock, or null for a form that has parts.</summary>
    public static Json.Object? Of(string form) => form switch
    {
        "boolean" => new() { ["type"] = "boolean" },
        "int8" => Integer(form, "-128", "127"),
        "uint8" => Integer(form, "0", "255"),
        "int16" => Integer(form, "-32768", "32767"),
        "uint16" => Integer(form, "0", "65535"),
        "int32" => Integer(form, "-2147483648", "2147483647"),
        "uint32" => Integer(form, "0", "4294967295"),
        "int64" => Integer(form, "-9223372036854775808", "9223372036854775807"),
        "uint64" => Integer(form, "0", "18446744073709551615"),
        "int128" => Integer(form, "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"),
        "uint128" => Integer(form, "0", "340282366920938463463374607431768211455"),
        "float16" => new() { ["type"] = "number", ["minimum"] = -65504, ["maximum"] = 65504 },
        "float32" => new() { ["type"] = "number", ["format"] = "float", ["minimum"] = Json.Raw("-3.4028235E+38"), ["maximum"] = Json.Raw("3.4028235E+38") },
        "float64" => new() { ["type"] = "number", ["format"] = "double" },
        "decimal" => new()
        {
            ["type"] = "number", ["format"] = "decimal",
            ["minimum"] = Json.Raw("-79228162514264337593543950335"), ["maximum"] = Json.Raw("79228162514264337593543950335"),
        },
        "string" => new() { ["type"] = "string" },
        "char" => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        "guid" => new() { ["type"] = "string", ["format"] = "uuid" },
        "uri" => new() { ["type"] = "string", ["format"] = "uri-reference" },
        // 'contentEncoding' alone is a remark to most readers.
        "bytes" => Text("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$").With(new() { ["contentEncoding"] = "base64" }),
        "date" => new() { ["type"] = "string", ["format"] = "date" },
        "date-time-offset" => new() { ["type"] = "string", ["format"] = "date-time" },
        // A local time has no offset, which the format 'date-time' demands.
        "date-time" => Text(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T" + Clock + @"(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})?$"),
        // Nor are these the formats 'time', which has an offset, and 'duration', which is another notation.
        "time" => Text("^" + Clock + @"(\.[0-9]{7})?$"),
        "duration" => Text(@"^-?([0-9]+\.)?" + Clock + @"(\.[0-9]{7})?$"),
        _ => null,
    };

    /// <summary>The schema of the keys of a map, or null where every text is one.</summary>
    public static Json.Object? OfKeys(string form) => form switch
    {
        "guid" => new() { ["format"] = "uuid" },
        _ when form.StartsWith("int", StringComparison.Ordinal) => new() { ["pattern"] = "^-?[0-9]+$" },
        _ when form.StartsWith("uint", StringComparison.Ordinal) => new() { ["pattern"] = "^[0-9]+$" },
        _ => null,
    };

    private static Json.Object Integer(string format, string minimum, string maximum) =>
        new() { ["type"] = "integer", ["format"] = format, ["minimum"] = Json.Raw(minimum), ["maximum"] = Json.Raw(maximum) };

    private static Json.Object Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };
}
