using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Replies;

/// <summary>A rejection that a use case may return.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Place">Where in <c>Handle</c>: the expression, or the call that leads to it.</param>
/// <param name="Way">The members that the call leads through, empty for an expression of <c>Handle</c> itself.</param>
internal sealed record ReturnedRejection(INamedTypeSymbol Type, SyntaxNode Place, string Way);

/// <summary>
/// Everything that <c>Handle</c> runs: local functions, lambdas, and whatever it calls in the same compilation, however far. A rejection
/// that is made there may be returned.
/// </summary>
internal sealed class RejectionClosure
{
    private readonly RejectionBodies _bodies;
    private readonly ReplySymbols _symbols;
    private readonly INamedTypeSymbol _useCase;

    private RejectionClosure(RejectionBodies bodies, ReplySymbols symbols, INamedTypeSymbol useCase) => (_bodies, _symbols, _useCase) = (bodies, symbols, useCase);

    /// <summary>What is returned for certain, the nearest place of each type first.</summary>
    public List<ReturnedRejection> Returned { get; } = [];

    /// <summary>All that may be returned, by other implementations of what it calls too.</summary>
    public List<INamedTypeSymbol> Possible { get; } = [];

    /// <summary>Whether rejections may come from where they cannot be seen.</summary>
    public bool IsOpaque { get; private set; }

    public static RejectionClosure Of(IMethodSymbol handle, INamedTypeSymbol useCase, RejectionBodies bodies, ReplySymbols symbols, CancellationToken cancellation)
    {
        var closure = new RejectionClosure(bodies, symbols, useCase);
        closure.Walk(handle, everyImplementation: false, cancellation);
        closure.Walk(handle, everyImplementation: true, cancellation);
        return closure;
    }

    private void Walk(IMethodSymbol handle, bool everyImplementation, CancellationToken cancellation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { handle };
        var pending = new Queue<(ISymbol Member, SyntaxNode? Place, string Way)>();
        pending.Enqueue((handle, null, ""));
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (member, place, way) = pending.Dequeue();
            var body = _bodies.Of(member, cancellation);
            if (everyImplementation) IsOpaque |= body.IsOpaque;
            foreach (var made in body.Made) Add(made.Type, place ?? made.Place, way, everyImplementation);
            foreach (var call in body.Calls)
            {
                foreach (var target in Targets(call, everyImplementation))
                {
                    var on = $"{way}{(way.Length == 0 ? "" : " → ")}{Name(target)}";
                    foreach (var type in MadeByArgument(call, target, everyImplementation, cancellation)) Add(type, place ?? call.Place, on, everyImplementation);
                    if (seen.Add(target)) pending.Enqueue((target, place ?? call.Place, on));
                }
            }
        }
    }

    private void Add(INamedTypeSymbol type, SyntaxNode place, string way, bool everyImplementation)
    {
        if (everyImplementation) Possible.Add(type);
        else if (!Returned.Any(each => SymbolEqualityComparer.Default.Equals(each.Type, type))) Returned.Add(new ReturnedRejection(type, place, way));
    }

    /// <summary>The bodies that a call may run. Of an interface with one implementation it is certain which.</summary>
    private IEnumerable<ISymbol> Targets(RejectionCall call, bool everyImplementation)
    {
        var member = call.Member is IMethodSymbol { ReducedFrom: { } extension } ? extension : call.Member;
        if (!call.IsVirtual) return [member.OriginalDefinition];
        if (call.OnThis && BuxSymbols.DerivesFrom(_useCase, member.ContainingType.OriginalDefinition)) return [RejectionBodies.On(_useCase, member).OriginalDefinition];

        var others = _bodies.Others(member.OriginalDefinition);
        var own = _bodies.HasBody(member) ? [member.OriginalDefinition] : Array.Empty<ISymbol>();
        if (own.Length + others.Length == 0 && _symbols.Yields(member)) IsOpaque = true;
        return everyImplementation || own.Length + others.Length == 1 ? own.Concat(others) : own;
    }

    /// <summary><c>Refuse&lt;AccountClosed&gt;()</c> that makes a <c>new T()</c>.</summary>
    private IEnumerable<INamedTypeSymbol> MadeByArgument(RejectionCall call, ISymbol target, bool everyImplementation, CancellationToken cancellation)
    {
        if (call.Member is not IMethodSymbol { TypeArguments: { IsEmpty: false } arguments }) return [];
        var rejections = arguments.OfType<INamedTypeSymbol>().Where(_symbols.IsDeclarable);

        // Through further generic members nobody follows it: what is named may be made.
        if (everyImplementation) return rejections;
        var made = _bodies.Of(target, cancellation).MadeParameters.Select(each => each.Ordinal).ToArray();
        return rejections.Where(type => made.Any(ordinal => ordinal < arguments.Length && SymbolEqualityComparer.Default.Equals(arguments[ordinal], type)));
    }

    private static string Name(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"new {constructor.ContainingType.Name}",
        IMethodSymbol { AssociatedSymbol: { } associated } => associated.Name,
        _ => member.Name,
    };
}
