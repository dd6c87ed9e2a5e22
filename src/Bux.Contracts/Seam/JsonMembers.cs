namespace Bux.Seam;

/// <summary>The errors of members, which generated codecs share.</summary>
public static class JsonMembers
{
    /// <summary>The value of a member that must not be null; checked before it is written, because a null could never be read again.</summary>
    /// <exception cref="WireFormatException">It is null.</exception>
    public static T NotNull<T>(T? value, string member) where T : class =>
        value ?? throw new WireFormatException($"The member '{member}' is null, and its type does not allow that.");

    /// <summary>The error of an object without a member that it must have.</summary>
    public static WireFormatException Missing(string member) => new($"The member '{member}' is missing.");

    /// <summary>The error of a null among the items of a collection, or wherever else no null can be read again.</summary>
    public static WireFormatException Null(string type) => new($"A {type} is null, and its place does not allow that.");
}
