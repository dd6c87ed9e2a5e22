using System.Globalization;
using System.Text;
using Bux.Generators.Model;

namespace Bux.Generators.Golden;

/// <summary>The values of golden documents, in their form on the wire.</summary>
internal static class GoldenValues
{
    /// <summary>A value; usual ones differ by their number.</summary>
    public static string Of(Scalar scalar, GoldenKind kind, int number) => kind switch
    {
        GoldenKind.Low => Low(scalar),
        GoldenKind.High => High(scalar),
        _ => Usual(scalar, number),
    };

    /// <summary>A JSON string, escaped as little as may be.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') json.Append('\\').Append(letter);
            else if (letter < ' ') json.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else json.Append(letter);
        }

        return json.Append('"').ToString();
    }

    private static string Usual(Scalar scalar, int number) => scalar switch
    {
        Scalar.Boolean => number % 2 == 0 ? "true" : "false",
        Scalar.Half or Scalar.Single or Scalar.Double => number + ".5",
        Scalar.Decimal => number + ".50",
        Scalar.Char => Quote(((char)('a' + number % 26)).ToString()),
        Scalar.String => Quote("text " + number),
        Scalar.Guid => Quote("6f1d2c3b-4a59-4e78-8796-" + number.ToString("x12", CultureInfo.InvariantCulture)),
        Scalar.DateTime => Quote($"2024-02-29T12:30:{number % 60:00}Z"),
        Scalar.DateTimeOffset => Quote($"2024-02-29T12:30:{number % 60:00}+02:00"),
        Scalar.DateOnly => Quote($"2024-02-{1 + number % 29:00}"),
        Scalar.TimeOnly => Quote($"12:30:{number % 60:00}"),
        Scalar.TimeSpan => Quote($"1.02:03:{number % 60:00}"),
        Scalar.Uri => Quote("https://example.org/" + number),
        Scalar.Bytes or Scalar.Memory => "\"AQID\"",
        _ => (1 + number % 100).ToString(CultureInfo.InvariantCulture),
    };

    private static string Low(Scalar scalar) => scalar switch
    {
        Scalar.Boolean => "false",
        Scalar.SByte => "-128",
        Scalar.Int16 => "-32768",
        Scalar.Int32 => "-2147483648",
        Scalar.Int64 => "-9223372036854775808",
        Scalar.Int128 => "-170141183460469231731687303715884105728",
        Scalar.Half => "-65504",
        Scalar.Single => "-3.4028235E+38",
        Scalar.Double => "-1.7976931348623157E+308",
        Scalar.Decimal => "-79228162514264337593543950335",
        Scalar.Char => "\"\\u0000\"",
        Scalar.String => "\"\"",
        Scalar.Guid => "\"00000000-0000-0000-0000-000000000000\"",
        Scalar.DateTime => "\"0001-01-01T00:00:00\"",
        Scalar.DateTimeOffset => "\"0001-01-01T00:00:00+00:00\"",
        Scalar.DateOnly => "\"0001-01-01\"",
        Scalar.TimeOnly => "\"00:00:00\"",
        Scalar.TimeSpan => "\"-10675199.02:48:05.4775808\"",
        Scalar.Uri => "\"/\"",
        Scalar.Bytes or Scalar.Memory => "\"\"",
        _ => "0",
    };

    private static string High(Scalar scalar) => scalar switch
    {
        Scalar.Boolean => "true",
        Scalar.Byte => "255",
        Scalar.SByte => "127",
        Scalar.Int16 => "32767",
        Scalar.UInt16 => "65535",
        Scalar.Int32 => "2147483647",
        Scalar.UInt32 => "4294967295",
        Scalar.Int64 => "9223372036854775807",
        Scalar.UInt64 => "18446744073709551615",
        Scalar.Int128 => "170141183460469231731687303715884105727",
        Scalar.UInt128 => "340282366920938463463374607431768211455",
        Scalar.Half => "65504",
        Scalar.Single => "3.4028235E+38",
        Scalar.Double => "1.7976931348623157E+308",
        Scalar.Decimal => "79228162514264337593543950335",
        Scalar.Char => "\"\\uffff\"",
        Scalar.String => "\"Zoë \\\"\\\\\\n\\u0000 Ωμέγα 漢字 🦊\"",
        Scalar.Guid => "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
        Scalar.DateTime => "\"9999-12-31T23:59:59.9999999Z\"",
        Scalar.DateTimeOffset => "\"9999-12-31T23:59:59.9999999+00:00\"",
        Scalar.DateOnly => "\"9999-12-31\"",
        Scalar.TimeOnly => "\"23:59:59.9999999\"",
        Scalar.TimeSpan => "\"10675199.02:48:05.4775807\"",
        Scalar.Uri => "\"https://example.org/%20?q=1#f\"",
        _ => "\"AAH+/w==\"",
    };
}
