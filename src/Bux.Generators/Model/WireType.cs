namespace Bux.Generators.Model;

/// <summary>A type as the wire knows it, in the place of a member, an item or a response.</summary>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="IsValueType">Whether it is a struct or an enum.</param>
internal abstract record WireType(string Type, bool IsValueType);

/// <summary>A value without parts.</summary>
internal sealed record ScalarType(string Type, bool IsValueType, Scalar Kind) : WireType(Type, IsValueType);

/// <summary>A type with a generated codec.</summary>
internal sealed record NamedType(string Type, bool IsValueType) : WireType(Type, IsValueType);

/// <summary>A value or null.</summary>
internal sealed record NullableType(WireType Inner) : WireType(Inner.Type + "?", Inner.IsValueType);

/// <summary>A list or a set.</summary>
/// <param name="Shape">The function of <c>Bux.Seam.JsonShapes</c> that makes its codec.</param>
internal sealed record SequenceType(string Type, bool IsValueType, string Shape, WireType Item) : WireType(Type, IsValueType);

/// <summary>A dictionary.</summary>
/// <param name="Shape">The function of <c>Bux.Seam.JsonShapes</c> that makes its codec.</param>
internal sealed record MapType(string Type, bool IsValueType, string Shape, KeyType Key, WireType Value) : WireType(Type, IsValueType);

/// <summary>A type with a codec that the user wrote.</summary>
/// <param name="Codec">The C# type of the codec.</param>
internal sealed record CustomType(string Type, bool IsValueType, string Codec) : WireType(Type, IsValueType);

/// <summary>A type that is written as text: an entity's key, or a dictionary's.</summary>
internal abstract record KeyType(string Type);

/// <summary>A string, a Guid or an integer.</summary>
internal sealed record ScalarKey(string Type, Scalar Kind) : KeyType(Type);

/// <summary>An enum.</summary>
internal sealed record EnumKey(string Type) : KeyType(Type);

/// <summary>A strongly typed id around another key.</summary>
internal sealed record WrappedKey(string Type, string Member, KeyType Inner) : KeyType(Type);

/// <summary>The values without parts. Each name is a codec of <c>Bux.Seam.JsonScalars</c>.</summary>
internal enum Scalar
{
    Boolean,
    Byte,
    SByte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Char,
    String,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Uri,
    Bytes,
    Memory,
    Half,
    Int128,
    UInt128,
}
