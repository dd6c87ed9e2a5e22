using System.Text.Json;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Schemas;
using Json.Schema;

namespace Bux.Generators.Tests.Schemas;

/// <summary>From lines of the lock to what a schema takes and refuses.</summary>
public sealed class ShapeSchemaTests
{
    [Theory]
    [InlineData("a: boolean", "true", "1")]
    [InlineData("a: int8", "-128", "-129")]
    [InlineData("a: uint8", "255", "256")]
    [InlineData("a: int16", "32767", "32768")]
    [InlineData("a: uint16", "65535", "-1")]
    [InlineData("a: int32", "-2147483648", "2147483648")]
    [InlineData("a: uint32", "4294967295", "4294967296")]
    [InlineData("a: int64", "9223372036854775807", "9223372036854775808")]
    [InlineData("a: uint64", "18446744073709551615", "18446744073709551616")]
    [InlineData("a: int128", "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729")]
    [InlineData("a: uint128", "340282366920938463463374607431768211455", "340282366920938463463374607431768211456")]
    [InlineData("a: int32", "1", "1.5")]
    [InlineData("a: float16", "65504", "65505")]
    [InlineData("a: float32", "3.4028235E+38", "3.5E+38")]
    [InlineData("a: float64", "1.7976931348623157E+308", "\"1\"")]
    [InlineData("a: decimal", "1.50", "79228162514264337593543950336")]
    [InlineData("a: string", "\"\"", "null")]
    [InlineData("a: char", "\"x\"", "\"xy\"")]
    [InlineData("a: guid", "\"0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11\"", "\"0b5e1f6a58a54a0e9d0a3f6f0e8a7c11\"")]
    [InlineData("a: date", "\"2024-02-29\"", "\"2024-02-29T00:00:00Z\"")]
    [InlineData("a: time", "\"13:45:00.5000000\"", "\"1.13:45:00\"")]
    [InlineData("a: duration", "\"-1.02:03:04\"", "\"P1DT2H3M4S\"")]
    [InlineData("a: date-time", "\"2024-02-29T23:59:59\"", "\"2024-02-29\"")]
    [InlineData("a: date-time-offset", "\"2024-02-29T23:59:59.5+01:00\"", "\"2024-02-29T23:59:59\"")]
    [InlineData("a: bytes", "\"SCE=\"", "\"SCE\"")]
    [InlineData("a: uri", "\"https://a.example/x?y\"", "1")]
    [InlineData("a: enum active|closed", "\"active\"", "\"open\"")]
    [InlineData("a: enum active|closed or null", "null", "\"open\"")]
    [InlineData("a: enum +|\"min us\"", "\"min us\"", "\"min\"")]
    [InlineData("a: string or null", "null", "1")]
    [InlineData("a: list; a[]: string or null", "[\"x\", null]", "[1]")]
    [InlineData("a: set; a[]: int32", "[1, 2]", "[1, 1]")]
    [InlineData("a: map of string; a{}: int32", "{\"any\": 1}", "{\"any\": null}")]
    [InlineData("a: map of guid; a{}: int32", "{\"0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11\": 1}", "{\"x\": 1}")]
    [InlineData("a: map of int64; a{}: int32", "{\"-5\": 1}", "{\"x\": 1}")]
    [InlineData("a: map of uint8; a{}: int32", "{\"5\": 1}", "{\"-5\": 1}")]
    [InlineData("a: map of enum red|blue; a{}: int32", "{\"red\": 1}", "{\"green\": 1}")]
    [InlineData("a: tuple; a[0]: int32; a[1]: string", "[1, \"x\"]", "[1]")]
    [InlineData("a: tuple; a[0]: int32; a[1]: string", "[1, \"x\"]", "[1, \"x\", 2]")]
    [InlineData("a: object; a.b: object; a.b.c: string; a.d?: int32 = 3", "{\"b\": {\"c\": \"\"}, \"more\": 1}", "{\"b\": {}}")]
    [InlineData("a: object; a.b?: int32 = 3", "{}", "{\"b\": null}")]
    [InlineData("a: object or null; a.b: int32", "null", "{}")]
    [InlineData("a: one of circle|square by kind; a(circle).r: int32", "{\"r\": 1, \"kind\": \"circle\"}", "{\"kind\": \"circle\"}")]
    [InlineData("a: one of circle|square by kind; a(circle).r: int32", "{\"kind\": \"square\"}", "{\"kind\": \"cube\"}")]
    [InlineData("a: one of circle|square by kind or null", "null", "{}")]
    [InlineData("a: object; a.next?: ^a or null = null", "{\"next\": {\"next\": null}}", "{\"next\": {\"next\": 1}}")]
    [InlineData("a: one of leaf|sum by kind; a(sum).left: ^a; a(sum).again: ^a(sum) or null", "{\"kind\": \"sum\", \"again\": null, \"left\": {\"kind\": \"leaf\"}}", "{\"kind\": \"sum\", \"again\": null, \"left\": {\"kind\": \"tree\"}}")]
    [InlineData("a: one of sum by kind; a(sum).again?: ^a(sum) or null = null", "{\"kind\": \"sum\", \"again\": {}}", "{\"again\": {}}")]
    [InlineData("a: list; a[]: ^", "[{\"a\": []}]", "[{\"a\": 1}]")]
    [InlineData("a: object; a.\"the id\": string; a.größe: int32", "{\"the id\": \"\", \"größe\": 1}", "{\"the id\": \"\"}")]
    public void A_form_takes_what_is_of_it_and_nothing_else(string lines, string taken, string refused)
    {
        foreach (var dialect in new[] { "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#" })
        {
            var schema = Schema(lines, WirePath.Root, dialect);
            Assert.True(Takes(schema, $$"""{"a": {{taken}}}"""), $"{dialect}: {taken}");
            Assert.False(Takes(schema, $$"""{"a": {{refused}}}"""), $"{dialect}: {refused}");
            Assert.False(Takes(schema, "{}"));
        }
    }

    [Theory]
    [InlineData("=>: object", "{}", "1")]
    [InlineData("=>: int32", "1", "{}")]
    [InlineData("=>: list; =>[]: object; =>[].b: string", "[{\"b\": \"\"}]", "[{}]")]
    [InlineData("=>: object or null; =>.next: ^=> or null", "null", "1")]
    [InlineData("=>: object or null; =>.next: ^=>", "{\"next\": {\"next\": {}}}", "{\"next\": null}", false)]
    public void A_response_is_a_document_of_its_own(string lines, string taken, string refused, bool isTaken = true)
    {
        var schema = Schema("@key: id; id: string; " + lines, WirePath.Response, "https://json-schema.org/draft/2020-12/schema");

        Assert.Equal(isTaken, Takes(schema, taken));
        Assert.False(Takes(schema, refused));
    }

    [Fact]
    public void What_a_missing_member_is_stands_as_its_default_where_json_can_tell()
    {
        var text = Text("a?: int32 = -5; b?: string = \"x\\\"y\"; c?: guid = default; d?: list = []; d[]: int32; e?: string = null; f?: float64 = NaN; g?: string or null = null");
        var members = JsonElement.Parse(text).GetProperty("properties");

        Assert.Equal(-5, members.GetProperty("a").GetProperty("default").GetInt32());
        Assert.Equal("x\"y", members.GetProperty("b").GetProperty("default").GetString());
        Assert.Equal("[]", members.GetProperty("d").GetProperty("default").ToString());
        Assert.Equal(JsonValueKind.Null, members.GetProperty("g").GetProperty("default").ValueKind);
        Assert.All(new[] { "c", "e", "f" }, name => Assert.False(members.GetProperty(name).TryGetProperty("default", out _)));
        Assert.False(JsonElement.Parse(text).TryGetProperty("required", out _));
    }

    [Fact]
    public void A_codec_of_one_s_own_is_open_and_says_so()
    {
        var schema = Schema("a: custom MoneyCodec", WirePath.Root, "https://json-schema.org/draft/2020-12/schema");

        Assert.True(Takes(schema, """{"a": {"any": "thing"}}"""));
        Assert.Contains("MoneyCodec", Text("a: custom MoneyCodec"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_s_schemas_are_those_of_its_lock()
    {
        var folder = SnapshotTests.Folder("samples", "Kyc.Contracts");
        var locked = LockReading.Of(File.ReadAllText(Path.Combine(folder, LockFile.Name)));

        Assert.Empty(locked.Problems);
        Assert.Equal(
            Publishing.Files(Publishing.Kyc()),
            SchemaSheet.Of([.. locked.File.Contracts.OrderBy(each => each.Id, StringComparer.Ordinal)], new SchemaSettings("2.1.0")).Files.ToDictionary(file => file.Path, file => file.Text));
    }

    private static bool Takes(JsonSchema schema, string document) =>
        schema.Evaluate(JsonElement.Parse(document), new EvaluationOptions { RequireFormatValidation = true }).IsValid;

    private static JsonSchema Schema(string lines, string root, string draft)
    {
        var isCurrent = draft.Contains("2020", StringComparison.Ordinal);
        var schema = new Generators.Schemas.Json.Object { ["$schema"] = draft }
            .With(ShapeSchema.Of(Lines(lines), root, isCurrent ? SchemaDialect.Current : SchemaDialect.AsyncApi("x") with { Root = "#" }));
        return JsonSchema.FromText(schema.ToDocument());
    }

    private static string Text(string lines) => ShapeSchema.Of(Lines(lines), WirePath.Root, SchemaDialect.Current).ToDocument();

    private static ShapeLine[] Lines(string lines) => [.. lines.Split("; ").Select(line => ShapeLine.Parse(line) ?? throw new InvalidOperationException($"'{line}' is no line."))];
}
