using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bux.Codecs.Tests;

/// <summary>Large and small numbers, and bytes that nobody can change.</summary>
[DomainEvent(1)]
public sealed record WideScalars(Int128 Int128, UInt128 UInt128, Half Half, ReadOnlyMemory<byte> Memory, Int128? NoInt128, Half? NoHalf, ReadOnlyMemory<byte>? NoMemory);

/// <summary>Collections made for reading.</summary>
[DomainEvent(1)]
public sealed record Frozen(
    FrozenDictionary<string, int> Map, FrozenSet<string> Set, FrozenDictionary<Int128, Details> Wide, ImmutableDictionary<AccountId, ImmutableArray<string?>> Nested);

/// <summary>Tuples, named and not, in every place.</summary>
[DomainEvent(1)]
public sealed record Tuples(
    (int Number, string Text) Pair, (Details, Colour?)? Maybe, ImmutableArray<(Guid Id, decimal Amount)> List, IReadOnlyDictionary<string, (int, int)> Map,
    ((int, int) Left, string? Right) Nested, (int, int, int, int, int, int, int, int, int) Long);

/// <summary>Names that the user chose, and members that stay at home.</summary>
[DomainEvent(1)]
public sealed record Named(
    [property: JsonPropertyName("the id")] string Id, [property: JsonPropertyName("größe")] int Size, Sign Sign,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null, [property: JsonIgnore] int Local = 7)
{
    [JsonIgnore]
    public string Display => Id + Size;

    [JsonIgnore]
    public int Cache { get; set; }
}

/// <summary>Enum members with names of their own.</summary>
public enum Sign
{
    [EnumMember(Value = "+")]
    Plus,

    [JsonStringEnumMemberName("minus-sign")]
    Minus,

    None,
}

/// <summary>A class with two constructors, of which the user has chosen one.</summary>
[DomainEvent(1)]
public sealed class Chosen
{
    public Chosen(string name, int number) => throw new InvalidOperationException($"Not this one, {name} {number}.");

    [JsonConstructor]
    public Chosen(string name) => Name = name;

    public string Name { get; }

    public int Number { get; set; }
}

/// <summary>Record structs inside.</summary>
[DomainEvent(1)]
public sealed record Structs(Point Point, Point? NoPoint, ImmutableArray<Point> Points, Range<int> Numbers, Range<Point?> Nullables);

/// <summary>A record struct with two members is an object.</summary>
public readonly record struct Point(int X, int Y = -1);

/// <summary>A generic record struct.</summary>
public readonly record struct Range<T>(T From, T To);

/// <summary>A closed hierarchy in every place.</summary>
[DomainEvent(1)]
public sealed record Drawn(Shape Shape, Shape? NoShape, ImmutableArray<Shape> Shapes, Circle Circle, Expression Expression, IChannel Channel);

/// <summary>A base without a name for its discriminator.</summary>
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
[JsonDerivedType(typeof(Cube), "cube")]
public abstract record Shape(string Id);

/// <summary>A shape.</summary>
public sealed record Circle(string Id, double Radius) : Shape(Id);

/// <summary>A shape that is not sealed.</summary>
public record Square(string Id, double Side) : Shape(Id);

/// <summary>A shape that derives from another one.</summary>
public sealed record Cube(string Id, double Side, int Colours) : Square(Id, Side);

/// <summary>A shape that nobody declared.</summary>
public sealed record Undeclared(string Id, double Side) : Square(Id, Side);

/// <summary>A hierarchy that contains itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Sum), "sum")]
public abstract record Expression;

/// <summary>A leaf.</summary>
public sealed record Number(int Value) : Expression;

/// <summary>A node.</summary>
public sealed record Sum(Expression Left, Expression Right) : Expression;

/// <summary>A hierarchy below an interface.</summary>
[JsonDerivedType(typeof(Mail), "mail")]
[JsonDerivedType(typeof(Phone), "phone")]
public interface IChannel;

/// <summary>A channel.</summary>
public sealed record Mail(string Address) : IChannel;

/// <summary>A channel that is a struct.</summary>
public readonly record struct Phone(string Number) : IChannel;

/// <summary>Forms that the user wrote.</summary>
[DomainEvent(1)]
public sealed record Custom(
    Money Price, Money? NoPrice, ImmutableArray<Money> Prices, [Codec(typeof(Cents))] decimal Amount, [property: Codec(typeof(Cents))] decimal? NoAmount);

/// <summary>A type with a form of its own.</summary>
[Codec(typeof(MoneyCodec))]
public sealed record Money(decimal Amount, string Currency);

/// <summary>Money as text.</summary>
public readonly struct MoneyCodec : ICodec<Money>
{
    public static void Write(Utf8JsonWriter writer, Money value) =>
        writer.WriteStringValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.Amount} {value.Currency}"));

    public static Money Read(ref Utf8JsonReader reader)
    {
        var parts = reader.GetString()!.Split(' ');
        return new Money(decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
    }
}

/// <summary>An amount as an object of whole cents.</summary>
public sealed class Cents : ICodec<decimal>
{
    public static void Write(Utf8JsonWriter writer, decimal value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cents", (long)(value * 100));
        writer.WriteEndObject();
    }

    public static decimal Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("an object is expected");
        reader.Read();
        reader.Read();
        var cents = reader.GetInt64();
        reader.Read();
        return cents / 100m;
    }
}

/// <summary>A list without end.</summary>
[DomainEvent(1)]
public sealed record Chain(int Number, Chain? Next);
