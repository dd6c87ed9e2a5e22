using System.Runtime.CompilerServices;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Finds the catalogues of referenced assemblies.</summary>
internal static class ReferenceReader
{
    private static readonly ConditionalWeakTable<MetadataReference, Known> Memory = new();

    /// <summary>What is announced. It is asked at every edit, so the answer is kept with the references.</summary>
    public static ReferencedContracts Read(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.References.FirstOrDefault() is not { } first) return ReferencedContracts.None;
        var references = DeclarationDigest.OfReferences(compilation);
        if (Memory.TryGetValue(first, out var known) && known.References == references) return known.Contracts;
        var catalogues = Catalogues(compilation, cancellation).ToArray();
        var contracts = new ReferencedContracts(
            catalogues.Select(Symbols.Text).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            catalogues.SelectMany(catalogue => Upcasters(catalogue.ContainingAssembly)).OrderBy(each => each.Retired, StringComparer.Ordinal).ToEquatableArray());
        Memory.Remove(first);
        Memory.GetValue(first, _ => new Known(references, contracts));
        return contracts;
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
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            // Attributes are costly to read: only assemblies that know Bux can announce a catalogue.
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Bux.Contracts"))) continue;
            if (Symbols.Attribute(assembly, Declared.Catalogue) is { } attribute
                && Symbols.Positional(attribute) is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } contracts)
            {
                yield return contracts;
            }
        }
    }

    private sealed record Known(string References, ReferencedContracts Contracts);
}
