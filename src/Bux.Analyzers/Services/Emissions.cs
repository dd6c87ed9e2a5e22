using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Services;

/// <summary>An event type that is emitted for a state: at the <c>Emit</c>, or where a generic function that emits its type parameter is called.</summary>
/// <param name="Event">The static type of what is emitted.</param>
/// <param name="State">The state of the context, which may be a type parameter.</param>
/// <param name="By">The function that does it.</param>
internal sealed record Emission(ITypeSymbol Event, ITypeSymbol State, ISymbol By, Location At);

/// <summary>
/// Every <c>Emit</c> of a compilation. A context is a <c>ref struct</c>: it is neither captured nor kept nor made a delegate of, so that
/// whatever emits calls <see cref="UseCaseContext{TState}"/> itself, in its own body.
/// </summary>
internal sealed class Emissions(Compilation compilation, BuxSymbols symbols)
{
    private readonly ConcurrentBag<Emission> _all = [];
    private readonly ConcurrentBag<(ITypeParameterSymbol Parameter, Emission Argument)> _arguments = [];
    private readonly ConcurrentBag<ITypeSymbol> _perhaps = [];
    private volatile bool _isOpen;

    /// <summary>Whether code that is not seen may emit too: a context was handed to another assembly, or something does not compile.</summary>
    public bool IsOpen => _isOpen;

    public static bool IsEmit(IInvocationOperation call, BuxSymbols symbols) =>
        call.TargetMethod.Name == "Emit" && call.TargetMethod.TypeArguments.Length == 1 && BuxSymbols.Is(call.TargetMethod.ContainingType, symbols.UseCaseContext);

    /// <summary>Notes a call; what it emits when that is an <c>Emit</c> of a type that is known here.</summary>
    public Emission? Take(IInvocationOperation call, ISymbol by)
    {
        var method = call.TargetMethod;
        if (IsEmit(call, symbols))
        {
            var at = (call.Arguments.Length > 0 ? call.Arguments[0].Value : call).Syntax.GetLocation();
            var emission = new Emission(method.TypeArguments[0], method.ContainingType.TypeArguments[0], by, at);
            _all.Add(emission);
            if (emission.Event.TypeKind == TypeKind.Error) _isOpen = true;
            return emission.Event.TypeKind is TypeKind.Error or TypeKind.TypeParameter ? null : emission;
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
        {
            if (method.Parameters.Any(parameter => BuxSymbols.Is(parameter.Type, symbols.UseCaseContext))) _isOpen = true;
            return null;
        }

        // An interface's method does not say what its implementations emit.
        if (method.IsGenericMethod && method.Parameters.Any(parameter => BuxSymbols.Is(parameter.Type, symbols.UseCaseContext)))
        {
            foreach (var argument in method.TypeArguments) _perhaps.Add(argument);
        }

        TakeArguments(method.TypeParameters, method.TypeArguments, call, by);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType) TakeArguments(type.TypeParameters, type.TypeArguments, call, by);
        return null;
    }

    /// <summary>What generic functions emit for their callers, each at the call that says which type it is.</summary>
    public IEnumerable<Emission> OfTypeArguments()
    {
        var states = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var emission in _all)
        {
            if (emission.Event is ITypeParameterSymbol parameter) states[parameter.OriginalDefinition] = emission.State;
        }

        // A type parameter that is passed on makes the one that passes it an emitted one too.
        for (var before = -1; before != states.Count;)
        {
            before = states.Count;
            foreach (var (parameter, argument) in _arguments)
            {
                if (argument.Event is ITypeParameterSymbol passed && states.TryGetValue(parameter, out var state) && !states.ContainsKey(passed.OriginalDefinition))
                {
                    states[passed.OriginalDefinition] = state;
                }
            }
        }

        return _arguments
            .Where(each => each.Argument.Event.TypeKind is not (TypeKind.TypeParameter or TypeKind.Error) && states.ContainsKey(each.Parameter))
            .Select(each => each.Argument with { State = states[each.Parameter] });
    }

    /// <summary>Whether each emission says by its static type which event it is.</summary>
    public bool AreEvents() => _all.Concat(OfTypeArguments()).Select(each => each.Event).All(type => type is ITypeParameterSymbol || BuxSymbols.Has(type, symbols.DomainEvent));

    /// <summary>The types that are emitted anywhere, or may be.</summary>
    public HashSet<ITypeSymbol> Types() => new(_all.Concat(OfTypeArguments()).Select(each => each.Event).Concat(_perhaps), SymbolEqualityComparer.Default);

    private void TakeArguments(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments, IInvocationOperation call, ISymbol by)
    {
        for (var i = 0; i < parameters.Count && i < arguments.Count; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i])) continue;
            _arguments.Add((parameters[i].OriginalDefinition, new Emission(arguments[i], arguments[i], by, call.Syntax.GetLocation())));
        }
    }
}
