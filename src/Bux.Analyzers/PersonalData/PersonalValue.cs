using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.PersonalData;

/// <summary>
/// What is known of a value: the personal member that it comes from, the parameters of the method that it comes from, and what is known of
/// its own members. Immutable.
/// </summary>
internal sealed class PersonalValue
{
    /// <summary>The part that stands for what the value looks like as text, once its type is forgotten.</summary>
    private const string Printed = "ToString()";

    /// <summary>The part that stands for what a function returns.</summary>
    private const string Returned = "()";

    public static readonly PersonalValue Clean = new(null, 0, 0, ImmutableDictionary<string, PersonalValue>.Empty, null);

    private PersonalValue(string? origin, ulong whole, ulong inner, ImmutableDictionary<string, PersonalValue> parts, IOperation? function)
    {
        Origin = origin;
        Whole = whole;
        Inner = inner;
        Parts = parts;
        Function = function;
    }

    /// <summary>The personal member or type that it is made of, for the report; null when it is made of none.</summary>
    public string? Origin { get; }

    /// <summary>A bit for each parameter that the value is, or is a text of.</summary>
    public ulong Whole { get; }

    /// <summary>A bit for each parameter whose members the value is made of.</summary>
    public ulong Inner { get; }

    /// <summary>What is known of its members, by their names.</summary>
    public ImmutableDictionary<string, PersonalValue> Parts { get; }

    /// <summary>The lambda or the method group that it is.</summary>
    public IOperation? Function { get; }

    public bool IsClean => Origin is null && (Whole | Inner) == 0 && Parts.IsEmpty && Function is null;

    /// <summary>The value without its members.</summary>
    public PersonalValue Self => Parts.IsEmpty && Function is null ? this : Make(Origin, Whole, Inner, Clean.Parts, null);

    /// <summary>The value and all of its members as one.</summary>
    public PersonalValue Flat
    {
        get
        {
            var flat = Self;
            foreach (var part in Parts)
            {
                if (part.Key != Returned) flat = flat.Join(part.Value.Flat);
            }

            return flat;
        }
    }

    /// <summary>What a call of it returns, as far as its own body says.</summary>
    public PersonalValue Result => Parts.TryGetValue(Returned, out var result) ? result : Member;

    /// <summary>What a member has of the whole.</summary>
    public PersonalValue Member => Make(Origin, 0, Whole | Inner, Clean.Parts, null);

    public static PersonalValue Of(string origin) => new(origin, 0, 0, Clean.Parts, null);

    public static PersonalValue OfParameter(int number) => new(null, Bit(number), 0, Clean.Parts, null);

    public static PersonalValue OfFunction(IOperation function, PersonalValue returned) => new(null, 0, 0, Clean.Parts.SetItem(Returned, returned), function);

    /// <summary>Methods with more parameters than bits share the last: what is said of one is said of all of them.</summary>
    public static ulong Bit(int number) => 1UL << Math.Min(number, 63);

    public PersonalValue WithOrigin(string? origin) => origin is null || Origin is not null ? this : new(origin, Whole, Inner, Parts, Function);

    public PersonalValue WithPart(string name, PersonalValue value) => new(Origin, Whole, Inner, Parts.SetItem(name, value), Function);

    /// <summary>The value as an <c>object</c>: only its text can be told.</summary>
    public PersonalValue As(PersonalValue text) => text.IsClean ? Self : Self.WithPart(Printed, text);

    /// <summary>Without what it has of a parameter.</summary>
    public PersonalValue Without(ulong bit) => Make(
        Origin, Whole & ~bit, Inner & ~bit, Parts.IsEmpty ? Parts : Parts.ToImmutableDictionary(part => part.Key, part => part.Value.Without(bit)), Function);

    public PersonalValue Join(PersonalValue other)
    {
        if (other.IsClean || ReferenceEquals(this, other)) return this;
        if (IsClean) return other;
        var parts = Parts;
        foreach (var part in other.Parts) parts = parts.SetItem(part.Key, parts.TryGetValue(part.Key, out var mine) ? mine.Join(part.Value) : part.Value);
        return new(Origin ?? other.Origin, Whole | other.Whole, Inner | other.Inner, parts, Function ?? other.Function);
    }

    private static PersonalValue Make(string? origin, ulong whole, ulong inner, ImmutableDictionary<string, PersonalValue> parts, IOperation? function) =>
        origin is null && (whole | inner) == 0 && parts.IsEmpty && function is null ? Clean : new(origin, whole, inner, parts, function);
}
