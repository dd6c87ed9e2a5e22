using System.Collections.Immutable;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Services;

/// <summary>
/// What a compilation declares of its command service, from symbols alone. It is lenient: what the generator refuses (a method of a wrong
/// signature, a second state) counts here as what it was meant to be, so that one mistake has one report.
/// </summary>
internal sealed class ServiceDeclarations
{
    private readonly BuxSymbols _symbols;
    private readonly ImmutableArray<Fold>.Builder _folds = ImmutableArray.CreateBuilder<Fold>();
    private readonly ImmutableArray<INamedTypeSymbol>.Builder _states = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
    private readonly HashSet<INamedTypeSymbol> _handled = new(SymbolEqualityComparer.Default);

    private ServiceDeclarations(BuxSymbols symbols) => (_symbols, Retired) = (symbols, new RetiredEvents(symbols));

    /// <summary>The events that have an upcaster.</summary>
    public RetiredEvents Retired { get; }

    public IReadOnlyList<INamedTypeSymbol> States => _states;

    public IReadOnlyList<Fold> Folds => _folds;

    /// <summary>Whether the compilation has a class with <c>[UseCase]</c>.</summary>
    public bool HasUseCases { get; private set; }

    public static ServiceDeclarations Read(Compilation compilation, BuxSymbols symbols, CancellationToken cancellation)
    {
        var declarations = new ServiceDeclarations(symbols);
        declarations.Visit(compilation.Assembly.GlobalNamespace, cancellation);
        return declarations;
    }

    public bool IsHandled(INamedTypeSymbol command) => _handled.Contains(command);

    /// <summary>The mutator of a state: the one that has most to do with it, or null.</summary>
    public INamedTypeSymbol? MutatorOf(INamedTypeSymbol state) =>
        _folds.Where(fold => IsOf(fold, state)).GroupBy<Fold, INamedTypeSymbol>(fold => fold.Mutator, SymbolEqualityComparer.Default)
            .OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;

    public bool IsFolded(INamedTypeSymbol domainEvent, INamedTypeSymbol state) =>
        _folds.Any(fold => IsOf(fold, state) && SymbolEqualityComparer.Default.Equals(fold.Event, domainEvent));

    /// <summary>The state whose service a command belongs to, or null.</summary>
    public INamedTypeSymbol? StateOf(INamedTypeSymbol command)
    {
        var service = ServiceOf(command, _symbols.Command) ?? (_states.Count > 0 ? ServiceOfState(_states[0]) : null);
        return service is null ? null : _states.FirstOrDefault(state => ServiceOfState(state) == service);
    }

    /// <summary>The service of a state.</summary>
    public string ServiceOfState(INamedTypeSymbol state) =>
        state.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, _symbols.State))?.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    /// <summary>The name and version of an event.</summary>
    public (string Name, int Version) NameOf(INamedTypeSymbol domainEvent)
    {
        var attribute = domainEvent.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, _symbols.DomainEvent));
        var name = attribute is null ? null : Named(attribute, "Name");
        return (name ?? WireNames.OfEvent(domainEvent.Name), attribute?.ConstructorArguments.FirstOrDefault().Value as int? ?? 0);
    }

    /// <summary>The commands of referenced assemblies that belong to the state's service and have no use case here.</summary>
    public IReadOnlyList<INamedTypeSymbol> MissingFromReferences(Compilation compilation, INamedTypeSymbol state, CancellationToken cancellation)
    {
        var service = ServiceOfState(state);
        var missing = new List<INamedTypeSymbol>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            // Attributes are costly to read: only assemblies that know Bux can announce a catalogue.
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == _symbols.Command.ContainingAssembly.Name))) continue;
            var catalogue = assembly.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, _symbols.Catalogue));
            if (catalogue?.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol contracts) continue;
            missing.AddRange(contracts.GetMembers().OfType<IFieldSymbol>()
                .Where(field => BuxSymbols.Is(field.Type, _symbols.CommandContract))
                .Select(field => (field.Type as INamedTypeSymbol)?.TypeArguments[0])
                .OfType<INamedTypeSymbol>()
                .Where(command => ServiceOf(command, _symbols.Command) == service && !IsHandled(command)
                    && compilation.IsSymbolAccessibleWithin(command, compilation.Assembly)));
        }

        return [.. missing.OrderBy(command => command.ToDisplayString(), StringComparer.Ordinal)];
    }

    private static bool IsOf(Fold fold, INamedTypeSymbol state) => fold.State is null || SymbolEqualityComparer.Default.Equals(fold.State, state);

    private static string? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(each => each.Key == name).Value.Value as string;

    private string? ServiceOf(INamedTypeSymbol type, INamedTypeSymbol kind)
    {
        var own = type.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, kind));
        if (own is not null && Named(own, "Service") is { } service) return service;
        return type.ContainingAssembly.GetAttributes().FirstOrDefault(each => BuxSymbols.Is(each.AttributeClass, _symbols.ServiceContracts))
            ?.ConstructorArguments.FirstOrDefault().Value as string;
    }

    private void Visit(INamespaceOrTypeSymbol within, CancellationToken cancellation)
    {
        foreach (var member in within.GetMembers())
        {
            if (member is INamespaceSymbol space) Visit(space, cancellation);
            if (member is not INamedTypeSymbol type) continue;
            cancellation.ThrowIfCancellationRequested();
            Take(type);
            Visit(type, cancellation);
        }
    }

    private void Take(INamedTypeSymbol type)
    {
        Retired.Take(type);
        foreach (var attribute in type.GetAttributes())
        {
            var kind = attribute.AttributeClass;
            if (BuxSymbols.Is(kind, _symbols.State)) _states.Add(type);
            else if (BuxSymbols.Is(kind, _symbols.UseCase)) TakeUseCase(type);
            else if (BuxSymbols.Is(kind, _symbols.StateMutator)) TakeMutator(type);
        }
    }

    private void TakeUseCase(INamedTypeSymbol type)
    {
        HasUseCases = true;
        foreach (var parameter in type.GetMembers("Handle").OfType<IMethodSymbol>().SelectMany(method => method.Parameters))
        {
            if (parameter.Type is INamedTypeSymbol command && BuxSymbols.Has(command, _symbols.Command)) _handled.Add(command);
        }
    }

    private void TakeMutator(INamedTypeSymbol type)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(each => each is { Name: "Create" or "Apply", MethodKind: MethodKind.Ordinary }).ToArray();
        var state = methods.Select(method => method.ReturnType).OfType<INamedTypeSymbol>().FirstOrDefault(returned => BuxSymbols.Has(returned, _symbols.State));
        foreach (var method in methods)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Type is INamedTypeSymbol taken && BuxSymbols.Has(taken, _symbols.DomainEvent))
                {
                    _folds.Add(new Fold(type, state, taken, method.Name, method.Locations[0]));
                }
            }
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (!BuxSymbols.Is(attribute.AttributeClass, _symbols.NoStateChange) || attribute.AttributeClass!.TypeArguments[0] is not INamedTypeSymbol named) continue;
            var at = attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : type.Locations[0];
            _folds.Add(new Fold(type, state, named, "[NoStateChange]", at));
        }
    }
}
