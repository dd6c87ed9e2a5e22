using System.Text;
using System.Text.Json.Nodes;
using Bux.Seam;
using CsCheck;

namespace Bux.Codecs.Tests;

/// <summary>The published schemas and the generated codecs mean the same documents.</summary>
public sealed class SchemaTests
{
    private static readonly int Samples = Math.Max(100, Specimens.Samples / 10);

    [Theory]
    [MemberData(nameof(Specimens.Names), MemberType = typeof(Specimens))]
    public void What_a_codec_writes_fits_the_schema(string name)
    {
        var specimen = Specimens.Named(name);
        specimen.Values.Sample(value =>
        {
            var document = specimen.Write(value);
            Assert.True(PublishedSchemas.Fits(name, document, out var errors), $"{errors} in {Encoding.UTF8.GetString(document)}");
            Assert.True(PublishedSchemas.FitsAsyncApi(name, document), $"AsyncAPI: {Encoding.UTF8.GetString(document)}");
        }, iter: Samples);
    }

    /// <summary>All but the one with codecs of its own, of whose documents a schema knows nothing.</summary>
    public static TheoryData<string> Known => [.. Specimens.All.Select(each => each.Name).Where(name => name != nameof(Custom))];

    [Theory]
    [MemberData(nameof(Known))]
    public void What_a_codec_refuses_of_a_spoiled_document_does_not_fit_the_schema(string name)
    {
        var specimen = Specimens.Named(name);
        var refused = 0;
        Gen.Select(specimen.Values, Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Sample((value, place, how) =>
        {
            if (Spoiling.Spoil(JsonNode.Parse(specimen.Write(value))!, place, how) is not { } spoiled) return;
            var document = Encoding.UTF8.GetBytes(spoiled);
            var fits = PublishedSchemas.Fits(name, document, out _);
            Assert.Equal(fits, PublishedSchemas.FitsAsyncApi(name, document));
            if (IsRead(specimen, document)) return;
            refused++;
            Assert.False(fits, $"{spoiled} is refused by the codec, but fits the schema");
        }, iter: Samples, threads: 1);

        Assert.True(refused > Samples / 10, $"Only {refused} of {Samples} spoiled documents were refused.");
    }

    [Theory]
    [MemberData(nameof(Specimens.Names), MemberType = typeof(Specimens))]
    public void A_member_that_nobody_knows_fits_as_it_is_read(string name)
    {
        var specimen = Specimens.Named(name);
        specimen.Values.Sample(value =>
        {
            var document = JsonNode.Parse(specimen.Write(value))!.AsObject();
            document["of a later release"] = new JsonArray(1, "2");
            var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
            Assert.True(IsRead(specimen, bytes));
            Assert.True(PublishedSchemas.Fits(name, bytes, out var errors), errors);
        }, iter: 20);
    }

    private static bool IsRead(Specimen specimen, byte[] document)
    {
        try
        {
            specimen.Read(document);
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
