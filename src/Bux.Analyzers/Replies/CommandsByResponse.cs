using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Replies;

/// <summary>
/// The commands that a compilation knows, its own and those of the contracts that it references. Where the code does not show which
/// command a reply answers, the response does, if only one command has it.
/// </summary>
internal sealed class CommandsByResponse(Compilation compilation, BuxSymbols bux)
{
    private readonly Lazy<ILookup<ISymbol, INamedTypeSymbol>> _commands = new(() => Find(compilation, bux));

    /// <summary>The only command with this response, or null.</summary>
    public INamedTypeSymbol? Only(ITypeSymbol? response) =>
        response is INamedTypeSymbol && _commands.Value[response].Take(2).ToArray() is { Length: 1 } only ? only[0] : null;

    private static ILookup<ISymbol, INamedTypeSymbol> Find(Compilation compilation, BuxSymbols bux)
    {
        var contracts = bux.Command.ContainingAssembly.Identity;
        return compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(each => each.Name == contracts.Name)))
            .Prepend(compilation.Assembly)
            .SelectMany(assembly => Types(assembly.GlobalNamespace))
            .Where(type => BuxSymbols.Has(type, bux.Command))
            .SelectMany(command => command.AllInterfaces
                .Where(each => BuxSymbols.Is(each, bux.CommandOf))
                .Select(each => (Response: (ISymbol)each.TypeArguments[0], Command: command)))
            .ToLookup(pair => pair.Response, pair => pair.Command, SymbolEqualityComparer.Default);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) => within.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(each => each is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(each));
}
