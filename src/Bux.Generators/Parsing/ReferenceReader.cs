using System.Runtime.CompilerServices;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Finds the catalogues of referenced assemblies.</summary>
internal static class ReferenceReader
{
    private static readonly ConditionalWeakTable<MetadataReference, Known> Memory = new();

    /// <summary>What is announced. It is asked at every edit, so the answer is kept with the references.</summary>
    public static ReferencedContracts Read(Compilation compilation, CancellationToken cancellation) => Ask(compilation, cancellation).Contracts;

    /// <summary>The contracts that referenced assemblies announce.</summary>
    public static EquatableArray<AnnouncedContract> Announced(Compilation compilation, CancellationToken cancellation) => Ask(compilation, cancellation).Announced;

    private static Known Ask(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.References.FirstOrDefault() is not { } first) return Known.Nothing;
        var references = DeclarationDigest.OfReferences(compilation);
        if (Memory.TryGetValue(first, out var known) && known.References == references) return known;
        var catalogues = Catalogues(compilation, cancellation).ToArray();
        var contracts = new ReferencedContracts(
            catalogues.Select(Symbols.Text).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            catalogues.SelectMany(catalogue => Upcasters(catalogue.ContainingAssembly)).OrderBy(each => each.Retired, StringComparer.Ordinal).ToEquatableArray());
        Memory.Remove(first);
        var read = new Known(references, contracts, Assemblies(compilation, cancellation).SelectMany(Announced).ToEquatableArray());
        // Another compilation with the same first reference may be there already: what is returned is what was read here.
        Memory.GetValue(first, _ => read);
        return read;
    }

    private static IEnumerable<ForeignUpcaster> Upcasters(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes().Where(attribute => Symbols.Is(attribute.AttributeClass, Declared.AnnouncedUpcaster)))
        {
            if (Symbols.Positional(attribute) is string service && Symbols.Positional(attribute, 1) is string retired && Symbols.Positional(attribute, 2) is string hash)
            {
                yield return new ForeignUpcaster(service, retired, hash);
            }
        }
    }

    public static IEnumerable<INamedTypeSymbol> Catalogues(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var assembly in Assemblies(compilation, cancellation))
        {
            if (Symbols.Attribute(assembly, Declared.Catalogue) is { } attribute
                && Symbols.Positional(attribute) is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } contracts)
            {
                yield return contracts;
            }
        }
    }

    /// <summary>Attributes are costly to read: only assemblies that know Bux can announce something.</summary>
    private static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Bux.Contracts"))) yield return assembly;
        }
    }

    private static IEnumerable<AnnouncedContract> Announced(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (!Symbols.Is(attribute.AttributeClass, Declared.Contracts) || attribute.ConstructorArguments.Length != 6) continue;
            if (!Enum.TryParse<ContractKind>(Symbols.Positional(attribute) as string, ignoreCase: true, out var kind)) continue;
            yield return new AnnouncedContract(
                kind, Symbols.Positional(attribute, 1) as string ?? "", Symbols.Positional(attribute, 2) as string ?? "", Symbols.Positional(attribute, 3) as int? ?? 0,
                Symbols.Positional(attribute, 4) as string ?? "", Symbols.Positional(attribute, 5) is ITypeSymbol type ? Symbols.Text(type) : null);
        }
    }

    private sealed record Known(string References, ReferencedContracts Contracts, EquatableArray<AnnouncedContract> Announced)
    {
        public static Known Nothing { get; } = new("", ReferencedContracts.None, EquatableArray<AnnouncedContract>.Empty);
    }
}
