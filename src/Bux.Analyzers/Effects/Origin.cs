namespace Bux.Analyzers.Effects;

/// <summary>
/// Where an object comes from, seen from a body: from a parameter or the body's own instance (the object that was passed, or what is reached
/// from it: a bit each), or from a static member. Nothing at all: the body made it itself, and may change it.
/// </summary>
internal readonly record struct Origin(ulong Bits)
{
    private const int LastParameter = 27;
    private const int ThisBit = 28;
    private const int Reached = 32;
    private const ulong StaticBits = 1UL << 29;
    private const ulong Passed = (1UL << 29) - 1;

    public static Origin Own => default;

    public static Origin This => new(1UL << ThisBit);

    public static Origin Static => new(StaticBits);

    public bool IsOwn => Bits == 0;

    public bool HasStatic => (Bits & StaticBits) != 0;

    /// <summary>Whether it is the body's own instance or reached from it.</summary>
    public bool HasThis => ((Bits | (Bits >> Reached)) & This.Bits) != 0;

    /// <summary>Whether it is a parameter or reached from one.</summary>
    public bool HasParameter => ((Bits | (Bits >> Reached)) & (Passed & ~This.Bits)) != 0;

    /// <summary>What is reached from the objects of this origin.</summary>
    public Origin Reach => new((Bits & StaticBits) | ((Bits & Passed) << Reached) | (Bits & (Passed << Reached)));

    /// <summary>The parameter at this place; those beyond the 28th share a bit.</summary>
    public static Origin Parameter(int ordinal) => new(1UL << Math.Min(ordinal, LastParameter));

    public static Origin operator |(Origin one, Origin other) => new(one.Bits | other.Bits);

    /// <summary>The same origin seen from a caller, who passed these values.</summary>
    public Origin SeenBy(Value receiver, IReadOnlyList<Value> arguments)
    {
        var seen = new Origin(Bits & StaticBits) | Part(This, receiver);
        for (var i = 0; i < arguments.Count; i++) seen |= Part(Parameter(i), arguments[i]);
        return seen;
    }

    private Origin Part(Origin passed, Value value) =>
        ((Bits & passed.Bits) != 0 ? value.Object : Own) | ((Bits & (passed.Bits << Reached)) != 0 ? value.Reach : Own);
}

/// <summary>An expression's value: where the object itself comes from, and where what it refers to comes from.</summary>
internal readonly record struct Value(Origin Object, Origin Reach)
{
    /// <summary>Made here, out of nothing that came from elsewhere.</summary>
    public static Value Fresh => default;

    public Origin Whole => Object | Reach;

    /// <summary>A member or an item of the object.</summary>
    public Value Inside => new(Reach, Reach);

    /// <summary>A new object that refers to this one.</summary>
    public Value Wrapped => new(Origin.Own, Whole);

    /// <summary>An object that came from there, with everything that is reached from it.</summary>
    public static Value Of(Origin origin) => new(origin, origin.Reach);

    public static Value operator |(Value one, Value other) => new(one.Object | other.Object, one.Reach | other.Reach);

    /// <summary>The same value seen from a caller.</summary>
    public Value SeenBy(Value receiver, IReadOnlyList<Value> arguments) => new(Object.SeenBy(receiver, arguments), Reach.SeenBy(receiver, arguments));
}
