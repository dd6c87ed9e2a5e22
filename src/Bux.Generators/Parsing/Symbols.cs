using System.Collections.Generic;
using System.Linq;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads facts from symbols.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The type's name in generated code; nullability inside of type arguments is kept.</summary>
    public static string Named(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None)
        .ToDisplayString(Qualified.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));

    public static TypeName ToTypeName(this ITypeSymbol type) =>
        new(type.Named(), type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));

    /// <summary>The attribute of Bux with this name, or null.</summary>
    public static AttributeData? BuxAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.IsBux(name));

    /// <summary>Whether the type is the one of this name in the namespace Bux of the contracts assembly.</summary>
    public static bool IsBux(this ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace is { Name: "Bux", ContainingNamespace.IsGlobalNamespace: true };

    public static object? NamedArgument(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    public static Place? PlaceOf(ISymbol symbol) => PlaceOf(symbol.Locations.FirstOrDefault());

    public static Place? PlaceOf(Location? location)
    {
        if (location?.SourceTree is null) return null;
        var span = location.GetLineSpan().Span;
        return new Place(
            location.SourceTree.FilePath, location.SourceSpan.Start, location.SourceSpan.Length,
            span.Start.Line, span.Start.Character, span.End.Line, span.End.Character);
    }

    /// <summary>Why generated code in another file cannot name the type, or null.</summary>
    public static string? Unnameable(INamedTypeSymbol type)
    {
        if (type.IsGenericType) return "it is generic";
        if (type.IsFileLocal) return "it is local to its file";
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType) return $"it stands in the generic type {current.Name}";
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return $"{current.Name} is not accessible outside of the type that it stands in";
            }
        }

        return null;
    }

    /// <summary>Whether everyone who may use the assembly may use the type.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return true;
    }

    /// <summary>The namespace of what an assembly's generator makes.</summary>
    public static string GeneratedNamespace(string assembly) => "Bux.Generated." + WireNames.Identifier(assembly);

    /// <summary>The namespace and the name of the class that is made for a type; the same for whoever asks.</summary>
    public static (string Namespace, string Name) GeneratedFor(INamedTypeSymbol type, string assembly, string suffix)
    {
        var names = new Stack<string>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            names.Push(current.Name + (current.Arity == 0 ? "" : string.Concat(current.TypeArguments.Select(argument => "Of" + PartName(argument)))));
        }

        var space = type.ContainingNamespace is { IsGlobalNamespace: false } own ? "." + own.ToDisplayString(Qualified).Replace("global::", "") : "";
        return (GeneratedNamespace(assembly) + space, string.Join("_", names) + suffix);
    }

    /// <summary>The contract's class of a command or event, in the assembly that declares it.</summary>
    public static string ContractOf(INamedTypeSymbol type)
    {
        var (space, name) = GeneratedFor(type, type.ContainingAssembly.Name, "Contract");
        return $"global::{space}.{name}";
    }

    /// <summary>Whether the assembly that declares the type has contracts that this compilation can name.</summary>
    public static bool HasContracts(INamedTypeSymbol type, IAssemblySymbol here) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, here) || CatalogueOf(type.ContainingAssembly) is not null;

    /// <summary>The class that an assembly announces as its catalogue, or null.</summary>
    public static string? CatalogueOf(IAssemblySymbol assembly) => assembly.GetAttributes()
        .Where(attribute => attribute.AttributeClass is { Name: "BuxCatalogueAttribute", ContainingNamespace: { Name: "Seam", ContainingNamespace.Name: "Bux" } })
        .Select(attribute => (attribute.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol)?.Named())
        .FirstOrDefault();

    /// <summary>A type as a part of another's name.</summary>
    public static string PartName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + PartName(array.ElementType),
        INamedTypeSymbol { Arity: > 0 } generic => generic.Name + string.Concat(generic.TypeArguments.Select(argument => "Of" + PartName(argument))),
        _ => WireNames.Pascal(type.Name),
    } + (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated ? "OrNull" : "");
}
