using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>
/// The files that a reading of a type may have looked into: those of the types that it reaches by bases, interfaces, properties, the
/// parameters and results of its own methods, and types that attributes name. More than was read does no harm.
/// </summary>
internal sealed class ReadFiles(CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxTree> _trees = [];

    public static IEnumerable<SyntaxTree> Of(INamedTypeSymbol root, CancellationToken cancellation)
    {
        var files = new ReadFiles(cancellation);
        files.Visit(root);
        foreach (var method in root.GetMembers().OfType<IMethodSymbol>())
        {
            files.Visit(method.ReturnType);
            foreach (var parameter in method.Parameters) files.Visit(parameter.Type);
        }

        return files._trees;
    }

    private void Visit(ITypeSymbol? type)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is IArrayTypeSymbol array) Visit(array.ElementType);
        if (type is not INamedTypeSymbol named || !_seen.Add(named)) return;
        foreach (var argument in named.TypeArguments) Visit(argument);
        if (named.DeclaringSyntaxReferences.Length == 0) return;

        foreach (var reference in named.DeclaringSyntaxReferences) _trees.Add(reference.SyntaxTree);
        Visit(named.BaseType);
        foreach (var each in named.Interfaces) Visit(each);
        foreach (var property in named.GetMembers().OfType<IPropertySymbol>()) Visit(property.Type);
        foreach (var attribute in named.GetAttributes())
        {
            foreach (var argument in attribute.AttributeClass?.TypeArguments ?? []) Visit(argument);
            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument is { Kind: TypedConstantKind.Type, Value: ITypeSymbol mentioned }) Visit(mentioned);
            }
        }
    }
}
