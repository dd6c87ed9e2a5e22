using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Effects;

/// <summary>
/// Hashed collections enumerate in another order in every process. Asking, counting and filling another such collection is fine; whatever
/// takes the items one after another and keeps that order is not.
/// </summary>
internal static class UnorderedUse
{
    private static readonly HashSet<string> Hashed = new(StringComparer.Ordinal)
    {
        "HashSet", "ISet", "IReadOnlySet", "Dictionary", "IDictionary", "IReadOnlyDictionary", "KeyCollection", "ValueCollection",
        "ImmutableHashSet", "ImmutableDictionary", "IImmutableSet", "IImmutableDictionary", "FrozenSet", "FrozenDictionary",
        "ConcurrentDictionary", "ConcurrentBag", "ReadOnlyDictionary", "ReadOnlySet",
    };

    /// <summary>LINQ that hands the items on, in whatever order they come.</summary>
    private static readonly HashSet<string> HandsOn = new(StringComparer.Ordinal)
    {
        "Select", "Where", "SelectMany", "OfType", "Cast", "Distinct", "DistinctBy", "Concat", "Append", "Prepend", "AsEnumerable", "DefaultIfEmpty", "Union",
        "UnionBy", "Intersect", "Except", "Reverse",
    };

    /// <summary>Calls whose result depends on the order of the items.</summary>
    private static readonly HashSet<string> TakesOrder = new(StringComparer.Ordinal)
    {
        "First", "FirstOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Take", "TakeWhile", "TakeLast", "Skip", "SkipWhile", "SkipLast",
        "ToList", "ToArray", "ToImmutableArray", "ToImmutableList", "Aggregate", "AggregateBy", "Join", "Zip", "Index", "Chunk", "SequenceEqual", "CreateRange",
        "AddRange", "InsertRange", "ForEach",
    };

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "List", "IList", "ICollection", "Queue", "Stack", "LinkedList", "ImmutableList", "ImmutableArray", "ImmutableQueue", "ImmutableStack", "StringBuilder", "Builder", "Collection",
    };

    /// <summary>Whether the items of an expression come in no particular order.</summary>
    public static bool IsUnordered(IOperation? operation, Flow flow) => operation switch
    {
        null => false,
        IConversionOperation { OperatorMethod: null } conversion => IsUnordered(conversion.Operand, flow),
        ILocalReferenceOperation local when flow.IsUnordered(local.Local) => true,
        _ when IsHashed(operation.Type) => true,
        IPropertyReferenceOperation { Property.Name: "Keys" or "Values" } property => IsHashed(property.Instance?.Type),
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method } invocation when HandsOn.Contains(method.Name) => IsUnordered(Source(invocation), flow),
        ITranslatedQueryOperation query => IsUnordered(query.Operation, flow),
        IParenthesizedOperation parenthesized => IsUnordered(parenthesized.Operand, flow),
        ISpreadOperation spread => IsUnordered(spread.Operand, flow),
        _ => false,
    };

    /// <summary>Whether an operation takes over an order that its source does not have.</summary>
    public static bool TakesAnOrder(IOperation operation, Flow flow) => operation switch
    {
        IInvocationOperation invocation when TakesOrder.Contains(invocation.TargetMethod.Name) || SumsUp(invocation) =>
            IsFromLibrary(invocation.TargetMethod) && !IsHashed(invocation.TargetMethod.ContainingType) && !IsHashed(invocation.Type)
            && invocation.Arguments.Any(argument => IsUnordered(argument.Value, flow)) && !IsSortedAtOnce(operation),
        IObjectCreationOperation creation => IsList(creation.Type) && creation.Arguments.Any(argument => IsUnordered(argument.Value, flow)) && !IsSortedAtOnce(operation),
        ICollectionExpressionOperation expression => !IsHashed(expression.Type) && expression.Elements.Any(element => element is ISpreadOperation && IsUnordered(element, flow)) && !IsSortedAtOnce(operation),
        IForEachLoopOperation loop => IsUnordered(loop.Collection, flow) && KeepsOrder(loop, flow),
        _ => false,
    };

    private static bool IsHashed(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (Hashed.Contains(named.Name) || (named.Name == "Builder" && IsHashed(named.ContainingType)))
        && named.OriginalDefinition.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    private static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol named && Lists.Contains(named.Name) && !IsHashed(named);

    private static bool IsFromLibrary(IMethodSymbol method) => method.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Floating-point sums depend on the order of their terms.</summary>
    private static bool SumsUp(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "Sum" or "Average" && invocation.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static IOperation? Source(IInvocationOperation invocation) =>
        invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    /// <summary>Whether what the loop leaves behind tells the order of its rounds.</summary>
    private static bool KeepsOrder(IForEachLoopOperation loop, Flow flow)
    {
        var inside = new HashSet<ISymbol>(loop.Locals, SymbolEqualityComparer.Default);
        foreach (var declarator in loop.Body.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>()) inside.Add(declarator.Symbol);
        return ReturnsByOrder(loop) || loop.Body.DescendantsAndSelf().Any(operation => operation switch
        {
            IReturnOperation { Kind: OperationKind.YieldReturn } => true,
            IInvocationOperation { Instance: { } receiver } added => IsList(receiver.Type) && Adds(added.TargetMethod) && !IsInside(receiver, inside) && !IsSortedAfter(loop, receiver),
            ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String or SpecialType.System_Double or SpecialType.System_Single } sum => !IsInside(sum.Target, inside),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment => !IsInside(target, inside) && !IsCommutative(assignment.Value, target.Local) && !IsExtreme(assignment, target.Local),
            _ => false,
        });
    }

    /// <summary>Whether the result tells which round came first: it is one of several, or made of something of the loop's own.</summary>
    private static bool ReturnsByOrder(IForEachLoopOperation loop)
    {
        var values = Flow.Returned(loop.Body).ToArray();
        if (values.Any(value => !IsSame(value, values[0]))) return true;
        if (values.Length == 0 || values[0].ConstantValue.HasValue) return false;
        var returned = values.SelectMany(value => value.DescendantsAndSelf()).Select(Variable).OfType<ISymbol>().ToArray();
        return returned.Any(each => each is ILocalSymbol
            // Nothing else in the loop may so much as mention it.
            ? each.DeclaringSyntaxReferences.Any(place => loop.Syntax.Span.Contains(place.Span)) || Mentions(loop, each) > returned.Count(other => SymbolEqualityComparer.Default.Equals(other, each))
            : loop.Body.DescendantsAndSelf().Any(operation => operation is IAssignmentOperation { Target: var target } && SymbolEqualityComparer.Default.Equals(Variable(target), each)));
    }

    private static int Mentions(IForEachLoopOperation loop, ISymbol variable) => loop.Body.DescendantsAndSelf().Count(operation => SymbolEqualityComparer.Default.Equals(Variable(operation), variable));

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether the list is put into a local, and the next thing that happens to that is that it is sorted.</summary>
    private static bool IsSortedAtOnce(IOperation list)
    {
        var parent = list.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        return parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && IsSortedAfter(list, local);
    }

    private static bool IsSortedAfter(IOperation loop, IOperation list) => list is ILocalReferenceOperation reference && IsSortedAfter(loop, reference.Local);

    /// <summary>Whether the next thing that happens to the list behind the loop or declaration is that it is sorted.</summary>
    private static bool IsSortedAfter(IOperation before, ILocalSymbol local)
    {
        for (var current = before; current is not null and not IAnonymousFunctionOperation; current = current.Parent)
        {
            if (current.Parent is not IBlockOperation block) continue;
            var next = block.Operations.SkipWhile(each => !ReferenceEquals(each, current)).Skip(1).FirstOrDefault(each => each.DescendantsAndSelf().Any(part => IsLocal(part, local)));
            if (next is not null) return next is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Sort" } sort } && IsLocal(sort.Instance ?? sort.Arguments[0].Value, local);
        }

        return false;
    }

    /// <summary>Whether it keeps the largest or the smallest: <c>if (each > most) most = each</c>.</summary>
    private static bool IsExtreme(ISimpleAssignmentOperation assignment, ILocalSymbol target)
    {
        var parent = assignment.Parent?.Parent;
        if (parent is IBlockOperation { Operations.Length: 1 }) parent = parent.Parent;
        return parent is IConditionalOperation { WhenFalse: null, Condition: IBinaryOperation { OperatorMethod: null or { DeclaringSyntaxReferences.IsEmpty: true } } condition }
            && condition.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
            && ((IsLocal(condition.LeftOperand, target) && IsSame(condition.RightOperand, assignment.Value)) || (IsLocal(condition.RightOperand, target) && IsSame(condition.LeftOperand, assignment.Value)));
    }

    private static bool IsLocal(IOperation operation, ILocalSymbol local) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsLocal(conversion.Operand, local),
        ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, local),
        _ => false,
    };

    private static bool IsSame(IOperation one, IOperation other) => SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax);

    private static bool Adds(IMethodSymbol method) =>
        method.Name.StartsWith("Add", StringComparison.Ordinal) || method.Name.StartsWith("Append", StringComparison.Ordinal) || method.Name is "Insert" or "Push" or "Enqueue";

    private static bool IsInside(IOperation operation, HashSet<ISymbol> inside) => operation is ILocalReferenceOperation local && inside.Contains(local.Local);

    /// <summary>Assigning a constant, a number computed from the variable itself, or a hashed collection leaves no trace of the order.</summary>
    private static bool IsCommutative(IOperation value, ILocalSymbol target) => value switch
    {
        { ConstantValue.HasValue: true } => true,
        _ when IsHashed(value.Type) => true,
        IConversionOperation conversion => IsCommutative(conversion.Operand, target),
        _ => value.Type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Decimal and not SpecialType.System_Single }
            && value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => SymbolEqualityComparer.Default.Equals(local.Local, target)),
    };
}
