using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bux.Codecs.Tests;

/// <summary>An enum by the names that its members have on the wire.</summary>
public sealed class SignConverter : JsonConverter<Sign>
{
    private static readonly (Sign Value, string Name)[] Names = [(Sign.Plus, "+"), (Sign.Minus, "minus-sign"), (Sign.None, "none")];

    public override Sign Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        return Names.Single(each => each.Name == name).Value;
    }

    public override void Write(Utf8JsonWriter writer, Sign value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names.Single(each => each.Value == value).Name);
}

/// <summary>A strongly typed id as its value, also as a dictionary's key.</summary>
public sealed class AccountIdConverter : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override AccountId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}

/// <summary>Money in the form of its codec.</summary>
public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => MoneyCodec.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => MoneyCodec.Write(writer, value);
}

/// <summary>Tuples as arrays.</summary>
public sealed class TupleConverters : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsValueType && typeof(ITuple).IsAssignableFrom(type);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, ITuple
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var items = JsonElement.ParseValue(ref reader).EnumerateArray().ToArray();
            return (T)Make(type, items, options);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            var types = Items(typeof(T)).ToArray();
            for (var i = 0; i < value.Length; i++) JsonSerializer.Serialize(writer, value[i], types[i], options);
            writer.WriteEndArray();
        }

        private static object Make(Type type, ReadOnlySpan<JsonElement> items, JsonSerializerOptions options)
        {
            var types = type.GetGenericArguments();
            var values = new object?[types.Length];
            for (var i = 0; i < types.Length; i++)
            {
                values[i] = i == 7 ? Make(types[7], items[7..], options) : items[i].Deserialize(types[i], options);
            }

            return Activator.CreateInstance(type, values)!;
        }

        private static IEnumerable<Type> Items(Type type) =>
            type.GetGenericArguments().SelectMany((item, i) => i == 7 ? Items(item) : [item]);
    }
}

/// <summary>Frozen sets, which System.Text.Json writes but does not read.</summary>
public sealed class FrozenSetConverter : JsonConverter<System.Collections.Frozen.FrozenSet<string>>
{
    public override System.Collections.Frozen.FrozenSet<string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        System.Collections.Frozen.FrozenSet.ToFrozenSet(JsonSerializer.Deserialize<string[]>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, System.Collections.Frozen.FrozenSet<string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}

/// <summary>An interface that System.Text.Json writes but does not read.</summary>
public sealed class ReadOnlySetConverter : JsonConverter<IReadOnlySet<int>>
{
    public override IReadOnlySet<int> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<HashSet<int>>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, IReadOnlySet<int> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
