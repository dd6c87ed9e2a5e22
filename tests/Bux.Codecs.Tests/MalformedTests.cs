using System.Text;
using Bux.Generated.Bux_Codecs_Tests;
using Bux.Seam;

namespace Bux.Codecs.Tests;

/// <summary>What is wrong on the wire is said, with its place.</summary>
public sealed class MalformedTests
{
    private const string Leaf = """{"name":"leaf","children":[],"page":null,"numbers":{"items":[]}}""";

    [Fact]
    public void Unknown_members_are_skipped() =>
        Assert.Equal(new Initialised("1"), Read(Contracts.Initialised, """{"x":{"id":[1,{}]},"id":"1","y":[[]]}"""));

    [Fact]
    public void Escaped_names_are_the_same_names() => Assert.Equal(new Initialised("1"), Read(Contracts.Initialised, """{"\u0069d":"1"}"""));

    [Fact]
    public void Of_duplicate_members_the_last_one_wins() => Assert.Equal(new Initialised("2"), Read(Contracts.Initialised, """{"id":"1","id":"2"}"""));

    [Theory]
    [InlineData("""{}""", "$", "'id' is missing")]
    [InlineData("""{"id":null}""", "$.id", "A string is expected, not null")]
    [InlineData("""{"id":5}""", "$.id", "A string is expected, not a number")]
    [InlineData("""[]""", "$", "An object is expected, not an array")]
    [InlineData("""{"id":"1","name":{}}""", "$.name", "A string is expected, not an object")]
    [InlineData("{\"id\":\"1\"", "$", "The JSON is broken")]
    public void A_malformed_event_names_its_place(string text, string path, string detail) => Refused(Contracts.Initialised, text, path, detail);

    [Theory]
    [InlineData("""{"id":"1","number":"x"}""", "$.number", "")]
    [InlineData("""{"id":"1","number":99999999999}""", "$.number", "")]
    [InlineData("""{"id":"1","colour":"green"}""", "$.colour", "Colour has no member 'green'")]
    [InlineData("""{"id":"1","colour":1}""", "$.colour", "A string is expected")]
    [InlineData("""{"id":"1","char":"ab"}""", "$.char", "one character")]
    [InlineData("""{"id":"1","guid":"x"}""", "$.guid", "")]
    public void A_malformed_scalar_names_its_place(string text, string path, string detail) => Refused(Contracts.Defaults, text, path, detail);

    [Fact]
    public void A_malformed_member_in_a_list_names_its_place() => Refused(
        Contracts.Tree, """{"name":"root","children":[LEAF,{"name":"x","children":[],"numbers":{}}],"numbers":{"items":[]}}""".Replace("LEAF", Leaf, StringComparison.Ordinal),
        "$.children[1].numbers", "'items' is missing");

    [Fact]
    public void A_null_that_could_not_be_read_again_is_not_written()
    {
        var writer = new JsonWriter();

        Assert.Throws<WireFormatException>(() => Contracts.Initialised.Write(writer, new Initialised(null!)));
        Assert.Throws<WireFormatException>(() => Contracts.Defaults.Write(new JsonWriter(), new Defaults("1", Colour: (Colour)9)));
    }

    private static void Refused<T>(EventContract<T> contract, string text, string path, string detail) where T : notnull
    {
        var error = Assert.Throws<WireFormatException>(() => Read(contract, text));
        Assert.Equal(path, error.Path);
        Assert.Contains(detail, error.Message, StringComparison.Ordinal);
    }

    private static T Read<T>(EventContract<T> contract, string text) where T : notnull => (T)contract.Read(Encoding.UTF8.GetBytes(text));
}
