namespace Bux.Generators.Model;

/// <summary>A type for which a codec is generated.</summary>
/// <param name="Type">The C# type, fully qualified; with its nullable annotations it identifies the codec.</param>
/// <param name="Name">Its name without namespace, as an identifier.</param>
/// <param name="FullName">Its name with namespace, as an identifier, for the case that names clash.</param>
/// <param name="Obsolete">Whether it touches something obsolete, so that only obsolete code may mention it.</param>
internal abstract record CodecModel(string Type, string Name, string FullName, bool Obsolete)
{
    /// <summary>The types that its members mention.</summary>
    public abstract IEnumerable<WireType> Mentions { get; }
}

/// <summary>A class, record or struct that is written as a JSON object.</summary>
/// <param name="IsRejection">Whether code and message come first.</param>
/// <param name="NamedArguments">Whether the constructor has parameters that no member gives.</param>
internal sealed record ObjectCodec(
    string Type, string Name, string FullName, bool Obsolete, bool IsValueType, bool IsRejection, bool NamedArguments,
    EquatableArray<MemberModel> Members) : CodecModel(Type, Name, FullName, Obsolete)
{
    public override IEnumerable<WireType> Mentions => Members.Select(member => member.Type);
}

/// <summary>An enum, written as its members' names.</summary>
internal sealed record EnumCodec(string Type, string Name, string FullName, bool Obsolete, EquatableArray<EnumName> Names)
    : CodecModel(Type, Name, FullName, Obsolete)
{
    public override IEnumerable<WireType> Mentions => [];
}

/// <summary>A strongly typed id, written as the one value that it holds.</summary>
internal sealed record IdCodec(string Type, string Name, string FullName, bool Obsolete, string Member, WireType Inner)
    : CodecModel(Type, Name, FullName, Obsolete)
{
    public override IEnumerable<WireType> Mentions => [Inner];
}

/// <summary>A tuple, written as an array of its items.</summary>
internal sealed record TupleCodec(string Type, string Name, string FullName, bool Obsolete, EquatableArray<WireType> Items)
    : CodecModel(Type, Name, FullName, Obsolete)
{
    public override IEnumerable<WireType> Mentions => Items;
}

/// <summary>A closed hierarchy: an object whose first member says which of the declared types it is.</summary>
/// <param name="Discriminator">The name of that member on the wire.</param>
internal sealed record HierarchyCodec(
    string Type, string Name, string FullName, bool Obsolete, bool IsValueType, string Discriminator, EquatableArray<HierarchyCase> Cases)
    : CodecModel(Type, Name, FullName, Obsolete)
{
    public override IEnumerable<WireType> Mentions => Cases.Select(each => new NamedType(each.Type, false));
}

/// <summary>A type of a closed hierarchy.</summary>
/// <param name="Wire">What the discriminator says.</param>
/// <param name="Depth">How many base types it has: derived ones are matched first.</param>
/// <param name="IsSealed">Whether nothing undeclared can derive from it.</param>
internal sealed record HierarchyCase(string Type, string Wire, int Depth, bool IsSealed);

/// <param name="Member">The C# name, escaped where it is a keyword.</param>
/// <param name="Wire">The name on the wire.</param>
internal sealed record EnumName(string Member, string Wire);

/// <summary>A member of an object on the wire.</summary>
/// <param name="Name">The C# name, escaped where it is a keyword.</param>
/// <param name="Wire">The name on the wire.</param>
/// <param name="Role">How a new object gets it.</param>
/// <param name="Position">The place of its constructor parameter.</param>
/// <param name="Parameter">The name of its constructor parameter, escaped where it is a keyword.</param>
/// <param name="Default">The C# text of its default, or null when the wire must have it.</param>
/// <param name="LeftOut">Whether it is not written where it is null.</param>
/// <param name="WhenAbsent">What it is when the wire does not have it, in the words of the lock; null when the wire must have it.</param>
internal sealed record MemberModel(
    string Name, string Wire, WireType Type, MemberRole Role, int Position, string Parameter, string? Default, bool LeftOut, string? WhenAbsent);

internal enum MemberRole
{
    /// <summary>A constructor's parameter.</summary>
    Constructor,

    /// <summary>In the object initialiser.</summary>
    Initializer,

    /// <summary>Assigned afterwards when the wire has it, so that the type's own default stays otherwise.</summary>
    Setter,

    /// <summary>As <see cref="Setter"/>, but with a <c>with</c> expression, for an <c>init</c> property of a record or struct.</summary>
    With,
}
