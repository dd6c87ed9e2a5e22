using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Locking;

/// <summary>Reads contracts from symbols, as the analyzer meets them, with the readers of the generator.</summary>
internal sealed class ContractReading(Compilation compilation)
{
    private readonly Lazy<string?> _service = new(() => Types(compilation.Assembly.GlobalNamespace)
        .Select(type => (Type: type, State: Symbols.Attribute(type, Parsing.Declared.State)))
        .Where(each => each.State is not null)
        .OrderBy(each => Symbols.Text(each.Type), StringComparer.Ordinal)
        .Select(each => Symbols.Positional(each.State!) as string)
        .FirstOrDefault());

    /// <summary>The contract that a type declares, or null when it declares none that is whole enough to have an identity.</summary>
    /// <returns>The contract, and whether its shape could be read: otherwise only its identity holds.</returns>
    public (LockedContract Contract, bool Sound)? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)) return null;
        foreach (var attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass is { } named ? Symbols.MetadataName(named) : "")
            {
                case Parsing.Declared.Event:
                    var read = EventReader.Read(type, attribute, compilation, cancellation);
                    return Of(read.Model.Service) is { } service ? (ContractShape.Of(read.Model, service), read.Sound) : null;
                case Parsing.Declared.Command:
                    var command = CommandReader.Read(type, attribute, compilation, cancellation);
                    return Of(command.Model.Service) is { } handling ? (ContractShape.Of(command.Model, handling), command.Sound) : null;
                case Parsing.Declared.State:
                    var state = StateReader.Read(type, attribute, compilation, cancellation);
                    return (ContractShape.Of(state.Model), state.Sound);
            }
        }

        return RejectionReader.IsOne(type) && RejectionReader.Declaration(type, cancellation) is { } declaration
            ? OfRejection(type, declaration, cancellation) : null;
    }

    /// <summary>The contracts of other assemblies that a mutator, use case or projection takes.</summary>
    public IEnumerable<INamedTypeSymbol> Taken(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class) return [];
        string[]? methods = null;
        foreach (var attribute in type.GetAttributes())
        {
            methods ??= (attribute.AttributeClass is { } named ? Symbols.MetadataName(named) : "") switch
            {
                Parsing.Declared.Mutator => ["Create", "Apply"],
                Parsing.Declared.UseCase => ["Handle"],
                Parsing.Declared.Projection => ["On"],
                _ => null,
            };
        }

        if (methods is null) return [];
        return methods.SelectMany(name => type.GetMembers(name)).OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Select(parameter => parameter.Type)
            .Concat(type.GetAttributes().Where(each => Symbols.Is(each.AttributeClass, Parsing.Declared.NoStateChange)).SelectMany(each => each.AttributeClass!.TypeArguments))
            .OfType<INamedTypeSymbol>()
            .Where(each => each.TypeKind != TypeKind.Error && !SymbolEqualityComparer.Default.Equals(each.ContainingAssembly, compilation.Assembly));
    }

    private string? Of(string? service) => service ?? _service.Value;

    private (LockedContract, bool)? OfRejection(INamedTypeSymbol type, Microsoft.CodeAnalysis.CSharp.Syntax.RecordDeclarationSyntax declaration, CancellationToken cancellation)
    {
#pragma warning disable RS1030 // The code is a constant in the base call, and a symbol does not have it.
        var read = RejectionReader.Read(type, declaration, compilation.GetSemanticModel(declaration.SyntaxTree), cancellation);
#pragma warning restore RS1030
        return read.Model.Code.Length == 0 ? null : (ContractShape.Of(read.Model), read.Sound);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol around)
    {
        foreach (var member in around.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type) yield return type;
            foreach (var inner in Types(member)) yield return inner;
        }
    }
}
