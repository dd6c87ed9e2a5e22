using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>What holds for every annotated type.</summary>
internal static class Declared
{
    public const string Command = "Bux.CommandAttribute";
    public const string Event = "Bux.DomainEventAttribute";
    public const string Upcaster = "Bux.UpcasterAttribute";
    public const string State = "Bux.StateAttribute";
    public const string UseCase = "Bux.UseCaseAttribute";
    public const string Mutator = "Bux.StateMutatorAttribute";
    public const string NoStateChange = "Bux.NoStateChangeAttribute`1";
    public const string Projection = "Bux.ProjectionAttribute";
    public const string Service = "Bux.ServiceContractsAttribute";
    public const string AnnouncedUpcaster = "Bux.Seam.BuxUpcasterAttribute";
    public const string Catalogue = "Bux.Seam.BuxCatalogueAttribute";
    public const string Contracts = "Bux.Seam.BuxContractAttribute";

    /// <summary>Whether a type is a command, an event or a state.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type) => type.GetAttributes()
        .Any(each => each.AttributeClass is { } attribute && Symbols.MetadataName(attribute) is Command or Event or State);

    /// <summary>Whether generated code can mention the type and make objects of it.</summary>
    public static IEnumerable<Finding> Check(INamedTypeSymbol type, Compilation compilation, bool abstractAllowed = false)
    {
        var place = Symbols.Place(type);
        var around = Around(type).ToArray();
        if (around.Any(each => each.IsFileLocal) || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        {
            yield return Finding.Of(DiagnosticDescriptors.Inaccessible, place, type.Name);
        }
        else if (around.Any(each => each.TypeParameters.Length > 0))
        {
            yield return Finding.Of(DiagnosticDescriptors.Generic, place, type.Name, "generic or inside a generic type");
        }
        else if (type is { IsAbstract: true, IsStatic: false } && !abstractAllowed)
        {
            yield return Finding.Of(DiagnosticDescriptors.Generic, place, type.Name, "abstract");
        }
        else if (type is { IsStatic: true } && !abstractAllowed)
        {
            yield return Finding.Of(DiagnosticDescriptors.Generic, place, type.Name, "static");
        }
        else if (type.IsRefLikeType)
        {
            yield return Finding.Of(DiagnosticDescriptors.Generic, place, type.Name, "a ref struct");
        }
    }

    public static IEnumerable<Finding> CheckName(string name, string of, LocationInfo? place)
    {
        if (!WireNames.IsWellFormed(name)) yield return Finding.Of(DiagnosticDescriptors.MalformedName, place, name, of);
    }

    /// <summary>The service that an attribute or its assembly names, or null.</summary>
    public static string? ServiceOf(AttributeData attribute, IAssemblySymbol assembly) =>
        Symbols.Named(attribute, "Service")
        ?? (Symbols.Attribute(assembly, Service) is { } contracts ? Symbols.Positional(contracts) as string : null);

    /// <summary>Where the contract of a command or event is, or null when its assembly has none.</summary>
    public static ContractReference? Contract(INamedTypeSymbol type, Compilation compilation)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) return new ContractReference(Symbols.Text(type), null);
        if (Symbols.Attribute(type.ContainingAssembly, Catalogue) is not { } attribute) return null;
        if (Symbols.Positional(attribute) is not INamedTypeSymbol contracts) return null;
        var names = Symbols.Names(type);
        // The field is called as the type is, unless names clash there: then all are looked through.
        var field = FieldOf(type, contracts.GetMembers(names.Name)) ?? FieldOf(type, contracts.GetMembers());
        return field is null ? null : new ContractReference(Symbols.Text(type), $"{Symbols.Text(contracts)}.{Symbols.Escaped(field.Name)}");
    }

    private static IFieldSymbol? FieldOf(INamedTypeSymbol type, IEnumerable<ISymbol> members) => members
        .OfType<IFieldSymbol>()
        .FirstOrDefault(field => field.Type is INamedTypeSymbol { TypeArguments.Length: > 0 } named
            && named.ContainingNamespace?.Name == "Seam"
            && SymbolEqualityComparer.Default.Equals(named.TypeArguments[0], type));

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType) yield return current;
    }
}
