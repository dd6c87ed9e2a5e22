using System.Text;
using System.Text.Json;
using Bux.Generated.Bux_Codecs_Tests;
using Bux.Seam;
using CsCheck;

namespace Bux.Codecs.Tests;

/// <summary>What is not sound is refused with its place, whatever it is; nothing is accepted that System.Text.Json refuses, and nothing crashes.</summary>
public sealed class CorpusTests
{
    private static readonly Specimen Defaults = Specimens.Named(nameof(Codecs.Tests.Defaults));

    public static TheoryData<string> Names => Specimens.Names;

    [Fact]
    public void Odd_documents_are_refused_with_their_place_or_sound()
    {
        var documents = Corpus.Documents().ToArray();
        var refused = documents.Count(document => !Judge(Defaults, document) | !Judge(Specimens.Named(nameof(Initialised)), document));

        Assert.InRange(documents.Length, 900, int.MaxValue);
        Assert.InRange(refused, 600, documents.Length - 50);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_that_ends_anywhere_before_its_end_is_refused(string name)
    {
        var specimen = Specimens.Named(name);
        specimen.Values.Sample(
            value =>
            {
                var document = specimen.Write(value);
                for (var length = 0; length < document.Length; length++) Assert.False(Judge(specimen, document[..length]));
            },
            iter: 5, print: _ => name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_refused_with_its_place_or_is_sound(string name)
    {
        var specimen = Specimens.Named(name);
        var mutants = Gen.Select(specimen.Values, specimen.Values, Gen.Int[0, 6], Gen.Int, Gen.Int, Gen.Byte).Select((value, other, kind, at, length, one) =>
            Mutate(specimen.Write(value), specimen.Write(other), kind, at, length, one));
        mutants.Sample(mutant => { Judge(specimen, mutant); }, iter: Specimens.Samples, print: mutant => Convert.ToBase64String(mutant));
    }

    /// <summary>Reads a document and judges the outcome.</summary>
    /// <returns>Whether it was accepted.</returns>
    private static bool Judge(Specimen specimen, byte[] document)
    {
        object value;
        try
        {
            value = specimen.Read(document);
        }
        catch (WireFormatException refused)
        {
            Assert.InRange(refused.Position, 0, document.Length);
            Assert.StartsWith("$", refused.Path!, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(refused.Detail));
            return false;
        }

        Assert.True(IsSound(document), $"{Encoding.UTF8.GetString(document)} is accepted, but it is no JSON.");
        var written = specimen.Write(value);
        Assert.Equal(written, specimen.Write(specimen.Read(written)));
        return true;
    }

    private static bool IsSound(byte[] document)
    {
        var reader = new Utf8JsonReader(document, JsonDocuments.ReaderOptions);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Mutate(byte[] document, byte[] other, int kind, int at, int length, byte one)
    {
        at = (int)((uint)at % document.Length);
        length = (int)((uint)length % Math.Min(16, document.Length - at)) + 1;
        var from = (int)((uint)at % other.Length);
        const string Special = "{}[]\",:\\/-+.eE0123456789tfn u\n";
        return kind switch
        {
            0 => [.. document[..at], one, .. document[(at + 1)..]],
            1 => [.. document[..at], .. document[(at + length)..]],
            2 => [.. document[..at], one, .. document[at..]],
            3 => [.. document[..at], .. document[at..(at + length)], .. document[at..]],
            4 => [.. document[..at], .. other[from..]],
            5 => [.. document[..at], (byte)Special[one % Special.Length], .. document[at..]],
            _ => [.. document[..at], (byte)Special[one % Special.Length], .. document[(at + 1)..]],
        };
    }
}
