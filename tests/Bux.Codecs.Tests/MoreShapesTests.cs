using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Bux.Generated.Bux_Codecs_Tests;
using Bux.Seam;

namespace Bux.Codecs.Tests;

/// <summary>The forms of tuples, hierarchies, chosen names and the user's own codecs, to the letter.</summary>
public sealed class MoreShapesTests
{
    [Fact]
    public void Wide_numbers_and_bytes_keep_every_digit() => Check(
        Contracts.WideScalars,
        new WideScalars(Int128.MinValue, UInt128.MaxValue, (Half)0.1f, new byte[] { 1, 2, 255 }, 0, null, ReadOnlyMemory<byte>.Empty),
        """{"int128":-170141183460469231731687303715884105728,"uInt128":340282366920938463463374607431768211455,"half":0.1,"memory":"AQL/","noInt128":0,"noHalf":null,"noMemory":""}""");

    [Fact]
    public void No_bytes_are_not_empty_bytes() =>
        Assert.Null(Read(Contracts.WideScalars, """{"int128":0,"uInt128":0,"half":0,"memory":"","noMemory":null}""").NoMemory);

    [Theory]
    [InlineData("int128", "170141183460469231731687303715884105728")]
    [InlineData("int128", "1.0")]
    [InlineData("uInt128", "-1")]
    [InlineData("half", "70000")]
    [InlineData("half", "\"1\"")]
    [InlineData("memory", "\"a\"")]
    public void A_number_that_does_not_fit_names_its_place(string member, string value)
    {
        var members = new Dictionary<string, string> { ["int128"] = "1", ["uInt128"] = "1", ["half"] = "1", ["memory"] = "\"\"", [member] = value };
        var text = "{" + string.Join(",", members.Select(each => $"\"{each.Key}\":{each.Value}")) + "}";

        Assert.Equal("$." + member, Refused(Contracts.WideScalars, text).Path);
    }

    [Fact]
    public void Tuples_are_arrays() => Check(
        Contracts.Tuples,
        new Tuples(
            (1, "a"), null, [(Guid.Empty, 2.50m)], new Dictionary<string, (int, int)> { ["k"] = (3, 4) }, ((5, 6), null), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        """{"pair":[1,"a"],"maybe":null,"list":[["00000000-0000-0000-0000-000000000000",2.50]],"map":{"k":[3,4]},"nested":[[5,6],null],"long":[1,2,3,4,5,6,7,8,9]}""");

    [Theory]
    [InlineData("[1]", "$.pair[1]", "An array of 2 items is expected, but it has 1")]
    [InlineData("[1,\"a\",2]", "$.pair[2]", "An array of 2 items is expected, but it has more")]
    [InlineData("{\"item1\":1}", "$.pair", "An array is expected, not an object")]
    [InlineData("[1,null]", "$.pair[1]", "A string is expected, not null")]
    public void A_tuple_of_another_length_or_kind_names_its_place(string pair, string path, string detail)
    {
        var error = Refused(Contracts.Tuples, $$"""{"pair":{{pair}}}""");

        Assert.Equal((path, true), (error.Path, error.Detail.StartsWith(detail, StringComparison.Ordinal)));
    }

    [Fact]
    public void Chosen_names_are_the_names_on_the_wire_and_ignored_members_stay_at_home()
    {
        const string Text = """{"the id":"1","größe":2,"sign":"minus-sign"}""";

        Assert.Equal(Text, Write(Contracts.Named, new Named("1", 2, Sign.Minus, null, 5) { Cache = 6 }));
        Assert.Equal(new Named("1", 2, Sign.Minus), Read(Contracts.Named, """{"the id":"1","größe":2,"sign":"minus-sign","local":9,"cache":9}"""));
        Assert.Equal(new Named("1", 2, Sign.Plus, "n"), Read(Contracts.Named, """{"the id":"1","größe":2,"sign":"+","note":"n"}"""));
        Assert.Equal("$.sign", Refused(Contracts.Named, """{"the id":"1","größe":2,"sign":"plus"}""").Path);
    }

    [Fact]
    public void The_chosen_constructor_is_called()
    {
        var read = Read(Contracts.Chosen, """{"number":2,"name":"n"}""");

        Assert.Equal(("n", 2), (read.Name, read.Number));
    }

    [Fact]
    public void Record_structs_are_objects() => Check(
        Contracts.Structs, new Structs(new Point(1, 2), null, [new Point(3)], new Range<int>(1, 2), new Range<Point?>(null, new Point(4))),
        """{"point":{"x":1,"y":2},"noPoint":null,"points":[{"x":3,"y":-1}],"numbers":{"from":1,"to":2},"nullables":{"from":null,"to":{"x":4,"y":-1}}}""");

    [Fact]
    public void A_hierarchy_writes_its_discriminator_first_and_reads_it_anywhere()
    {
        var drawn = new Drawn(
            new Cube("c", 2, 3), null, [new Square("s", 1), new Circle("o", 0.5)], new Circle("p", 1), new Sum(new Number(1), new Sum(new Number(2), new Number(3))),
            new Phone("112"));
        const string Shapes = """
            {"shape":{"$type":"cube","id":"c","side":2,"colours":3},"noShape":null,
            "shapes":[{"$type":"square","id":"s","side":1},{"$type":"circle","id":"o","radius":0.5}],"circle":{"id":"p","radius":1},
            "expression":{"kind":"sum","left":{"kind":"number","value":1},
            "right":{"kind":"sum","left":{"kind":"number","value":2},"right":{"kind":"number","value":3}}},"channel":{"$type":"phone","number":"112"}}
            """;
        var text = Shapes.Replace("\n", "", StringComparison.Ordinal);

        Check(Contracts.Drawn, drawn, text);
        var moved = text.Replace("""{"$type":"cube","id":"c","side":2,"colours":3}""", """{"x":{"$type":"circle"},"id":"c","side":2,"colours":3,"\u0024type":"cube"}""", StringComparison.Ordinal);
        Assert.Equal(drawn.Shape, Read(Contracts.Drawn, moved).Shape);
    }

    [Theory]
    [InlineData("""{"id":"c","radius":1}""", "$.shape", "The member '$type' is missing.")]
    [InlineData("""{"id":"c","$type":"oval"}""", "$.shape.$type", "'oval' is none of cube, circle, square.")]
    [InlineData("""{"$type":1}""", "$.shape.$type", "A string is expected, not a number.")]
    [InlineData("""["circle"]""", "$.shape", "An object is expected, not an array.")]
    [InlineData("""{"$type":"circle","id":"c"}""", "$.shape", "The member 'radius' is missing.")]
    public void An_object_of_no_declared_type_names_its_place(string shape, string path, string detail)
    {
        var error = Refused(Contracts.Drawn, $$"""{"shape":{{shape}}}""");

        Assert.Equal((path, detail), (error.Path, error.Detail));
    }

    [Fact]
    public void A_type_that_the_hierarchy_does_not_declare_is_not_written_as_its_base()
    {
        var drawn = new Drawn(new Undeclared("u", 1), null, [], new Circle("p", 1), new Number(1), new Mail("m"));

        Assert.Contains("Undeclared is not declared in the hierarchy Shape", Assert.Throws<WireFormatException>(() => Write(Contracts.Drawn, drawn)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_codec_of_the_user_s_own_is_called_for_values_and_never_for_nulls()
    {
        Check(
            Contracts.Custom, new Custom(new Money(1.50m, "EUR"), null, [new Money(2, "USD")], 3.25m, null),
            """{"price":"1.50 EUR","noPrice":null,"prices":["2 USD"],"amount":{"cents":325},"noAmount":null}""");
    }

    [Theory]
    [InlineData("\"x EUR\"", "{\"cents\":1}", "$.price", "The codec MoneyCodec of Money failed")]
    [InlineData("\"1\"", "{\"cents\":1}", "$.price", "The codec MoneyCodec of Money failed")]
    [InlineData("\"1 EUR\"", "{\"cents\":1,\"more\":2}", "$.amount.more", "The codec Cents of Decimal did not read exactly one JSON value")]
    [InlineData("\"1 EUR\"", "5", "$.amount", "The codec Cents of Decimal failed: an object is expected")]
    public void A_codec_that_fails_names_itself_and_the_place(string price, string amount, string path, string detail)
    {
        var error = Refused(Contracts.Custom, $$"""{"price":{{price}},"amount":{{amount}},"prices":[]}""");

        Assert.Equal((path, true), (error.Path, error.Detail.StartsWith(detail, StringComparison.Ordinal)));
    }

    [Fact]
    public void Frozen_collections_come_back()
    {
        var frozen = new Frozen(
            new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }.ToFrozenDictionary(), new[] { "y", "x" }.ToFrozenSet(),
            new Dictionary<Int128, Details> { [Int128.MaxValue] = new("n", 1) }.ToFrozenDictionary(),
            ImmutableDictionary<AccountId, ImmutableArray<string?>>.Empty.Add(new AccountId("A"), ["t", null]));
        const string Text =
            """{"map":{"a":2,"b":1},"set":["x","y"],"wide":{"170141183460469231731687303715884105727":{"name":"n","age":1}},"nested":{"A":["t",null]}}""";

        Assert.Equal(Text, Write(Contracts.Frozen, frozen));
        Assert.Equal(Text, Write(Contracts.Frozen, Read(Contracts.Frozen, Text)));
    }

    [Fact]
    public void A_null_among_the_items_is_refused_by_name()
    {
        var lists = new Lists([], [], [null!], [], [], [], [], [], [], []);

        Assert.Equal("A Details is null, and its place does not allow that.", Assert.Throws<WireFormatException>(() => Write(Contracts.Lists, lists)).Detail);
    }

    [Fact]
    public void What_is_too_deep_is_neither_written_nor_read()
    {
        Chain? chain = null;
        for (var number = 0; number < 64; number++) chain = new Chain(number, chain);
        var text = Write(Contracts.Chain, chain!);
        Assert.Equal(chain, Read(Contracts.Chain, text));

        chain = new Chain(64, chain);
        Assert.Contains("more than 64 levels", Assert.Throws<WireFormatException>(() => Write(Contracts.Chain, chain)).Message, StringComparison.Ordinal);
        Assert.Contains("maximum configured depth of 64", Refused(Contracts.Chain, $$"""{"number":64,"next":{{text}}}""").Message, StringComparison.Ordinal);
    }

    private static void Check<T>(EventContract<T> contract, T value, string text) where T : notnull
    {
        Assert.Equal(text, Write(contract, value));
        Assert.Equal(text, Write(contract, Read(contract, text)));
    }

    private static WireFormatException Refused<T>(EventContract<T> contract, string text) where T : notnull =>
        Assert.Throws<WireFormatException>(() => Read(contract, text));

    private static T Read<T>(EventContract<T> contract, string text) where T : notnull => (T)contract.Read(Encoding.UTF8.GetBytes(text));

    private static string Write<T>(EventContract<T> contract, T value) where T : notnull
    {
        var writer = new JsonWriter();
        contract.Write(writer, value);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
