using System.Text;
using System.Text.Json;
using CsCheck;

namespace Bux.Codecs.Tests;

/// <summary>System.Text.Json as an oracle that knows nothing of Bux: both read what the other writes, and write the same JSON.</summary>
public sealed class OracleTests
{
    /// <summary>Members whose form is the user's own codec's, or of frozen dictionaries, which System.Text.Json cannot read.</summary>
    private static readonly string[] WrittenOnly = [nameof(Custom), nameof(Frozen)];

    public static TheoryData<string> Names => Specimens.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_is_what_the_oracle_writes_and_comes_back(string name)
    {
        var specimen = Specimens.Named(name);
        specimen.Values.Sample(
            value =>
            {
                var document = specimen.Write(value);
                Same(Expected(value, specimen), document, hasSets: name is nameof(Sets) or nameof(Frozen));
                Assert.Equal(document, specimen.Write(specimen.Read(document)));
            },
            iter: Specimens.Samples, print: Print);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_oracle_writes_is_read_and_the_oracle_reads_what_is_written(string name)
    {
        if (WrittenOnly.Contains(name)) return;
        var specimen = Specimens.Named(name);
        specimen.Values.Sample(
            value =>
            {
                var written = JsonSerializer.SerializeToUtf8Bytes(value, specimen.Type, Escaping);
                Assert.Equal(specimen.Write(value), specimen.Write(specimen.Read(written)));
                var read = JsonSerializer.Deserialize(specimen.Write(value), specimen.Type, Specimens.Oracle)!;
                Assert.Equal(specimen.Write(value), specimen.Write(read));
            },
            iter: Specimens.Samples, print: Print);
    }

    /// <summary>The oracle with indentation and every letter beyond ASCII escaped, which is read all the same.</summary>
    private static readonly JsonSerializerOptions Escaping = new(Specimens.Oracle)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default,
        WriteIndented = true,
    };

    private static byte[] Expected(object value, Specimen specimen) => value is Custom custom
        ? Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new { custom.Price, custom.NoPrice, custom.Prices, Amount = Cents(custom.Amount), NoAmount = Cents(custom.NoAmount) }, Specimens.Oracle))
        : JsonSerializer.SerializeToUtf8Bytes(value, specimen.Type, Specimens.Oracle);

    private static object? Cents(decimal? amount) => amount is { } present ? new { cents = (long)(present * 100) } : null;

    private static void Same(byte[] expected, byte[] actual, bool hasSets)
    {
        var (one, other) = (JsonElement.Parse(expected), JsonElement.Parse(actual));
        var same = hasSets ? Unordered(one) == Unordered(other) : JsonElement.DeepEquals(one, other);
        Assert.True(same, $"{Encoding.UTF8.GetString(actual)} is not {Encoding.UTF8.GetString(expected)}");
    }

    /// <summary>A document as text without the order of members and items: a set has none.</summary>
    private static string Unordered(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Unordered).Order(StringComparer.Ordinal)) + "]",
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Select(each => $"{each.Name}:{Unordered(each.Value)}").Order(StringComparer.Ordinal)) + "}",
        JsonValueKind.String => $"\"{element.GetString()}\"",
        _ => element.GetRawText(),
    };

    private static string Print(object value) => JsonSerializer.Serialize(value, value.GetType(), Specimens.Oracle);
}
