using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.PersonalData;

/// <summary>
/// Tells by the text alone which code is worth reading: binding every body once more would cost more than all the rest. In a compilation
/// that sees no <c>[PersonalData]</c> it is none; otherwise code that names a place, or a member whose code leads to one.
/// </summary>
internal sealed class PersonalWords
{
    private readonly Lazy<HashSet<string>?> _leading;

    public PersonalWords(Compilation compilation, BuxSymbols symbols) => _leading = new(() => Find(compilation, symbols));

    /// <summary>Whether the bodies of a declaration may lead to a place.</summary>
    public bool Lead(IEnumerable<SyntaxNode> bodies, CancellationToken cancellation)
    {
        if (_leading.Value is not { } leading) return false;
        foreach (var node in bodies.SelectMany(each => each.DescendantNodesAndSelf()))
        {
            cancellation.ThrowIfCancellationRequested();
            if (PersonalSightings.IsPlace(node) || node is SimpleNameSyntax { Identifier.ValueText: var name } && leading.Contains(name)) return true;
        }

        return false;
    }

    private static HashSet<string>? Find(Compilation compilation, BuxSymbols symbols)
    {
        var leading = new HashSet<string>(StringComparer.Ordinal);
        var isMarked = false;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(each => Uses(each, symbols)))
        {
            foreach (var type in Types(assembly.GlobalNamespace))
            {
                isMarked = isMarked || IsMarked(type, symbols);
                if (BuxSymbols.Has(type, symbols.Command) || BuxSymbols.DerivesFrom(type, symbols.Rejection)) leading.Add(type.Name);
            }
        }

        // Whoever marks something, by whatever name, writes the attribute's somewhere.
        if (!isMarked && !compilation.SyntaxTrees.Any(tree => tree.GetText().ToString().Contains("PersonalData"))) return null;
        var sightings = compilation.SyntaxTrees.Select(PersonalSightings.Of).ToArray();
        if (!isMarked && !sightings.Any(each => each.IsMarked)) return null;
        Close(leading, [.. sightings.SelectMany(each => each.Declarations)]);
        return leading;
    }

    /// <summary>Adds whatever names one of the words, and so on.</summary>
    private static void Close(HashSet<string> leading, PersonalSightings.Declaration[] declarations)
    {
        var callers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var found = new Stack<string>(leading);
        foreach (var declaration in declarations)
        {
            if (declaration.IsPlace && leading.Add(declaration.Name)) found.Push(declaration.Name);
            foreach (var name in declaration.Names)
            {
                if (!callers.TryGetValue(name, out var all)) callers.Add(name, all = []);
                all.Add(declaration.Name);
            }
        }

        while (found.Count > 0)
        {
            if (!callers.TryGetValue(found.Pop(), out var all)) continue;
            foreach (var caller in all.Where(leading.Add)) found.Push(caller);
        }
    }

    private static bool Uses(IAssemblySymbol assembly, BuxSymbols symbols)
    {
        // Bux's own packages mark nothing, and are large.
        var contracts = symbols.PersonalData.ContainingAssembly.Name;
        if (assembly.Name.StartsWith("Bux.", StringComparison.Ordinal) && !BuxSymbols.Has(assembly, symbols.Catalogue)) return false;
        return assembly.Modules.Any(module => module.ReferencedAssemblies.Any(each => each.Name == contracts));
    }

    private static bool IsMarked(INamedTypeSymbol type, BuxSymbols symbols) => BuxSymbols.Has(type, symbols.PersonalData) || type.GetMembers().Any(member =>
        BuxSymbols.Has(member, symbols.PersonalData) || member is IMethodSymbol method && method.Parameters.Any(each => BuxSymbols.Has(each, symbols.PersonalData)));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type) yield return type;
            // What the generator wrote marks nothing.
            if (member is INamespaceOrTypeSymbol inner and not INamespaceSymbol { Name: "Generated", ContainingNamespace: { Name: "Bux", ContainingNamespace.IsGlobalNamespace: true } })
            {
                foreach (var nested in Types(inner)) yield return nested;
            }
        }
    }
}
