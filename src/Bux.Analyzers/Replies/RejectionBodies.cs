using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.Replies;

/// <summary>The bodies of a compilation's members, each read once.</summary>
internal sealed class RejectionBodies(Compilation compilation, ReplySymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, RejectionBody> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ISymbol>> _others = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types = new(() => [.. Types(compilation.Assembly.GlobalNamespace)]);

    public RejectionBody Of(ISymbol member, CancellationToken cancellation) => _bodies.TryGetValue(member, out var known)
        ? known
        : _bodies.GetOrAdd(member, RejectionBody.Read([.. Operations(member, cancellation)], symbols, compilation, cancellation));

    /// <summary>The members of this compilation that override or implement one.</summary>
    public ImmutableArray<ISymbol> Others(ISymbol member) => _others.GetOrAdd(member, Find);

    /// <summary>Whether there is a body yet: half-typed code has none.</summary>
    public bool IsRead(ISymbol member, CancellationToken cancellation) => Operations(member, cancellation).Any();

    /// <summary>Whether the member has a body that can be read.</summary>
    public bool HasBody(ISymbol member) => member is IMethodSymbol { IsAbstract: false, IsExtern: false } or IPropertySymbol { IsAbstract: false } or IFieldSymbol;

    /// <summary>The initializer of a field or an auto-property, unless it is a null that somebody replaces later.</summary>
    public static EqualsValueClauseSyntax? Initializer(SyntaxNode declaration)
    {
        var initializer = declaration switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        var value = initializer?.Value is PostfixUnaryExpressionSyntax forgiven ? forgiven.Operand : initializer?.Value;
        return value is LiteralExpressionSyntax or DefaultExpressionSyntax ? null : initializer;
    }

    /// <summary>The member that a virtual one is on an object of this type.</summary>
    public static ISymbol On(INamedTypeSymbol type, ISymbol member)
    {
        if (member.ContainingType.TypeKind == TypeKind.Interface) return type.FindImplementationForInterfaceMember(member) ?? member;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(member.Name).FirstOrDefault(each => Overrides(each, member)) is { } found) return found;
        }

        return member;
    }

    private static bool Overrides(ISymbol? candidate, ISymbol member)
    {
        while (candidate is not null)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition)) return true;
            candidate = candidate switch
            {
                IMethodSymbol method => method.OverriddenMethod,
                IPropertySymbol property => property.OverriddenProperty,
                _ => null,
            };
        }

        return false;
    }

    private ImmutableArray<ISymbol> Find(ISymbol member) =>
    [
        .. _types.Value
            .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
            .SelectMany(type => member.ContainingType.TypeKind == TypeKind.Interface
                ? type.AllInterfaces
                    .Where(each => BuxSymbols.Is(each, member.ContainingType.OriginalDefinition))
                    .SelectMany(each => each.GetMembers(member.Name))
                    .Where(each => SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, member.OriginalDefinition))
                    .Select(type.FindImplementationForInterfaceMember)
                    .OfType<ISymbol>()
                : type.GetMembers(member.Name).Where(each => each.IsOverride && Overrides(each, member)))
            .Select(each => each.OriginalDefinition)
            .Where(each => !SymbolEqualityComparer.Default.Equals(each, member.OriginalDefinition) && HasBody(each))
            .Distinct(SymbolEqualityComparer.Default),
    ];

    private IEnumerable<IOperation> Operations(ISymbol member, CancellationToken cancellation)
    {
        var declared = member switch
        {
            IMethodSymbol method => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences,
            IPropertySymbol property => property.DeclaringSyntaxReferences.AddRange(property.GetMethod?.DeclaringSyntaxReferences ?? []),
            _ => member.DeclaringSyntaxReferences,
        };
        foreach (var syntax in declared.Select(each => each.GetSyntax(cancellation)))
        {
            // A project that is referenced as source has trees of its own; they are as closed as an image.
            if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) continue;
            SyntaxNode? body = syntax switch
            {
                VariableDeclaratorSyntax or PropertyDeclarationSyntax => Initializer(syntax),
                BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax => syntax,
                _ => null,
            };
            if (body is not null && SemanticModels.Of(compilation, syntax.SyntaxTree).GetOperation(body, cancellation) is { } operation) yield return operation;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) => within.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(each => each is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(each));
}
