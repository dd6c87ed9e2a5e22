using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads what concerns the assembly as a whole.</summary>
internal static class AssemblyParser
{
    public static AssemblyModel Assembly(Compilation compilation, CancellationToken cancellation)
    {
        var catalogues = new List<string>();
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();

            // Only what itself references the contracts can announce a catalogue; all others' attributes need not be loaded.
            if (!reference.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == "Bux.Contracts"))) continue;
            if (Symbols.CatalogueOf(reference) is { } catalogue) catalogues.Add(catalogue);
        }

        var name = compilation.AssemblyName ?? "Assembly";
        return new AssemblyModel(
            name, Symbols.GeneratedNamespace(name), "Add" + WireNames.Pascal(name),
            catalogues.OrderBy(catalogue => catalogue, System.StringComparer.Ordinal).ToEquatableArray(),
            compilation.Assembly.BuxAttribute("ServiceContractsAttribute")?.ConstructorArguments.FirstOrDefault().Value as string);
    }
}
