using Bux.Generators.Locking;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes.Versions;

/// <summary>A declared event.</summary>
internal sealed record DeclaredEvent(INamedTypeSymbol Type, LockedContract Contract, bool Sound);

/// <summary>The events of an assembly and their versions.</summary>
internal sealed class EventVersions
{
    private readonly INamedTypeSymbol[] _types;

    public EventVersions(Compilation compilation, CancellationToken cancellation)
    {
        _types = [.. Types(compilation.Assembly.GlobalNamespace)];
        var reading = new ContractReading(compilation);
        var events = new List<DeclaredEvent>();
        foreach (var type in _types.Where(each => Symbols.Attribute(each, Declared.Event) is not null))
        {
            if (reading.Read(type, cancellation) is var (contract, sound)) events.Add(new DeclaredEvent(type, contract, sound));
        }

        All = events;
    }

    public IReadOnlyList<DeclaredEvent> All { get; }

    /// <summary>The highest version of the event that a contract belongs to, or null.</summary>
    public DeclaredEvent? CurrentOf(LockedContract contract) => All.Where(each => IsSame(each.Contract, contract)).OrderBy(each => each.Contract.Version).LastOrDefault();

    /// <summary>Whether a newer version took the event's place.</summary>
    public bool IsRetired(INamedTypeSymbol type) =>
        All.FirstOrDefault(each => Same(each.Type, type)) is { } declared && CurrentOf(declared.Contract)!.Contract.Version > declared.Contract.Version;

    /// <summary>The static classes that have upcasters, those of the same event first, then those of the same namespace.</summary>
    public IEnumerable<INamedTypeSymbol> UpcasterClasses(DeclaredEvent of) => _types
        .Where(each => each is { IsStatic: true, IsGenericType: false } && Upcasters(each).Any())
        .OrderByDescending(each => Upcasters(each).Any(method => Same(Returned(method), of.Type)))
        .ThenByDescending(each => SymbolEqualityComparer.Default.Equals(each.ContainingNamespace, of.Type.ContainingNamespace))
        .ThenBy(each => each.ToDisplayString(), StringComparer.Ordinal);

    /// <summary>The types that only retired events hold, and those events; of other events' chains, only those that no longer touch what changed.</summary>
    public IEnumerable<INamedTypeSymbol> OfRetired(DeclaredEvent current, IReadOnlyCollection<INamedTypeSymbol> changed)
    {
        var retired = All.Where(each => IsRetired(each.Type)).Select(each => each.Type).ToArray();
        var live = Reached(_types.Where(each => !retired.Contains(each, SymbolEqualityComparer.Default) && (Declared.IsAnnotated(each) || RejectionReader.IsOne(each))));
        var concerned = All.Where(each => IsRetired(each.Type)
            && CurrentOf(each.Contract) is { } other && (Same(other.Type, current.Type) || !Reached([other.Type]).Overlaps(changed)));
        return Reached(concerned.Select(each => each.Type)).Where(each => !live.Contains(each));
    }

    /// <summary>The upcasters that lead from retired events to retired ones or to one that is about to retire.</summary>
    public IEnumerable<IMethodSymbol> UpcastersWithin(INamedTypeSymbol retiring) => _types.SelectMany(Upcasters).Where(method =>
        method.Parameters[0].Type is INamedTypeSymbol from && IsRetired(from) && Results(method).All(each => Same(each, retiring) || IsRetired(each)));

    /// <summary>The types of which those upcasters make objects with several arguments that have no names.</summary>
    public IEnumerable<INamedTypeSymbol> MadeByPlace(INamedTypeSymbol retiring, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var method in UpcastersWithin(retiring).SelectMany(each => each.DeclaringSyntaxReferences).Select(each => each.GetSyntax(cancellation)))
        {
            var model = compilation.GetSemanticModel(method.SyntaxTree);
            foreach (var made in method.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            {
                if (made.ArgumentList?.Arguments.Count(each => each.NameColon is null) > 1 && model.GetTypeInfo(made, cancellation).Type is INamedTypeSymbol type) yield return type;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Upcasters(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
        .Where(each => each.Parameters.Length == 1 && Symbols.Attribute(each, Declared.Upcaster) is not null);

    private static IEnumerable<INamedTypeSymbol> Results(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Upcast", TypeArguments.Length: > 0 } upcast ? upcast.TypeArguments.OfType<INamedTypeSymbol>()
        : method.ReturnType is INamedTypeSymbol one ? [one] : [];

    private static ITypeSymbol? Returned(IMethodSymbol method) => Results(method).FirstOrDefault();

    private static bool IsSame(LockedContract one, LockedContract other) => one.Service == other.Service && one.Name == other.Name;

    private static bool Same(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>The types of this assembly that documents hold.</summary>
    private static HashSet<INamedTypeSymbol> Reached(IEnumerable<INamedTypeSymbol> roots)
    {
        var reached = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>(roots);
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (type is IArrayTypeSymbol array) open.Push(array.ElementType);
            if (type is not INamedTypeSymbol named) continue;
            foreach (var argument in named.TypeArguments) open.Push(argument);
            if (named.DeclaringSyntaxReferences.IsEmpty || !reached.Add(named)) continue;
            foreach (var level in Symbols.WithBases(named))
            {
                reached.Add(level);
                foreach (var property in level.GetMembers().OfType<IPropertySymbol>().Where(each => !each.IsStatic)) open.Push(property.Type);
            }

            foreach (var derived in named.GetAttributes().SelectMany(each => each.ConstructorArguments).Where(each => each.Kind == TypedConstantKind.Type))
            {
                if (derived.Value is ITypeSymbol also) open.Push(also);
            }
        }

        return reached;
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
