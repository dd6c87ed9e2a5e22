using Microsoft.CodeAnalysis;

namespace Bux.Analyzers;

/// <summary>Bux's own types in a compilation. Rules compare symbols with these, never names.</summary>
internal sealed class BuxSymbols
{
    private readonly Compilation _compilation;

    private BuxSymbols(Compilation compilation, INamedTypeSymbol command)
    {
        _compilation = compilation;
        Command = command;
        CommandOf = Find("Bux.ICommand`1");
        DomainEvent = Find("Bux.DomainEventAttribute");
        State = Find("Bux.StateAttribute");
        UseCase = Find("Bux.UseCaseAttribute");
        StateMutator = Find("Bux.StateMutatorAttribute");
        Projection = Find("Bux.ProjectionAttribute");
        EntityKey = Find("Bux.EntityKeyAttribute");
        Rejection = Find("Bux.Rejection");
        Reply = Find("Bux.Reply`1");
        UseCaseContext = Find("Bux.UseCaseContext`1");
        Catalogue = Find("Bux.Seam.BuxCatalogueAttribute");
        Pure = Find("Bux.PureAttribute");
        ServiceContracts = Find("Bux.ServiceContractsAttribute");
        NoStateChange = Find("Bux.NoStateChangeAttribute`1");
        Expects = Find("Bux.ExpectsAttribute");
        CommandContract = Find("Bux.Seam.CommandContract`2");
        Obsolete = Find("System.ObsoleteAttribute");
        Rejects = Find("Bux.RejectsAttribute`1");
        PersonalData = Find("Bux.PersonalDataAttribute");
        Anonymized = Find("Bux.AnonymizedAttribute");
        Upcaster = Find("Bux.UpcasterAttribute");
        AnnouncedUpcaster = Find("Bux.Seam.BuxUpcasterAttribute");
    }

    public INamedTypeSymbol Command { get; }

    /// <summary><c>ICommand&lt;TResponse&gt;</c>.</summary>
    public INamedTypeSymbol CommandOf { get; }

    public INamedTypeSymbol DomainEvent { get; }

    public INamedTypeSymbol State { get; }

    public INamedTypeSymbol UseCase { get; }

    public INamedTypeSymbol StateMutator { get; }

    public INamedTypeSymbol Projection { get; }

    public INamedTypeSymbol EntityKey { get; }

    public INamedTypeSymbol Rejection { get; }

    /// <summary><c>Reply&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol Reply { get; }

    /// <summary><c>UseCaseContext&lt;TState&gt;</c>.</summary>
    public INamedTypeSymbol UseCaseContext { get; }

    /// <summary>What the generator marks the assemblies with that it wrote contracts for.</summary>
    public INamedTypeSymbol Catalogue { get; }

    /// <summary>What vouches for code that cannot be looked into.</summary>
    public INamedTypeSymbol Pure { get; }

    public INamedTypeSymbol ServiceContracts { get; }

    /// <summary><c>[NoStateChange&lt;TEvent&gt;]</c>.</summary>
    public INamedTypeSymbol NoStateChange { get; }

    public INamedTypeSymbol Expects { get; }

    /// <summary><c>CommandContract&lt;TCommand, TResponse&gt;</c>, of which catalogues are made.</summary>
    public INamedTypeSymbol CommandContract { get; }

    public INamedTypeSymbol Obsolete { get; }

    /// <summary><c>[Rejects&lt;TRejection&gt;]</c>.</summary>
    public INamedTypeSymbol Rejects { get; }

    public INamedTypeSymbol PersonalData { get; }

    public INamedTypeSymbol Anonymized { get; }

    public INamedTypeSymbol Upcaster { get; }

    /// <summary>What the generator tells other assemblies of an upcaster.</summary>
    public INamedTypeSymbol AnnouncedUpcaster { get; }

    /// <summary>The types in this compilation, or null when it does not reference Bux: then no rule has anything to say.</summary>
    public static BuxSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Bux.CommandAttribute") is { } command ? new BuxSymbols(compilation, command) : null;

    public static bool Is(ITypeSymbol? type, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, other);

    public static bool Has(ISymbol symbol, INamedTypeSymbol attribute) => symbol.GetAttributes().Any(each => Is(each.AttributeClass, attribute));

    /// <summary>The type's upcasters: static methods that take an event, with <c>[Upcaster]</c>.</summary>
    public IEnumerable<IMethodSymbol> UpcastersOf(INamedTypeSymbol type) => type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? [] : type.GetMembers()
        .OfType<IMethodSymbol>()
        // Attributes are costly to read, so first what can be seen without.
        .Where(method => method is { IsStatic: true, MethodKind: MethodKind.Ordinary, Parameters.Length: 1 }
            && Has(method.Parameters[0].Type, DomainEvent) && Has(method, Upcaster));

    /// <summary>Whether the type is the other one or derives from it, directly or not.</summary>
    public static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol other)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, other)) return true;
        }

        return false;
    }

    private INamedTypeSymbol Find(string name) => _compilation.GetTypeByMetadataName(name) ?? _compilation.GetSpecialType(SpecialType.System_Void);
}
