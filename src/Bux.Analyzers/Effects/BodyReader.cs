using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Effects;

/// <summary>Reads one body: every operation in it once, with the values' origins from <see cref="Flow"/>.</summary>
internal sealed class BodyReader
{
    private readonly ISymbol _member;
    private readonly EffectIndex _index;
    private readonly Flow _flow;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private readonly ImmutableArray<Call>.Builder _calls = ImmutableArray.CreateBuilder<Call>();

    private BodyReader(ISymbol member, Inquiry inquiry, Flow flow) => (_member, _index, _cancellation, _flow) = (member, inquiry.Index, inquiry.Cancellation, flow);

    private IMethodSymbol? Method => _member as IMethodSymbol;

    /// <param name="member">The method, accessor or constructor, or the static member that is initialized.</param>
    /// <param name="operations">Its body; for a constructor also the initializers of its type's members.</param>
    /// <param name="inquiry">Where to ask for other bodies.</param>
    public static Body Read(ISymbol member, IReadOnlyList<IOperation> operations, Inquiry inquiry)
    {
        var flow = new Flow(member, operations, inquiry.ResultOf, inquiry.Index.Immutability);
        var reader = new BodyReader(member, inquiry, flow);
        foreach (var operation in operations) reader.Walk(operation);
        if (reader.Method?.IsAsync == true) reader.Add(EffectKind.Waiting, "async", operations[0].Syntax);
        var result = operations.SelectMany(Flow.Returned).Aggregate(Value.Fresh, (sum, each) => sum | flow.Of(each));
        return new Body(reader._effects.ToImmutable(), reader._calls.ToImmutable(), result);
    }

    private void Walk(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        // The name in nameof is not looked at, a constant does nothing, and what is in an attribute does not run.
        if (operation is INameOfOperation or IAttributeOperation or ITypeOfOperation) return;
        Look(operation);
        foreach (var child in operation.ChildOperations) Walk(child);
    }

    private void Look(IOperation operation)
    {
        if (UnorderedUse.TakesAnOrder(operation, _flow)) Add(EffectKind.Order, Short(operation is IForEachLoopOperation loop ? loop.Collection.Syntax : operation.Syntax), operation is IForEachLoopOperation { Collection: { } items } ? items.Syntax : operation.Syntax);
        switch (operation)
        {
            case IDeconstructionAssignmentOperation deconstruction:
                Write(deconstruction.Target);
                break;
            case IAssignmentOperation { Parent: not IObjectOrCollectionInitializerOperation } assignment:
                if (assignment is not ISimpleAssignmentOperation { IsRef: true }) Write(assignment.Target);
                if (assignment is ICompoundAssignmentOperation { OperatorMethod: { } compound }) Invoke(compound, assignment.Syntax, Value.Fresh, [_flow.Of(assignment.Target), _flow.Of(assignment.Value)]);
                break;
            case IEventAssignmentOperation happening:
                Write(happening.EventReference);
                break;
            case IIncrementOrDecrementOperation increment:
                Write(increment.Target);
                break;
            case IInvocationOperation invocation:
                LookAtCall(invocation);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                if (Culture.Asks(creation)) AddCulture(creation, creation.Syntax);
                Invoke(constructor, creation.Syntax, Value.Fresh, _flow.Arguments(constructor, creation.Arguments));
                break;
            case IPropertyReferenceOperation property:
                LookAtProperty(property);
                break;
            case IFieldReferenceOperation { Field: { } field } reference:
                LookAtField(field, reference);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } method } reference:
                if (!_index.IsHere(method) && Library.Changed(method) == -1) Change(_flow.Of(reference.Instance).Object, reference.Syntax, reference.Syntax);
                // Nobody knows what it is called with; it may be anything that this body was given.
                InvokeAll(method, reference.Syntax, reference.Instance, [.. method.Parameters.Select(_ => Given)]);
                break;
            default:
                LookAtRest(operation);
                break;
        }
    }

    private void LookAtRest(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation binary:
                if (Culture.Asks(binary)) AddCulture(binary, binary.Syntax);
                if (binary.OperatorMethod is { } sum) Invoke(sum, binary.Syntax, Value.Fresh, [_flow.Of(binary.LeftOperand), _flow.Of(binary.RightOperand)]);
                break;
            case IUnaryOperation { OperatorMethod: { } negation } unary:
                Invoke(negation, unary.Syntax, Value.Fresh, [_flow.Of(unary.Operand)]);
                break;
            case IConversionOperation { OperatorMethod: { } cast } conversion:
                Invoke(cast, conversion.Syntax, Value.Fresh, [_flow.Of(conversion.Operand)]);
                break;
            case IInterpolationOperation hole when Culture.Asks(hole):
                AddCulture(hole, hole.Expression.Syntax);
                break;
            case IInterpolatedStringAppendOperation hole when Culture.Asks(hole):
                Add(EffectKind.Culture, Short(hole.Syntax), hole.Syntax);
                break;
            case IAwaitOperation or ILockOperation or IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true }:
                Add(EffectKind.Waiting, operation is ILockOperation ? "lock" : "await", operation.Syntax);
                break;
            case IForEachLoopOperation loop:
                LookAtLoop(loop);
                break;
            case IAddressOfOperation or IFunctionPointerInvocationOperation:
                Add(EffectKind.Unsafe, Short(operation.Syntax), operation.Syntax);
                break;
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation:
                Add(EffectKind.Unknown, Short(operation.Syntax), operation.Syntax);
                break;
            case { Kind: OperationKind.None, Syntax: { } syntax } when syntax.IsKind(SyntaxKind.PointerIndirectionExpression) || syntax.IsKind(SyntaxKind.FixedStatement) || syntax.IsKind(SyntaxKind.PointerMemberAccessExpression):
                Add(EffectKind.Unsafe, Short(syntax), syntax);
                break;
        }
    }

    private void LookAtCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction) return;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            // A delegate that was passed or made here is judged where it was made, one of a static table where the table is.
            if (call.Instance is IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation && !IsOfHere(call.Instance)) Add(EffectKind.Unknown, Short(call.Instance.Syntax), call.Syntax);
            return;
        }

        if (method is { Name: "GetHashCode", Parameters.IsEmpty: true } && method.ContainingType.SpecialType is SpecialType.None or SpecialType.System_Object or SpecialType.System_ValueType)
        {
            Add(EffectKind.Chance, Named(method), call.Syntax);
            return;
        }

        if (Culture.Asks(call)) AddCulture(call, call.Syntax);
        if (!_index.IsHere(method) && Library.Changed(method) is { } ordinal)
        {
            var changed = ordinal < 0 ? call.Instance : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;
            Change(_flow.Of(changed).Object, changed?.Syntax ?? call.Syntax, call.Syntax);
        }

        if (!_index.IsHere(method))
        {
            foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)) Write(argument.Value);
        }

        InvokeAll(method, call.Syntax, call.Instance, _flow.Arguments(call), isVirtual: call.IsVirtual);
    }

    /// <summary>Whether it was taken out of a collection or object that this body made, or that a static member of this source holds.</summary>
    private bool IsOfHere(IOperation? value) => value switch
    {
        IFieldReferenceOperation { Instance: null } field => _index.IsHere(field.Field),
        IPropertyReferenceOperation { Instance: null } property => _index.IsHere(property.Property),
        IFieldReferenceOperation field => IsOfHere(field.Instance),
        IPropertyReferenceOperation property => IsOfHere(property.Instance),
        IArrayElementReferenceOperation element => IsOfHere(element.ArrayReference),
        ILocalReferenceOperation local => _flow.Of(local) == Value.Fresh,
        _ => false,
    };

    private void LookAtProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var isWritten = IsTarget(reference);
        var arguments = _flow.Arguments((property.GetMethod ?? property.SetMethod)!, reference.Arguments);
        var isRead = !isWritten || reference.Parent is ICompoundAssignmentOperation or IIncrementOrDecrementOperation or ICoalesceAssignmentOperation;
        if (isRead && property.GetMethod is { } getter)
        {
            if (property.IsStatic && _index.IsHere(property) && Statics.IsStored(property)) LookAtStatic(property, reference);
            InvokeAll(getter, reference.Syntax, reference.Instance, arguments, isVirtual: property.IsVirtual || property.IsAbstract || property.IsOverride);
        }

        // A setter's value counts as its last argument; what the assignment itself changes is reported apart.
        if (isWritten && property.SetMethod is { } setter && _index.IsHere(setter)) InvokeAll(setter, reference.Syntax, reference.Instance, [.. arguments.Take(setter.Parameters.Length - 1), Value.Fresh]);
    }

    private void LookAtField(IFieldSymbol field, IFieldReferenceOperation reference)
    {
        if (!field.IsStatic || field.IsConst)
        {
            if (field.IsConst && !_index.IsHere(field) && _index.Library.EffectOf(field) is { } constant) Add(constant, Named(field), reference.Syntax);
            return;
        }

        if (IsTarget(reference)) return;
        if (_index.IsHere(field)) LookAtStatic(field, reference);
        else if (_index.Library.EffectOf(field) is { } kind) Add(kind, Named(field), reference.Syntax);
    }

    /// <summary>A static value is as good as a constant when nobody can change it and its initializer only computes.</summary>
    private void LookAtStatic(ISymbol member, IOperation reference)
    {
        if (Statics.IsChangeable(member)) Add(EffectKind.ReadOfStatic, Named(member), reference.Syntax);
        else _calls.Add(new Call(member.OriginalDefinition, reference.Syntax, Value.Fresh, []));
    }

    private void LookAtLoop(IForEachLoopOperation loop)
    {
        if (loop.SemanticModel is not { } model || loop.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.CommonForEachStatementSyntax syntax) return;
        var steps = model.GetForEachStatementInfo(syntax);
        foreach (var step in new[] { steps.GetEnumeratorMethod, steps.MoveNextMethod, steps.CurrentProperty?.GetMethod })
        {
            if (step is not null && _index.IsHere(step)) InvokeAll(step, loop.Collection.Syntax, loop.Collection, [.. step.Parameters.Select(_ => Value.Fresh)], isVirtual: true);
        }
    }

    private void InvokeAll(IMethodSymbol method, SyntaxNode site, IOperation? instance, ImmutableArray<Value> arguments, bool isVirtual = false)
    {
        var receiver = _flow.Receiver(instance);
        if (!_index.IsHere(method) || !(isVirtual || method.IsAbstract))
        {
            Invoke(method, site, receiver, arguments);
            return;
        }

        var bodies = _index.BodiesOf(method);
        if (bodies.IsEmpty && !Library.SaysPure(method.AssociatedSymbol ?? method)) Add(EffectKind.Unknown, Named(method.AssociatedSymbol ?? method), site);
        foreach (var body in bodies) Invoke(body, site, receiver, arguments);
    }

    private void Invoke(IMethodSymbol method, SyntaxNode site, Value receiver, ImmutableArray<Value> arguments)
    {
        var member = method.AssociatedSymbol ?? method;
        if (_index.IsHere(method)) _calls.Add(new Call(method.OriginalDefinition, site, receiver, arguments));
        else if (_index.Library.EffectOf(member) is { } kind) Add(kind, Named(member), site);
    }

    private void Write(IOperation target)
    {
        foreach (var each in Targets(target)) Change(_flow.Written(each), each.Syntax, each.Syntax);
    }

    private static IEnumerable<IOperation> Targets(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Targets),
        IConversionOperation conversion => Targets(conversion.Operand),
        _ => [target],
    };

    private void Change(Origin origin, SyntaxNode what, SyntaxNode site)
    {
        if (origin.IsOwn) return;
        // A constructor fills its own object; nobody else has it yet.
        if (Method?.MethodKind is MethodKind.Constructor && !origin.HasParameter && !origin.HasStatic) return;
        if (origin.HasStatic) _effects.Add(new Effect(EffectKind.ChangeOfStatic, Short(what), origin, site));
        if (origin.HasParameter || origin.HasThis) _effects.Add(new Effect(EffectKind.Change, Short(what), origin, site));
    }

    /// <summary>The text of an exception that leaves the body tells people of a bug; no state ever holds it.</summary>
    private static bool IsThrown(IOperation operation)
    {
        var isThrown = false;
        for (var current = operation.Parent; current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            isThrown |= current is IThrowOperation;
            if (current is ITryOperation { Catches.IsEmpty: false }) return false;
        }

        return isThrown;
    }

    private void AddCulture(IOperation operation, SyntaxNode site)
    {
        if (!IsThrown(operation)) Add(EffectKind.Culture, Short(site), site);
    }

    private void Add(EffectKind kind, string what, SyntaxNode site) => _effects.Add(new Effect(kind, what, Origin.Own, site));

    /// <summary>Anything that this body was given.</summary>
    private Value Given => (Method?.Parameters ?? []).Aggregate(Value.Of(Origin.This), (sum, parameter) => sum | Value.Of(Origin.Parameter(parameter.Ordinal)));

    private static bool IsTarget(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, operation),
        IIncrementOrDecrementOperation => true,
        ITupleOperation tuple => IsTarget(tuple),
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
        _ => false,
    };

    private static string Named(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {member.ContainingType.Name}" : $"{member.ContainingType?.Name}.{member.Name}";

    /// <summary>The source on one line, not longer than a message can bear.</summary>
    private static string Short(SyntaxNode syntax)
    {
        var text = string.Join(" ", syntax.ToString().Split(['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "…";
    }
}
