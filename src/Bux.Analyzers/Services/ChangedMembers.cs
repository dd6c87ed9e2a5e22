using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Services;

/// <summary>Finds where something that a state holds is changed in place: a member is assigned, or a collection gets or loses items.</summary>
internal sealed class ChangedMembers(BuxSymbols symbols)
{
    /// <summary>The methods of the framework's collections that change them. Those of the immutable ones return another collection.</summary>
    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddOrUpdate", "AddAfter", "AddBefore", "Clear", "Dequeue", "DequeueEnqueue", "Enqueue", "EnqueueDequeue", "EnqueueRange", "ExceptWith", "Fill",
        "GetOrAdd", "Insert", "InsertRange", "IntersectWith", "Move", "Pop", "Push", "PushRange", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange",
        "RemoveWhere", "Reverse", "SetValue", "Sort", "SymmetricExceptWith", "TryAdd", "TryDequeue", "TryPop", "TryPush", "TryRemove", "TryTake", "TryUpdate", "UnionWith",
    };

    public IEnumerable<(Location At, string Member, ITypeSymbol State)> Find(IOperation body, CancellationToken cancellation)
    {
        var sources = Sources(body);
        foreach (var operation in body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var changed in Changed(operation))
            {
                if (Root(changed, sources, 0) is { } root) yield return (operation.Syntax.GetLocation(), changed.Syntax.ToString(), root);
            }
        }
    }

    /// <summary>What locals stand for: what they are declared with, or the collection that a loop takes them from.</summary>
    private static Dictionary<ILocalSymbol, IOperation> Sources(IOperation body)
    {
        var sources = new Dictionary<ILocalSymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { } initializer) sources[declarator.Symbol] = initializer.Value;
            if (operation is IForEachLoopOperation loop)
            {
                foreach (var local in loop.Locals) sources[local] = loop.Collection;
            }
        }

        return sources;
    }

    private static IEnumerable<IOperation> Changed(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation } assignment:
                yield return assignment.Target;
                break;
            case IIncrementOrDecrementOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation } increment:
                yield return increment.Target;
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IMemberReferenceOperation or IArrayElementReferenceOperation } argument:
                yield return argument.Value;
                break;
            case IInvocationOperation { Instance: { } instance } call when IsChange(call.TargetMethod) || IsOfArray(call.TargetMethod):
                yield return instance;
                break;
            // Array.Sort(state.Items), and extensions of collections.
            case IInvocationOperation { Instance: null, Arguments.Length: > 0 } call when IsChange(call.TargetMethod) || IsOfArray(call.TargetMethod):
                yield return call.Arguments[0].Value;
                break;
        }
    }

    private static bool IsChange(IMethodSymbol method) =>
        Changes.Contains(method.Name) && method.ContainingType?.ContainingNamespace is { } space && IsCollections(space);

    private static bool IsOfArray(IMethodSymbol method) => method.ContainingType?.SpecialType == SpecialType.System_Array && Changes.Contains(method.Name);

    private static bool IsCollections(INamespaceSymbol space)
    {
        if (space.Name is "Immutable" or "Frozen") return false;
        for (var current = space; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current is { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
        }

        return false;
    }

    /// <summary>The state that a member belongs to, through other members and through locals; null when it belongs to none.</summary>
    private ITypeSymbol? Root(IOperation? operation, Dictionary<ILocalSymbol, IOperation> sources, int depth)
    {
        while (operation is not null && depth++ < 100)
        {
            var owner = operation switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IMemberReferenceOperation member => member.Instance,
                IConditionalAccessInstanceOperation instance => Accessed(instance),
                ILocalReferenceOperation { Local: { Type.IsValueType: false } local } when sources.TryGetValue(local, out var source) => source,
                _ => null,
            };
            if (owner is IInstanceReferenceOperation) return null;
            if (operation is IMemberReferenceOperation or IConditionalAccessInstanceOperation && StateTypes.IsState(owner?.Type, symbols)) return StateTypes.Present(owner!.Type!);
            operation = owner;
        }

        return null;
    }

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (var (current, user) = ((IOperation)instance, instance.Parent); user is not null; (current, user) = (user, user.Parent))
        {
            if (user is IConditionalAccessOperation access && access.WhenNotNull == current) return access.Operation;
        }

        return null;
    }
}
