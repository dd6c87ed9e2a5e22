using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>What the rules about replies know of types: Bux's own, and the framework's that carry a reply to whoever awaits it.</summary>
internal sealed class ReplySymbols
{
    private readonly ImmutableHashSet<ISymbol?> _carriers;
    private readonly ImmutableHashSet<ISymbol?> _waits;
    private readonly ImmutableHashSet<ISymbol?> _refusals;

    private ReplySymbols(BuxSymbols bux, Compilation compilation)
    {
        Bux = bux;
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");
        ValueTask = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask");
        Exception = compilation.GetTypeByMetadataName("System.Exception");
        _carriers = Set(
            compilation, "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1", "System.Nullable`1",
            "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1", "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1");
        _waits = _carriers.Union(Set(
            compilation, "System.Runtime.CompilerServices.TaskAwaiter`1", "System.Runtime.CompilerServices.ValueTaskAwaiter`1",
            "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter",
            "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1+ConfiguredValueTaskAwaiter")).Add(Task);
        _refusals = Set(compilation, "Bux.CommandRejectedException", "Bux.CommandFaultedException");
    }

    public BuxSymbols Bux { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? Exception { get; }

    public static ReplySymbols? Of(Compilation compilation) => BuxSymbols.Of(compilation) is { } bux ? new ReplySymbols(bux, compilation) : null;

    /// <summary><c>Reply&lt;T&gt;</c> as the type or a case of it says it, else null.</summary>
    public INamedTypeSymbol? ReplyOf(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (BuxSymbols.Is(current, Bux.Reply)) return (INamedTypeSymbol)current;
        }

        return null;
    }

    /// <summary><c>Reply&lt;T&gt;</c> of a reply, of a task of one, or of several of them in an array, else null.</summary>
    public INamedTypeSymbol? ReplyIn(ITypeSymbol? type)
    {
        while (true)
        {
            if (ReplyOf(type) is { } reply) return reply;
            if (type is IArrayTypeSymbol array) type = array.ElementType;
            else if (type is INamedTypeSymbol { TypeArguments.Length: 1 } named && _carriers.Contains(named.OriginalDefinition)) type = named.TypeArguments[0];
            else return null;
        }
    }

    /// <summary>Whether the type is a rejection of its own, and not just any.</summary>
    public bool IsSpecificRejection(ITypeSymbol? type) =>
        type is INamedTypeSymbol && !BuxSymbols.Is(type, Bux.Rejection) && BuxSymbols.DerivesFrom(type, Bux.Rejection);

    /// <summary>Whether a rejection is one that commands declare: Bux's own may answer any command.</summary>
    public bool IsDeclarable(ITypeSymbol? type) =>
        IsSpecificRejection(type) && !SymbolEqualityComparer.Default.Equals(type!.ContainingAssembly, Bux.Rejection.ContainingAssembly);

    /// <summary>The rejections that a command declares.</summary>
    public ImmutableArray<INamedTypeSymbol> DeclaredBy(INamedTypeSymbol command) =>
    [
        .. command.GetAttributes()
            .Where(attribute => BuxSymbols.Is(attribute.AttributeClass, Bux.Rejects))
            .Select(attribute => attribute.AttributeClass!.TypeArguments[0])
            .OfType<INamedTypeSymbol>()
            .Where(IsDeclarable)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
    ];

    /// <summary>Whether the exception is what <c>Value</c> throws for a reply without one.</summary>
    public bool IsRefusal(ITypeSymbol? exception) => _refusals.Contains(exception);

    /// <summary><c>Value</c> as it is declared at <c>Reply&lt;T&gt;</c>, which throws unless the reply is accepted.</summary>
    public bool IsValue(ISymbol? member) => IsOfReply(member, "Value");

    public bool IsIsAccepted(ISymbol? member) => IsOfReply(member, "IsAccepted");

    public bool IsMatch(ISymbol? member) =>
        member is IMethodSymbol { Name: "Match" } method && ReplyOf(method.ContainingType) is not null;

    /// <summary>The property <c>Rejection</c> of <c>Reply&lt;T&gt;.Rejected</c>.</summary>
    public bool IsRejectionOfReply(ISymbol? member) =>
        member is IPropertySymbol { Name: "Rejection" } property && ReplyOf(property.ContainingType) is not null;

    /// <summary>Accepted, Rejected or Faulted, when the type is one of the cases.</summary>
    public string? CaseOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { ContainingType: { } outer } && BuxSymbols.Is(outer, Bux.Reply) ? type.Name : null;

    /// <summary>
    /// Whether the call only awaits the task that it is made on: <c>ConfigureAwait</c>, <c>GetResult</c>, <c>Wait</c>, and not a continuation.
    /// </summary>
    public bool IsWait(IInvocationOperation call) =>
        !call.TargetMethod.IsStatic && _waits.Contains(call.TargetMethod.ContainingType?.OriginalDefinition)
        && call.TargetMethod.Parameters.All(parameter => parameter.Type.TypeKind != TypeKind.Delegate);

    /// <summary>Whether the call gathers tasks: <c>Task.WhenAll</c>, <c>WhenAny</c>, <c>WaitAll</c>, <c>WaitAny</c>.</summary>
    public bool IsGathering(IInvocationOperation call) =>
        call.TargetMethod is { IsStatic: true, Name: "WhenAll" or "WhenAny" or "WaitAll" or "WaitAny" }
        && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, Task);

    /// <summary>Whether a rejection of some kind comes out of the member itself, and not from what it is given.</summary>
    public bool Yields(ISymbol member) => member switch
    {
        IMethodSymbol method => Mentions(method.ReturnType) || method.Parameters.Any(each => each.RefKind is RefKind.Out or RefKind.Ref && Mentions(each.Type)),
        IPropertySymbol property => Mentions(property.Type),
        IFieldSymbol field => Mentions(field.Type),
        _ => false,
    };

    /// <summary>Whether the type is a reply, or holds one, or a rejection of which it does not say which.</summary>
    public bool Mentions(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => ReplyOf(named) is not null || (!named.IsSealed && BuxSymbols.DerivesFrom(named, Bux.Rejection)) || named.TypeArguments.Any(Mentions),
        _ => false,
    };

    private bool IsOfReply(ISymbol? member, string name) =>
        member is IPropertySymbol property && property.Name == name && BuxSymbols.Is(property.ContainingType, Bux.Reply);

    private static ImmutableHashSet<ISymbol?> Set(Compilation compilation, params string[] names) =>
        ImmutableHashSet.CreateRange(SymbolEqualityComparer.Default, names.Select(compilation.GetTypeByMetadataName).Where(type => type is not null));
}
