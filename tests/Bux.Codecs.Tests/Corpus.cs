using System.Text;

namespace Bux.Codecs.Tests;

/// <summary>Documents that are broken, or odd, in the manner of JSONTestSuite (Nicolas Seriot, "Parsing JSON is a minefield").</summary>
public static class Corpus
{
    private static readonly string[] Values =
    [
        // numbers
        "01", "-01", "00", "1.", ".5", "-.5", "+1", "1e", "1e+", "1E-", "-", "--1", "0x1", "1_000", "NaN", "Infinity", "-Infinity", "1.2.3", "1e2e3", "1e5.5", "0.e1", "1 2", "٣",
        "1a", "-a", "1e400", "-1e400", "0e0", "-0", "-0.0", "1.0", "1e2", "1E2", "12345678901234567890123456789012345678901234567890", "0.1e-400", "1eé",
        // literals
        "nul", "nulll", "Null", "NULL", "tru", "truee", "True", "fals", "undefined", "none", "yes",
        // strings
        "'a'", "a", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\U0041\"", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\\uD800\\n\"",
        "\"\\uD83D\\uDE00\"", "\"\\uDE00\\uD83D\"", "\"\\ud83d\\ude00x\"", "\"\\0\"", "\"\\v\"", "\"\\'\"", "\"\\a\"", "\"\n\"", "\"\t\"", "\"\0\"", "\"\u001f\"", "\"\u007f\"", "\"\\\n\"", "\"a\"\"b\"", "\"\\u0000\"",
        "\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "\"\u2028\"", "\"\ufeff\"",
        // structures
        "[", "]", "{", "}", "[]", "{}", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1:2]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\",1}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}", "{\"a\"::1}", "{\"a\":1}}", "[1]]", "[1}", "{\"a\":1]", "[[[]", "{\"a\":{\"b\":1}", "{null:1}", "{[]:1}", "{\"a\" \"b\"}", "(1)", "<a/>", "[1/**/]", "[1//\n]", "/*a*/1", "#1",
        "1,", ",1", "1;", "\"a\":1", "[\u00a01]", "[\u20601]", "[\v1]", "[\f1]", "\u0000", "*", "%", "&", "\\", "\\u0031", "a\"b\"",
    ];

    private static readonly byte[][] BrokenUtf8 =
    [
        [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc2, 0x20], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf], [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf],
        [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff],
    ];

    /// <summary>Whole documents: each odd value as a document, as a known member and as an unknown one, and much else.</summary>
    public static IEnumerable<byte[]> Documents()
    {
        foreach (var value in Values)
        {
            yield return Utf8(value);
            yield return Utf8($$"""{"id":{{value}}}""");
            yield return Utf8($$"""{"id":"1","other":{{value}}}""");
            yield return Utf8($$"""{"id":"1","number":{{value}}}""");
            yield return Utf8($$"""{"id":"1"}{{value}}""");
            yield return Utf8($$"""{{value}}{"id":"1"}""");
        }

        foreach (var bytes in BrokenUtf8)
        {
            yield return [.. Utf8("{\"id\":\""), .. bytes, .. Utf8("\"}")];
            yield return [.. Utf8("{\"id\":\"1\",\""), .. bytes, .. Utf8("\":1}")];
            yield return [.. Utf8("{\"id\":\"1\",\"other\":\""), .. bytes, .. Utf8("\"}")];
            yield return [.. bytes, .. Utf8("{\"id\":\"1\"}")];
        }

        foreach (var white in new[] { "", " ", "\n", "\t\r\n ", "\ufeff", "\ufeff{\"id\":\"1\"}", "\u00a0{\"id\":\"1\"}", " \n{\t\"id\"\r:\n\"1\" } " }) yield return Utf8(white);
        yield return Encoding.Unicode.GetBytes("{\"id\":\"1\"}");
        yield return Encoding.BigEndianUnicode.GetBytes("{\"id\":\"1\"}");
        yield return Encoding.UTF32.GetBytes("{\"id\":\"1\"}");
        foreach (var depth in new[] { 62, 63, 64, 65, 66, 1_000, 100_000 })
        {
            yield return Utf8("{\"id\":\"1\",\"other\":" + new string('[', depth) + new string(']', depth) + "}");
            yield return Utf8(new string('[', depth));
            yield return Utf8(string.Concat(Enumerable.Repeat("{\"other\":", depth)) + "1" + new string('}', depth));
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
