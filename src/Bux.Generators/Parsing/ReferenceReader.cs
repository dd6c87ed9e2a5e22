using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Finds the catalogues of referenced assemblies.</summary>
internal static class ReferenceReader
{
    /// <summary>The full names of the generated classes, in ordinal order.</summary>
    public static EquatableArray<string> Read(Compilation compilation, CancellationToken cancellation) => Catalogues(compilation, cancellation)
        .Select(Symbols.Text)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    public static IEnumerable<INamedTypeSymbol> Catalogues(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            // This runs at every edit, and attributes are costly to read: only assemblies that know Bux can announce a catalogue.
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Bux.Contracts"))) continue;
            if (Symbols.Attribute(assembly, Declared.Catalogue) is { } attribute
                && Symbols.Positional(attribute) is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } contracts)
            {
                yield return contracts;
            }
        }
    }
}
