using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bux.Generated.Bux_Codecs_Tests;
using Bux.Seam;
using CsCheck;

namespace Bux.Codecs.Tests;

/// <summary>Generated codecs against System.Text.Json, with values that neither of them chose.</summary>
public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions Oracle = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.Const(""), Gen.Const("é\"\\\n\u2028"), Gen.Const("\ud83d\ude00"))
        .Where(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);

    private static readonly Gen<Colour> Colours = Gen.OneOf(Gen.Const(Colour.Red), Gen.Const(Colour.DarkBlue));
    private static readonly Gen<Details> Parts = Gen.Select(Text, Gen.Int, (name, age) => new Details(name, age));
    private static readonly Gen<DateOnly> Dates = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<TimeSpan> Durations = Gen.Long.Select(ticks => new TimeSpan(ticks));

    [Fact]
    public void Scalars_equal_the_oracle() => Check(Contracts.Scalars, from numbers in Gen.Select(Gen.Byte, Gen.SByte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt, Gen.Long, Gen.ULong)
        from floats in Gen.Select(Gen.Float.Where(float.IsFinite), Gen.Double.Where(double.IsFinite), Gen.Decimal)
        from texts in Gen.Select(Gen.Char.AlphaNumeric, Text, Gen.Guid, Gen.Byte.Array)
        from times in Gen.Select(Gen.DateTime.Utc, Gen.DateTimeOffset, Dates, Durations)
        from colour in Colours
        from time in Gen.Long[0, TimeSpan.TicksPerDay - 1]
        select new Scalars(
            true, numbers.Item1, numbers.Item2, numbers.Item3, numbers.Item4, numbers.Item5, numbers.Item6, numbers.Item7, numbers.Item8,
            floats.Item1, floats.Item2, floats.Item3, texts.Item1, texts.Item2, texts.Item3, times.Item1, times.Item2, times.Item3,
            new TimeOnly(time), times.Item4, new Uri("https://a.example/x?y"), texts.Item4, colour));

    [Fact]
    public void Nulls_equal_the_oracle() => Check(Contracts.Nullables, from number in Gen.Int.Nullable()
        from text in Text.Null()
        from part in Parts.Null()
        from colour in Colours.Nullable()
        from date in Dates.Nullable()
        from texts in Text.Null().Array.Null()
        from numbers in Gen.Int.Nullable().List
        select new Nullables(number, text, null, date, colour, null, part, texts, numbers, null));

    [Fact]
    public void Lists_equal_the_oracle() => Check(Contracts.Lists, from numbers in Gen.Int.Array
        from texts in Text.Array
        from parts in Parts.Array
        from colours in Colours.Array
        select new Lists(numbers, [.. texts], parts, numbers, colours, [.. numbers], [.. numbers], [.. texts], [.. numbers], [numbers, [], numbers]));

    [Fact]
    public void Trees_equal_the_oracle()
    {
        var leaf = new Tree("leaf", [], null, new Page<int>([1, 2]));
        Compare(Contracts.Tree, new Tree("root", [leaf, leaf], new Page<Tree>([leaf], 7), new Page<int>([], 3)));
    }

    [Fact]
    public void Members_of_every_role_come_back()
    {
        Compare(Contracts.Initialised, new Initialised("1") { Name = "named" });
        Compare(Contracts.Defaults, new Defaults("1", 2, "3", 4, 5, Colour.Red, '6', Guid.NewGuid()));
        var read = Read(Contracts.Settable, """{"required":"r","settled":"s","number":3}""");
        Assert.Equal(("r", "s", 3), (read.Required, read.Settled, read.Number));
    }

    [Fact]
    public void Missing_members_keep_their_defaults()
    {
        Assert.Equal(new Defaults("1"), Read(Contracts.Defaults, """{"id":"1"}"""));
        Assert.Equal(new Initialised("1"), Read(Contracts.Initialised, """{"id":"1"}"""));
        Assert.Equal("default", Read(Contracts.Settable, """{"required":"r"}""").Settled);
    }

    [Fact]
    public void Dictionaries_come_back_and_are_written_in_the_ordinal_order_of_their_keys()
    {
        var maps = new Maps(
            new() { ["b"] = 1, ["B"] = 2, ["é"] = 3, ["a"] = 4 }, new Dictionary<Guid, string> { [Guid.Empty] = "x" },
            ImmutableDictionary<long, Details>.Empty.Add(-5, new Details("n", 1)).Add(10, new Details("m", 2)),
            new Dictionary<Colour, int> { [Colour.Red] = 1, [Colour.DarkBlue] = 2 }, new() { [new AccountId("z")] = 1, [new AccountId("y")] = 2 });

        var text = Write(Contracts.Maps, maps);

        Assert.Contains("""{"B":2,"a":4,"b":1,"é":3}""", text, StringComparison.Ordinal);
        Assert.Contains("""{"darkBlue":2,"red":1}""", text, StringComparison.Ordinal);
        Assert.Contains("""{"y":2,"z":1}""", text, StringComparison.Ordinal);
        var read = Read(Contracts.Maps, text);
        Assert.Equal(maps.Strings, read.Strings);
        Assert.Equal(maps.Numbers, read.Numbers);
        Assert.Equal(text, Write(Contracts.Maps, read));
    }

    [Fact]
    public void Sets_are_written_alike_in_whatever_order_they_were_filled() => Gen.Select(Text.HashSet, Gen.Int.HashSet).Sample((texts, numbers) =>
    {
        Sets Make(IEnumerable<string> some, IEnumerable<int> others) =>
            new([.. some], others.ToHashSet(), [Guid.Empty], new HashSet<Colour> { Colour.Red, Colour.DarkBlue });
        var text = Write(Contracts.Sets, Make(texts, numbers));
        Assert.Equal(text, Write(Contracts.Sets, Make(texts.Reverse(), numbers.Reverse())));
        Assert.True(Read(Contracts.Sets, text).Strings.SetEquals(texts));
    });

    [Fact]
    public void A_rejection_begins_with_code_and_message()
    {
        var text = WriteWith(writer => Contracts.Refused.Write(writer, new Refused("A", 3)));

        Assert.Equal("""{"code":"refused","message":"Account A is over 3.","accountId":"A","limit":3}""", text);
        Assert.Equal(new Refused("A", 3), Contracts.Refused.Read(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_command_s_id_is_its_value_and_its_key()
    {
        var move = new Move(new AccountId("A"), Colour.DarkBlue);

        Assert.Equal("""{"id":"A","to":"darkBlue"}""", WriteWith(writer => Contracts.Move.Write(writer, move)));
        Assert.Equal("A", Contracts.Move.KeyOf(move));
    }

    private static void Check<T>(EventContract<T> contract, Gen<T> values) where T : notnull => values.Sample(value => Compare(contract, value), iter: 300);

    private static void Compare<T>(EventContract<T> contract, T value) where T : notnull
    {
        var expected = JsonSerializer.Serialize(value, Oracle);
        var actual = Write(contract, value);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual)), $"{actual} is not {expected}");
        Assert.Equal(expected, JsonSerializer.Serialize(Read(contract, expected), Oracle));
    }

    private static string Write<T>(EventContract<T> contract, T value) where T : notnull => WriteWith(writer => contract.Write(writer, value));

    private static T Read<T>(EventContract<T> contract, string text) where T : notnull => (T)contract.Read(Encoding.UTF8.GetBytes(text));

    private static string WriteWith(Action<JsonWriter> write)
    {
        var writer = new JsonWriter();
        write(writer);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
