using System.Runtime.CompilerServices;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Finds the catalogues of referenced assemblies.</summary>
internal static class ReferenceReader
{
    private static readonly ConditionalWeakTable<MetadataReference, Known> Memory = new();

    /// <summary>The full names of the generated classes, in ordinal order. It is asked at every edit, so the answer is kept with the references.</summary>
    public static EquatableArray<string> Read(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.References.FirstOrDefault() is not { } first) return EquatableArray<string>.Empty;
        var references = DeclarationDigest.OfReferences(compilation);
        if (Memory.TryGetValue(first, out var known) && known.References == references) return known.Names;
        var names = Catalogues(compilation, cancellation).Select(Symbols.Text).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
        Memory.Remove(first);
        Memory.GetValue(first, _ => new Known(references, names));
        return names;
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

    private sealed record Known(string References, EquatableArray<string> Names);
}
