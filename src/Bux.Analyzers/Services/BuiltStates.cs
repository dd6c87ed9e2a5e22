using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Services;

/// <summary>A place where a function goes on with a state that no event made.</summary>
/// <param name="At">What builds the state.</param>
/// <param name="Unless">The function that builds it, whose body is looked at elsewhere; null when this is certain.</param>
internal sealed record BuiltState(Location At, ITypeSymbol State, IMethodSymbol? Unless);

/// <summary>
/// Follows the states that a function builds by <c>with</c>, by <c>new</c>, or by a call of the mutator or of a function that builds one. To compare such
/// a state with another, and to hand it out as data (in a reply, in a collection), decides nothing. To ask it something, to assign it where the
/// state is, or to hand it to a function that takes a state, does.
/// </summary>
internal sealed class BuiltStates(BuxSymbols symbols, IMethodSymbol function)
{
    private readonly HashSet<ILocalSymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly List<BuiltState> _found = [];
    private ILookup<ISymbol, IOperation>? _references;

    /// <summary>The functions that return what this one builds, itself or a local function; with the one that builds it, or null when this one does.</summary>
    public List<(IMethodSymbol Function, IMethodSymbol? Builder)> Returns { get; } = [];

    public IReadOnlyList<BuiltState> Find(IOperation body, CancellationToken cancellation)
    {
        var all = body.DescendantsAndSelf().ToArray();
        _references = all.OfType<ILocalReferenceOperation>().ToLookup<ILocalReferenceOperation, ISymbol, IOperation>(each => each.Local, each => each, SymbolEqualityComparer.Default);
        foreach (var operation in all)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Builds(operation, out var builder)) continue;
            _followed.Clear();
            if (GoesOn(operation, builder)) _found.Add(new BuiltState(operation.Syntax.GetLocation(), StateTypes.Present(operation.Type!), builder));
        }

        return _found;
    }

    /// <summary>Whether the operation builds a state, or, with a <paramref name="builder"/>, does so if that function does.</summary>
    private bool Builds(IOperation operation, out IMethodSymbol? builder)
    {
        builder = null;
        if (!StateTypes.IsState(operation.Type, symbols)) return false;
        if (operation is IWithOperation or IObjectCreationOperation) return true;
        if (operation is not IInvocationOperation { TargetMethod: var target }) return false;
        if (BuxSymbols.Is(target.ContainingType, symbols.UseCaseContext)) return false;
        if (target.ContainingType is { } type && BuxSymbols.Has(type, symbols.StateMutator)) return true;
        // Who has a context may return what an event made.
        if (target.Parameters.Any(parameter => BuxSymbols.Is(parameter.Type, symbols.UseCaseContext))) return false;
        builder = target.OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, function.ContainingAssembly);
    }

    /// <summary>Whether something goes on with the value of this operation.</summary>
    private bool GoesOn(IOperation value, IMethodSymbol? builder)
    {
        for (var (current, user) = (value, value.Parent); user is not null; (current, user) = (user, user.Parent))
        {
            switch (user)
            {
                case IParenthesizedOperation or IConversionOperation or ICoalesceOperation:
                case IConditionalOperation conditional when conditional.Condition != current:
                case ISwitchExpressionArmOperation:
                case ISwitchExpressionOperation choice when choice.Value != current:
                    continue;
                case IMemberReferenceOperation reference:
                    return reference.Instance == current;
                case IConditionalAccessOperation access:
                    return access.Operation == current;
                case IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation or IIsTypeOperation:
                    return true;
                case IInvocationOperation call:
                    return call.Instance == current && !IsComparison(call.TargetMethod);
                case IArgumentOperation argument:
                    return Takes(argument);
                case IReturnOperation:
                    return IsReturned(user, builder);
                case ICoalesceAssignmentOperation assignment:
                    return assignment.Value == current && Assigns(assignment.Target, builder);
                case IAssignmentOperation assignment:
                    return assignment.Value == current && Assigns(assignment.Target, builder);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return Holds(declarator.Symbol, builder);
                case IVariableInitializerOperation { Parent: IVariableDeclarationOperation declaration }:
                    return declaration.Declarators.Any(each => Holds(each.Symbol, builder));
                case ITupleOperation tuple:
                    return IsDeconstructed(tuple, current, builder);
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsComparison(IMethodSymbol method) => method.Name is "Equals" or "ReferenceEquals" or "GetHashCode" or "ToString";

    /// <summary>Whether the argument is for a function of the project that takes a state: whatever it does with it, it does as if an event had made it.</summary>
    private bool Takes(IArgumentOperation argument)
    {
        if (argument.Parent is not IInvocationOperation call || IsComparison(call.TargetMethod)) return false;
        // The mutator's result is followed itself.
        if (call.TargetMethod.ContainingType is { } type && BuxSymbols.Has(type, symbols.StateMutator)) return false;
        return SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, function.ContainingAssembly)
            && StateTypes.IsState(argument.Parameter?.Type, symbols);
    }

    private bool IsReturned(IOperation operation, IMethodSymbol? builder)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation lambda) return StateTypes.IsState(lambda.Symbol.ReturnType, symbols);
            if (around is ILocalFunctionOperation local) return Return(local.Symbol, builder);
        }

        return Return(function, builder);
    }

    /// <summary>What a function returns is judged where it is called.</summary>
    private bool Return(IMethodSymbol from, IMethodSymbol? builder)
    {
        if (StateTypes.IsState(from.ReturnType, symbols)) Returns.Add((from.OriginalDefinition, builder));
        return false;
    }

    private bool Assigns(IOperation target, IMethodSymbol? builder) => target switch
    {
        IParameterReferenceOperation => true,
        ILocalReferenceOperation { Local.IsRef: true } => true,
        ILocalReferenceOperation local => Holds(local.Local, builder),
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => Holds(local.Local, builder),
        // A member of an object that is being made, or of somebody else's, is data.
        IMemberReferenceOperation member => member.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
        _ => false,
    };

    /// <summary>Whether a local that holds the state also holds states of another origin, or is used as one.</summary>
    private bool Holds(ILocalSymbol local, IMethodSymbol? builder)
    {
        if (!_followed.Add(local)) return false;
        var references = _references![local].ToArray();
        if (references.Any(reference => IsAssignedAnother(reference)) || IsDeclaredAsAnother(local, references)) return true;
        return references.Any(reference => GoesOn(reference, builder));
    }

    private bool IsAssignedAnother(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference && IsAnother(assignment.Value);

    private bool IsDeclaredAsAnother(ILocalSymbol local, IOperation[] references)
    {
        var root = references.FirstOrDefault();
        while (root?.Parent is { } parent) root = parent;
        var declarator = root?.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local));
        return declarator?.GetVariableInitializer() is { } initializer && IsAnother(initializer.Value);
    }

    /// <summary>Whether no way to the value builds a state, and one has a state: then it is the state itself.</summary>
    private bool IsAnother(IOperation value) =>
        value.ConstantValue is not { HasValue: true, Value: null } && value is not IDefaultValueOperation && !value.DescendantsAndSelf().Any(each => Builds(each, out _));

    private bool IsDeconstructed(ITupleOperation tuple, IOperation element, IMethodSymbol? builder)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation conversion) whole = conversion;
        if (whole.Parent is not IDeconstructionAssignmentOperation assignment || assignment.Value != whole) return false;
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        var index = tuple.Elements.IndexOf(element);
        return target is ITupleOperation targets && index >= 0 && index < targets.Elements.Length && Assigns(targets.Elements[index], builder);
    }
}
