using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a closed hierarchy: a base type or interface that declares its derived types with <c>[JsonDerivedType]</c>.</summary>
internal sealed class HierarchyShape(ShapeReader shapes)
{
    private const string Derived = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    private const string Polymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";

    public static bool IsOne(INamedTypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Interface && Symbols.Attribute(type, Derived) is not null;

    /// <summary>Reads a type for which <see cref="IsOne"/> holds, or returns null and reports why not.</summary>
    public HierarchyCodec? Read(INamedTypeSymbol type)
    {
        var member = Symbols.Attribute(type, Polymorphic) is { } attribute ? Symbols.Named(attribute, "TypeDiscriminatorPropertyName") : null;
        var discriminator = member ?? "$type";
        var cases = new List<HierarchyCase>();
        foreach (var each in type.GetAttributes().Where(each => Symbols.Is(each.AttributeClass, Derived)))
        {
            if (Case(type, each, discriminator) is { } read) cases.Add(read);
        }

        if (!type.IsAbstract) Refuse(type, type, "is not abstract itself");
        if (cases.GroupBy(each => each.Wire, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            Refuse(type, type, $"has two derived types '{same.Key}'");
        }

        var names = Symbols.Names(type);
        var ordered = cases.OrderByDescending(each => each.Depth).ThenBy(each => each.Type, StringComparer.Ordinal).ToEquatableArray();
        return new HierarchyCodec(names.Type, names.Name, names.FullName, names.Obsolete, false, discriminator, ordered);
    }

    private HierarchyCase? Case(INamedTypeSymbol type, AttributeData attribute, string discriminator)
    {
        if (Symbols.Positional(attribute) is not INamedTypeSymbol derived || derived.TypeKind == TypeKind.Error) return null;
        if (Symbols.Positional(attribute, 1) is not string { Length: > 0 } name) return Refuse(type, derived, "has no discriminator: give it a string");
        if (derived.IsAbstract || derived.IsUnboundGenericType || derived.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return Refuse(type, derived, "is no concrete type");
        if (IsOne(derived)) return Refuse(type, derived, "is a hierarchy itself: declare its derived types here");
        if (!shapes.ReadObject(derived, discriminator)) return null;
        return new HierarchyCase(Symbols.Text(derived), name, Symbols.WithBases(derived).Count(), derived.IsSealed);
    }

    private HierarchyCase? Refuse(INamedTypeSymbol type, INamedTypeSymbol derived, string reason)
    {
        shapes.Report(Finding.Of(DiagnosticDescriptors.BrokenHierarchy, Symbols.Place(type) ?? shapes.Root, type.Name, derived.Name, reason));
        return null;
    }
}
