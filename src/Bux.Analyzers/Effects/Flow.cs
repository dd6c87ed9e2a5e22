using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Effects;

/// <summary>
/// Where the values of one body's expressions come from. A local's origin is the union of everything that is ever assigned to it, so the
/// order of statements does not matter, and an alias is as good as the object itself. Lambdas and local functions are read in place; their
/// parameters are locals that their calls assign.
/// </summary>
internal sealed partial class Flow
{
    private readonly ISymbol _member;
    private readonly Func<IMethodSymbol, Value?> _resultOf;
    private readonly Immutability _immutability;
    private readonly Dictionary<ISymbol, Value> _locals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _unordered = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ILocalFunctionOperation> _functions = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);
    private bool _changed;

    /// <param name="member">Whose body it is.</param>
    /// <param name="operations">The roots of the body.</param>
    /// <param name="resultOf">What a method of this compilation returns, or null when that is not known (yet).</param>
    /// <param name="immutability">Whose objects nobody can change, wherever they come from.</param>
    public Flow(ISymbol member, IReadOnlyList<IOperation> operations, Func<IMethodSymbol, Value?> resultOf, Immutability immutability)
    {
        (_member, _resultOf, _immutability) = (member, resultOf, immutability);
        foreach (var function in operations.SelectMany(each => each.DescendantsAndSelf()).OfType<ILocalFunctionOperation>()) _functions[function.Symbol] = function;
        // A chain of aliases of length n needs n rounds; nobody writes one of more than a few.
        for (var round = 0; round < 8; round++)
        {
            _changed = false;
            foreach (var operation in operations)
            {
                foreach (var each in operation.DescendantsAndSelf()) Note(each);
            }

            if (!_changed) break;
        }
    }

    /// <summary>Whether the local was given an enumeration without an order.</summary>
    public bool IsUnordered(ILocalSymbol local) => _unordered.Contains(local);

    /// <summary>The value of an expression.</summary>
    public Value Of(IOperation? operation) => operation switch
    {
        null => Value.Fresh,
        _ when operation.Type is { } type && _immutability.Holds(type) => Value.Fresh,
        IParameterReferenceOperation parameter => OfParameter(parameter.Parameter),
        ILocalReferenceOperation local => OfLocal(local.Local),
        IDeclarationExpressionOperation declaration => Of(declaration.Expression),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => Value.Of(Origin.This),
        IFieldReferenceOperation { Instance: { } instance, Field: { } own } when _immutability.Parts.Has(own) => Of(instance),
        IFieldReferenceOperation field => field.Instance is null ? Value.Of(Origin.Static) : AsMember(Of(field.Instance).Inside, field.Type),
        IPropertyReferenceOperation property => OfProperty(property),
        // A slice of an array is a copy, one of a span or memory is a view.
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } slice when indices[0].Type?.Name == "Range" => Of(slice.ArrayReference) with { Object = Origin.Own },
        IImplicitIndexerReferenceOperation { Argument.Type.Name: "Range", Instance.Type.Name: "Span" or "Memory" } view => Of(view.Instance),
        IArrayElementReferenceOperation element => AsMember(Of(element.ArrayReference).Inside, element.Type),
        IImplicitIndexerReferenceOperation indexer => AsMember(Of(indexer.Instance).Inside, indexer.Type),
        IInlineArrayAccessOperation inline => AsMember(Of(inline.Instance).Inside, inline.Type),
        IInvocationOperation invocation => OfInvocation(invocation),
        IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation or ITupleOperation or ICollectionExpressionOperation
            or ITypeParameterObjectCreationOperation or IInterpolatedStringHandlerCreationOperation or IWithOperation => Made(operation),
        IConversionOperation conversion when conversion.OperatorMethod is null || IsView(conversion.Type) => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IAwaitOperation awaited => Of(awaited.Operation),
        IConditionalOperation conditional => Of(conditional.WhenTrue) | Of(conditional.WhenFalse),
        ICoalesceOperation coalesce => Of(coalesce.Value) | Of(coalesce.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.Aggregate(Value.Fresh, (sum, arm) => sum | Of(arm.Value)),
        IConditionalAccessOperation access => Of(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Of(Accessed(instance)),
        IAssignmentOperation assignment => Of(assignment.Value) | Of(assignment.Target),
        ITranslatedQueryOperation query => Of(query.Operation),
        IDelegateCreationOperation or IAnonymousFunctionOperation or ITypeOfOperation or IDefaultValueOperation or ILiteralOperation => Value.Fresh,
        IBinaryOperation or IUnaryOperation or IConversionOperation or IRangeOperation or IInterpolatedStringOperation => Value.Fresh,
        ISpreadOperation spread => Of(spread.Operand).Inside,
        IArgumentOperation argument => Of(argument.Value),
        _ => operation.ChildOperations.Aggregate(Value.Fresh, (sum, child) => sum | Of(child)),
    };

    /// <summary>The objects that change when the target is assigned to; nothing when it is a variable of the body's own.</summary>
    public Origin Written(IOperation? target) => target switch
    {
        ILocalReferenceOperation { Local.IsRef: true } local => OfLocal(local.Local).Object,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out } parameter } when IsOwnParameter(parameter) => Origin.Parameter(parameter.Ordinal),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LocalFunction } } parameter } =>
            _locals.TryGetValue(parameter, out var referred) ? referred.Object : Origin.Own,
        // A primary constructor's parameter that a method uses is a field of the instance.
        IParameterReferenceOperation { Parameter: { } parameter } when IsCaptured(parameter) => Origin.This,
        IFieldReferenceOperation { Field.IsStatic: true } => Origin.Static,
        IFieldReferenceOperation field => Holder(field.Instance),
        IPropertyReferenceOperation { Property.IsStatic: true } => Origin.Static,
        IPropertyReferenceOperation { Property.RefKind: not RefKind.None } property => IsView(property.Instance?.Type) ? Of(property.Instance).Object : Of(property.Instance).Whole,
        IPropertyReferenceOperation property => Holder(property.Instance),
        IEventReferenceOperation { Event.IsStatic: true } => Origin.Static,
        IEventReferenceOperation happening => Holder(happening.Instance),
        IArrayElementReferenceOperation element => Of(element.ArrayReference).Object,
        IImplicitIndexerReferenceOperation indexer => IsView(indexer.Instance.Type) ? Of(indexer.Instance).Object : Of(indexer.Instance).Whole,
        IInlineArrayAccessOperation inline => Holder(inline.Instance),
        IInvocationOperation { TargetMethod.RefKind: not RefKind.None } invocation => Arguments(invocation).Aggregate(Of(invocation.Instance).Whole, (sum, each) => sum | each.Whole),
        IConditionalOperation conditional => Written(conditional.WhenTrue) | Written(conditional.WhenFalse),
        IConversionOperation conversion => Written(conversion.Operand),
        ITupleOperation tuple => tuple.Elements.Aggregate(Origin.Own, (sum, each) => sum | Written(each)),
        IConditionalAccessOperation access => Written(access.WhenNotNull),
        _ => Origin.Own,
    };

    /// <summary>The instance that a member is called on: of a struct the variable that holds it.</summary>
    public Value Receiver(IOperation? instance) => IsCopied(instance?.Type) ? new Value(Variable(instance!), Of(instance).Whole) : Of(instance);

    /// <summary>The arguments of a call by the parameters' order.</summary>
    public ImmutableArray<Value> Arguments(IInvocationOperation invocation) => Arguments(invocation.TargetMethod, invocation.Arguments);

    public ImmutableArray<Value> Arguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new Value[method.Parameters.Length];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length) values[parameter.Ordinal] |= Passed(argument);
        }

        return [.. values];
    }

    /// <summary>What a body returns, lambdas and local functions in it apart.</summary>
    public static IEnumerable<IOperation> Returned(IOperation body)
    {
        if (body is IReturnOperation { ReturnedValue: { } value }) yield return value;
        foreach (var child in body.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation) continue;
            foreach (var each in Returned(child)) yield return each;
        }
    }

    /// <summary>What a struct's member is assigned in: the variable or object that holds the struct. A class's own object otherwise.</summary>
    private Origin Holder(IOperation? instance) => instance switch
    {
        null => Origin.Own,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => Origin.This,
        IInstanceReferenceOperation => Origin.Own,
        { Type.IsValueType: true } => Variable(instance),
        IConditionalAccessInstanceOperation access => Holder(Accessed(access)),
        _ => Of(instance).Object,
    };

    private Value OfLocal(ILocalSymbol local)
    {
        _locals.TryGetValue(local, out var value);
        return !local.IsRef && IsCopied(local.Type) ? value with { Object = Origin.Own } : value;
    }

    private Value OfParameter(IParameterSymbol parameter)
    {
        _locals.TryGetValue(parameter, out var assigned);
        if (IsOwnParameter(parameter))
        {
            var passed = Value.Of(Origin.Parameter(parameter.Ordinal)) | assigned;
            return parameter.RefKind == RefKind.None && IsCopied(parameter.Type) ? passed with { Object = Origin.Own } : passed;
        }

        if (IsCaptured(parameter)) return Value.Of(Origin.This).Inside | assigned;
        return parameter.RefKind == RefKind.None && IsCopied(parameter.Type) ? assigned with { Object = Origin.Own } : assigned;
    }

    private bool IsOwnParameter(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, _member);

    private bool IsCaptured(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !SymbolEqualityComparer.Default.Equals(constructor, _member);

    private Value OfProperty(IPropertyReferenceOperation property)
    {
        if (property.Property.IsStatic) return Value.Of(Origin.Static);
        var instance = Of(property.Instance);
        if (_immutability.Parts.Has(property.Property)) return instance;
        return AsMember(instance.Inside | (property.Instance?.Type?.IsValueType == true ? Value.Of(instance.Object) : Value.Fresh), property.Type);
    }

    /// <summary>What changes with a struct in place: what holds the variable, or nothing where the struct is a copy.</summary>
    private Origin Variable(IOperation instance) => instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => Origin.This,
        IFieldReferenceOperation or IArrayElementReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation
            or IInlineArrayAccessOperation or IPropertyReferenceOperation { Property.RefKind: not RefKind.None } => Written(instance),
        _ => Origin.Own,
    };

    /// <summary>A struct that is read out of an object is a copy.</summary>
    private static Value AsMember(Value value, ITypeSymbol? type) => IsCopied(type) ? value with { Object = Origin.Own } : value;

    /// <summary>Whether to hand a value on is to copy it: a struct, unless it is a view of somebody's memory.</summary>
    private static bool IsCopied(ITypeSymbol? type) => type?.IsValueType == true && !IsView(type);

    private static bool IsView(ITypeSymbol? type) => type is { Name: "Span" or "Memory" or "ArraySegment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private Value OfInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var arguments = Arguments(invocation);
        var receiver = Of(invocation.Instance);
        if (method.MethodKind == MethodKind.LocalFunction) return OfLocalFunction(method.OriginalDefinition);
        if (method.MethodKind != MethodKind.DelegateInvoke && _resultOf(method) is { } known) return known.SeenBy(receiver, arguments);
        var all = arguments.Aggregate(receiver, (sum, each) => sum | each);
        if (Library.HandsBack(method)) return invocation.Instance is null ? arguments[0] : receiver;
        // What a library makes anew is the caller's own; what it may only hand out is still somebody else's.
        return Library.MakesNew(method) ? all.Wrapped : AsMember(new Value(all.Whole, all.Whole), method.ReturnType);
    }

    private Value OfLocalFunction(IMethodSymbol method)
    {
        if (!_functions.TryGetValue(method, out var function) || !_asked.Add(method)) return Value.Fresh;
        var result = Returned(function).Aggregate(Value.Fresh, (sum, each) => sum | Of(each));
        _asked.Remove(method);
        return result;
    }

    private Value Made(IOperation operation)
    {
        var parts = operation.ChildOperations.Aggregate(Value.Fresh, (sum, child) => sum | Part(child));
        return parts.Wrapped;
    }

    /// <summary>What a new object refers to: its arguments, and what its initializer assigns.</summary>
    private Value Part(IOperation child) => child switch
    {
        IObjectOrCollectionInitializerOperation initializer => initializer.Initializers.Aggregate(Value.Fresh, (sum, each) => sum | Part(each)),
        ISimpleAssignmentOperation assignment => Of(assignment.Value),
        IInvocationOperation { Instance: IInstanceReferenceOperation } added => Arguments(added).Aggregate(Value.Fresh, (sum, each) => sum | each),
        IArgumentOperation argument => Of(argument.Value),
        IArrayInitializerOperation array => array.ElementValues.Aggregate(Value.Fresh, (sum, each) => sum | Of(each)),
        _ => Of(child),
    };

    /// <summary>A struct passed by reference is the variable itself.</summary>
    private Value Passed(IArgumentOperation argument)
    {
        var value = Of(argument.Value);
        return argument.Parameter?.RefKind switch
        {
            RefKind.Out => new Value(Written(argument.Value), Origin.Own),
            RefKind.Ref => value | new Value(Written(argument.Value), Origin.Own),
            _ => value,
        };
    }

    private Value Referred(IOperation operation) => new(Written(operation), Of(operation).Whole);

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (var (child, parent) = ((IOperation)instance, instance.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && ReferenceEquals(access.WhenNotNull, child)) return access.Operation;
        }

        return null;
    }
}
