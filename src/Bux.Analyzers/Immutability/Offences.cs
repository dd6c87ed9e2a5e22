using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>The offences and their words. The way to the place comes last or last but one, as <see cref="DeepImmutability"/>'s messages have it.</summary>
internal static class Offences
{
    private const string Elsewhere = "Hold a type that cannot change instead";

    public static Offence Settable(string member, Way? way = null) => new(
        DeepImmutability.SettableProperty, way is null ? null : Mends.Init, member, $"{way}", way is null ? Elsewhere : "Write 'init' instead of 'set'");

    public static Offence Reference(string member, Way way) => new(DeepImmutability.SettableProperty, null, member, $"{way}", "Return the value instead of a reference");

    public static Offence OpenRecordStruct(string type, Way way) => new(
        DeepImmutability.SettableProperty, Mends.ReadOnlyStruct, $"What the record struct {type} holds", $"{way}", "Write 'readonly record struct'");

    public static Offence OpenField(string field, Way? way = null) => new(
        DeepImmutability.MutableField, way is null ? null : Mends.Field, field, "the field is not readonly", $"{way}",
        way is null ? Elsewhere : "Write 'readonly', or make it a property with 'init'");

    public static Offence Changed(string field, string method, string way) => new(
        DeepImmutability.MutableField, null, field, $"{method} changes it", way, "Return a changed copy instead");

    public static Offence Subscribable(string name, Way way) => new(
        DeepImmutability.MutableField, null, name, "anyone can subscribe to it", $"{way}", "Remove the event");

    public static Offence Changeable(string member, ITypeSymbol type, LibraryTypes library, Way? way = null, bool mendable = false)
    {
        var instead = library.Unchangeable(type, readOnly: false);
        return new(DeepImmutability.ChangeableContent, mendable && instead is not null ? Mends.Type : null, member, Members.Short(type), $"{way}",
            instead is null ? "a collection of System.Collections.Immutable" : Members.Short(instead));
    }

    public static Offence Unseen(ITypeSymbol type, string member = "", string way = "") => new(DeepImmutability.UnseenContent, null, member, Members.Short(type), type switch
    {
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => "can be anything",
        { TypeKind: TypeKind.Delegate } => "is code, which may hold anything",
        { TypeKind: TypeKind.Interface } => "is an interface, which may be implemented by anything",
        { IsAbstract: true } => "is abstract, and what derives from it may hold anything",
        { TypeKind: TypeKind.Class } => $"is a class of {type.ContainingAssembly?.Name}, which may hide anything",
        _ => "may hold anything",
    }, way);
}
