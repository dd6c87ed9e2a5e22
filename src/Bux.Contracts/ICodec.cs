using System.Text.Json;

namespace Bux;

/// <summary>A user's own form of a type on the wire; see <see cref="CodecAttribute"/>.</summary>
/// <typeparam name="T">The type, never null here: nulls are handled around the codec.</typeparam>
/// <remarks>
/// The form is part of the contract. It must not depend on culture, time, machine or order of hashing, and what it writes it must read
/// for as long as events are kept.
/// </remarks>
public interface ICodec<T>
{
    /// <summary>Writes the value as exactly one JSON value.</summary>
    static abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads one JSON value: the reader stands on its first token and must be left on its last.</summary>
    /// <exception cref="FormatException">The value is of another form. Any exception is reported with the place in the document.</exception>
    static abstract T Read(ref Utf8JsonReader reader);
}

/// <summary>
/// Names the codec of a member, or of a type wherever it occurs. The codec is a type of its own that implements
/// <see cref="ICodec{T}"/> for exactly that type, without its question mark.
/// </summary>
/// <param name="codec">The codec, visible in the assembly.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface,
    Inherited = false)]
public sealed class CodecAttribute(Type codec) : Attribute
{
    /// <summary>The codec.</summary>
    public Type Codec { get; } = codec;
}
