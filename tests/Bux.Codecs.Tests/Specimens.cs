using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bux.Generated.Bux_Codecs_Tests;
using Bux.Seam;
using CsCheck;

namespace Bux.Codecs.Tests;

/// <summary>A contract of this project with values of its type that nobody chose.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Values">Random values, some at the edges.</param>
/// <param name="Write">The document of a value.</param>
/// <param name="Read">The value of a document.</param>
public sealed record Specimen(string Name, Gen<object> Values, Func<object, byte[]> Write, Func<byte[], object> Read, Type Type);

/// <summary>Every shape, once: a new one is a new line here.</summary>
public static class Specimens
{
    /// <summary>System.Text.Json as it writes the same forms, with converters for those that it has none for.</summary>
    public static readonly JsonSerializerOptions Oracle = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        Converters = { new SignConverter(), new TupleConverters(), new AccountIdConverter(), new MoneyConverter(), new FrozenSetConverter(), new ReadOnlySetConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutComputed } },
    };

    /// <summary>How many random values a property is tried with; <c>BUX_SAMPLES</c> sets it for long runs.</summary>
    public static readonly int Samples =
        Environment.GetEnvironmentVariable("BUX_SAMPLES") is { Length: > 0 } samples ? int.Parse(samples, System.Globalization.CultureInfo.InvariantCulture) : 1_500;

    private static readonly Gen<char> Letters = Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Char['\0', '\u001f'], Gen.Char['\u007f', '\ud7ff'], Gen.Char['\ue000', '\uffff'], Any('"', '\\', '/', '\u2028'));

    /// <summary>All of Unicode: every plane, controls, quotes; no half of a surrogate pair.</summary>
    public static readonly Gen<string> Text = Gen.Frequency(
        (4, Letters.Array[0, 12].Select(letters => new string(letters))),
        (2, Gen.Int[0x10000, 0x10ffff].Array[0, 4].Select(points => string.Concat(points.Select(char.ConvertFromUtf32)))),
        (2, Gen.String[Gen.Char['a', 'z'], 0, 60]),
        (1, Any("", "\ud83d\ude00", "é\"\\\n\u2028", "</script>&'+`")));

    private static readonly Gen<Colour> Colours = Any(Colour.Red, Colour.DarkBlue);
    private static readonly Gen<Details> Parts = Gen.Select(Text, Gen.OneOf(Gen.Int, Any(int.MinValue, int.MaxValue)), (name, age) => new Details(name, age));
    private static readonly Gen<Guid> Ids = Gen.OneOf(Gen.Guid, Any(Guid.Empty, Guid.AllBitsSet));
    private static readonly Gen<DateOnly> Dates = Gen.OneOf(Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber), Any(DateOnly.MinValue, DateOnly.MaxValue));
    private static readonly Gen<TimeSpan> Durations = Gen.OneOf(Gen.Long, Gen.Long[-1_000_000_000, 1_000_000_000], Any(long.MinValue, long.MaxValue, 0L)).Select(ticks => new TimeSpan(ticks));
    private static readonly Gen<TimeOnly> Times = Gen.OneOf(Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Long[0, 86399].Select(seconds => seconds * TimeSpan.TicksPerSecond)).Select(ticks => new TimeOnly(ticks));
    private static readonly Gen<DateTime> Moments = Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Any(1L, 10L, 1000L, TimeSpan.TicksPerSecond), Any(DateTimeKind.Utc, DateTimeKind.Unspecified))
        .Select((ticks, step, kind) => new DateTime(ticks / step * step, kind));
    private static readonly Gen<DateTimeOffset> Instants = Gen.Select(Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Any(1L, 10L, 100_000L, TimeSpan.TicksPerSecond), Gen.Int[-14 * 60, 14 * 60])
        .Select((ticks, step, minutes) => new DateTimeOffset(ticks / step * step, TimeSpan.FromMinutes(minutes)));
    private static readonly Gen<decimal> Decimals = Gen.OneOf(Gen.Decimal, Any(0m, 0.00m, 1.50m, decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m));
    private static readonly Gen<double> Doubles = Gen.OneOf(Gen.Double.Where(double.IsFinite), Any(0d, -0d, double.Epsilon, double.MaxValue, double.MinValue, 1e21, 1e-7));
    private static readonly Gen<float> Floats = Gen.OneOf(Gen.Float.Where(float.IsFinite), Any(0f, -0f, float.Epsilon, float.MaxValue));
    private static readonly Gen<Half> Halves = Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Where(Half.IsFinite);
    private static readonly Gen<Int128> Wide = Gen.Select(Gen.ULong, Gen.ULong).Select((high, low) => new Int128(high, low));
    private static readonly Gen<char> Units = Letters.Where(letter => !char.IsSurrogate(letter));
    private static readonly Gen<long> Longs = Gen.OneOf(Gen.Long, Any(long.MinValue, long.MaxValue, 0L));
    private static readonly Gen<ulong> Naturals = Gen.OneOf(Gen.ULong, Any(ulong.MaxValue, 9_999_999_999_999_999_999UL, 10_000_000_000_000_000_000UL));
    private static readonly Gen<AccountId> Accounts = Text.Select(text => new AccountId(text));
    private static readonly Gen<Point> Points = Gen.Select(Gen.Int, Gen.Int, (x, y) => new Point(x, y));
    private static readonly Gen<Expression> Leaves = Gen.Int.Select(number => (Expression)new Number(number));
    private static readonly Gen<Expression> Sums = Gen.Select(Leaves, Leaves).Select((left, right) => (Expression)new Sum(left, right));
    private static readonly Gen<Shape> Drawings = Gen.OneOf(
        Gen.Select(Text, Doubles, (id, radius) => (Shape)new Circle(id, radius)), Gen.Select(Text, Doubles, (id, side) => (Shape)new Square(id, side)),
        Gen.Select(Text, Doubles, Gen.Int, (id, side, colours) => (Shape)new Cube(id, side, colours)));
    private static readonly Gen<Money> Sums2 = Gen.Select(Gen.Decimal, Any("EUR", "USD"), (amount, currency) => new Money(amount, currency));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Specimen> All =
    [
        Of(Contracts.Scalars, from whole in Gen.Select(Gen.Bool, Gen.Byte, Gen.SByte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt, Longs)
            from real in Gen.Select(Naturals, Floats, Doubles, Decimals)
            from text in Gen.Select(Units, Text, Ids, Gen.Byte.Array[0, 40], Colours)
            from time in Gen.Select(Moments, Instants, Dates, Times, Durations)
            select new Scalars(
                whole.Item1, whole.Item2, whole.Item3, whole.Item4, whole.Item5, whole.Item6, whole.Item7, whole.Item8, real.Item1, real.Item2, real.Item3, real.Item4,
                text.Item1, text.Item2, text.Item3, time.Item1, time.Item2, time.Item3, time.Item4, time.Item5, new Uri("https://a.example/x?y"), text.Item4, text.Item5)),
        Of(Contracts.WideScalars, from wide in Gen.Select(Wide, Wide, Halves) from bytes in Gen.Byte.Array[0, 40] from none in Gen.Select(Wide.Nullable(), Halves.Nullable())
            select new WideScalars(wide.Item1, (UInt128)wide.Item2, wide.Item3, bytes, none.Item1, none.Item2, bytes.Length > 20 ? null : bytes)),
        Of(Contracts.Nullables, from one in Gen.Select(Gen.Int.Nullable(), Text.Null(), Ids.Nullable(), Dates.Nullable(), Colours.Nullable(), Accounts.Nullable(), Parts.Null())
            from many in Gen.Select(Text.Null().Array[0, 4].Null(), Gen.Int.Nullable().List[0, 4], Gen.Byte.Array[0, 9].Null())
            select new Nullables(one.Item1, one.Item2, one.Item3, one.Item4, one.Item5, one.Item6, one.Item7, many.Item1, many.Item2, many.Item3)),
        Of(Contracts.Lists, from numbers in Gen.Int.Array[0, 20] from texts in Text.Array[0, 5] from parts in Parts.Array[0, 5] from colours in Colours.Array[0, 5]
            select new Lists(numbers, [.. texts], parts, numbers, colours, [.. numbers], [.. numbers], [.. texts], [.. numbers], [numbers, [], numbers])),
        Of(Contracts.Maps, from texts in Text.Array[0, 6] from ids in Ids.Array[0, 4] from numbers in Longs.Array[0, 4] from part in Parts
            select new Maps(
                texts.Distinct().ToDictionary(text => text, text => text.Length), ids.Distinct().ToDictionary(id => id, _ => part.Name),
                numbers.Distinct().ToImmutableDictionary(number => number, _ => part), new Dictionary<Colour, int> { [Colour.DarkBlue] = 1 },
                texts.Distinct().ToDictionary(text => new AccountId(text), text => text.Length))),
        Of(Contracts.Sets, from texts in Text.Array[0, 6] from numbers in Gen.Int.Array[0, 6] from ids in Ids.Array[0, 3]
            select new Sets([.. texts], numbers.ToHashSet(), [.. ids], new HashSet<Colour> { Colour.Red })),
        Of(Contracts.Frozen, from texts in Text.Array[0, 6] from wide in Wide.Array[0, 3] from part in Parts
            select new Frozen(
                texts.Distinct().ToFrozenDictionary(text => text, text => text.Length), texts.ToFrozenSet(), wide.Distinct().ToFrozenDictionary(each => each, _ => part),
                texts.Distinct().ToImmutableDictionary(text => new AccountId(text), text => ImmutableArray.Create(text, null)))),
        Of(Contracts.Tuples, from pair in Gen.Select(Gen.Int, Text) from part in Parts from amounts in Gen.Select(Ids, Decimals).Array[0, 4]
            select new Tuples(
                pair, pair.Item1 % 2 == 0 ? null : (part, Colour.Red), [.. amounts], new Dictionary<string, (int, int)> { [pair.Item2] = (1, pair.Item1) }, ((pair.Item1, 2), part.Name),
                (1, 2, 3, 4, 5, 6, 7, 8, pair.Item1))),
        Of(Contracts.Structs, from points in Points.Array[0, 5] from point in Points from maybe in Points.Nullable()
            select new Structs(point, maybe, [.. points], new Range<int>(point.X, point.Y), new Range<Point?>(maybe, point))),
        Of(Contracts.Drawn, from shapes in Drawings.Array[1, 4] from part in Parts from expression in Gen.Select(Leaves, Sums).Select((left, right) => (Expression)new Sum(left, right))
            select new Drawn(shapes[0], part.Age % 2 == 0 ? null : shapes[0], [.. shapes], new Circle(part.Name, 1), expression, part.Age % 3 == 0 ? new Mail(part.Name) : new Phone(part.Name))),
        Of(Contracts.Named, from id in Text from size in Gen.Int from note in Text.Null() from sign in Any(Sign.Plus, Sign.Minus, Sign.None) select new Named(id, size, sign, note)),
        Of(Contracts.Defaults, from id in Text from number in Gen.Int from real in Doubles from amount in Decimals from unit in Units from guid in Ids
            select new Defaults(id, number, id, real, amount, Colour.Red, unit, guid)),
        Of(Contracts.Initialised, from id in Text from name in Text select new Initialised(id) { Name = name }),
        Of(Contracts.Settable, from text in Text from number in Gen.Int.Nullable() select new Settable { Required = text, Settled = text, Number = number }),
        Of(Contracts.Chosen, from name in Text from number in Gen.Int select new Chosen(name) { Number = number }),
        Of(Contracts.Custom, from price in Sums2 from cents in Gen.Int from none in Sums2.Null() select new Custom(price, none, [price], cents / 100m, cents % 2 == 0 ? null : cents / 100m)),
        Of(Contracts.Chain, Gen.Int[1, 60].Select(length => Enumerable.Range(0, length).Aggregate((Chain?)null, (next, number) => new Chain(number, next))!)),
        Of(Contracts.Tree, from names in Text.Array[1, 5] from numbers in Gen.Int.Array[0, 5]
            select names.Aggregate(new Tree("", [], null, new Page<int>(numbers)), (tree, name) => new Tree(name, [tree, tree], new Page<Tree>([tree]), new Page<int>(numbers, 2)))),
    ];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(each => each.Name)];

    /// <summary>One by name.</summary>
    public static Specimen Named(string name) => All.Single(each => each.Name == name);

    /// <summary>System.Text.Json writes what a getter computes, too; on the wire it would say the same twice.</summary>
    private static void WithoutComputed(JsonTypeInfo info)
    {
        foreach (var computed in info.Properties.Where(property => property.Name == "computed").ToArray()) info.Properties.Remove(computed);
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Specimen Of<T>(EventContract<T> contract, Gen<T> values) where T : notnull => new(
        typeof(T).Name, values.Select(value => (object)value), value => Write(contract, value), document => contract.Read(document), typeof(T));

    private static byte[] Write<T>(EventContract<T> contract, object value) where T : notnull
    {
        var writer = new JsonWriter();
        contract.Write(writer, value);
        return writer.ToArray();
    }
}
