using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Effects;

/// <summary>What is assigned to the locals of a body.</summary>
internal sealed partial class Flow
{
    private void Note(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                if (initializer is not null) Assign(declarator.Symbol, declarator.Symbol.IsRef ? Referred(initializer.Value) : Of(initializer.Value), initializer.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                NoteTuple(deconstruction.Target, deconstruction.Value);
                break;
            case IAssignmentOperation assignment:
                AssignTo(assignment.Target, assignment is ISimpleAssignmentOperation { IsRef: true } ? Referred(assignment.Value) : Of(assignment.Value), assignment.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals) Assign(local, Of(loop.Collection).Inside, null);
                break;
            case IIsPatternOperation match:
                NotePattern(match.Pattern, Of(match.Value));
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms) NotePattern(arm.Pattern, Of(choice.Value));
                break;
            case ISwitchOperation choice:
                foreach (var clause in choice.Cases.SelectMany(each => each.Clauses).OfType<IPatternCaseClauseOperation>()) NotePattern(clause.Pattern, Of(choice.Value));
                break;
            case IInvocationOperation invocation:
                NoteCall(invocation);
                break;
        }
    }

    private void NoteCall(IInvocationOperation invocation)
    {
        var given = Arguments(invocation).Aggregate(Value.Fresh, (sum, each) => sum | each) | Of(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is null) continue;
            // Array.Resize puts a new array in the place of the old one.
            var isResized = invocation.TargetMethod is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array };
            if (argument.Parameter.RefKind is RefKind.Out or RefKind.Ref) AssignTo(argument.Value, isResized ? given.Wrapped : new Value(given.Whole, given.Whole), null);
            if (invocation.TargetMethod.MethodKind == MethodKind.LocalFunction)
            {
                var value = argument.Parameter.RefKind == RefKind.Ref ? Referred(argument.Value) : Of(argument.Value);
                Assign(invocation.TargetMethod.OriginalDefinition.Parameters[argument.Parameter.Ordinal], value, argument.Value);
            }
        }

        NoteKeeping(invocation, given);

        // A lambda that is passed is called with what the call is about: items of its collections, its other arguments.
        foreach (var lambda in invocation.Arguments.SelectMany(argument => Lambdas(argument.Value)))
        {
            var isFold = invocation.TargetMethod is { Name: "Aggregate", ContainingType.Name: "Enumerable", Parameters.Length: > 2 };
            foreach (var parameter in lambda.Symbol.Parameters)
            {
                Assign(parameter, isFold && parameter.Ordinal == 0 ? Of(invocation.Arguments[1].Value) : new Value(given.Whole, given.Whole), null);
            }
        }
    }

    /// <summary>A call that may change what it is called on or with may put any of its arguments into any other.</summary>
    private void NoteKeeping(IInvocationOperation invocation, Value given)
    {
        if (invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty && Library.Changed(invocation.TargetMethod) is null) return;
        foreach (var each in invocation.Arguments.Select(argument => argument.Value).Append(invocation.Instance))
        {
            if (each is ILocalReferenceOperation local) Fill(local, given);
        }
    }

    private static IEnumerable<IAnonymousFunctionOperation> Lambdas(IOperation value) => value switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => [lambda],
        IConversionOperation conversion => Lambdas(conversion.Operand),
        IAnonymousFunctionOperation lambda => [lambda],
        _ => [],
    };

    private void NoteTuple(IOperation target, IOperation value)
    {
        var targets = Elements(target);
        var values = Elements(value);
        if (targets is null) AssignTo(target, Of(value), value);
        else
        {
            for (var i = 0; i < targets.Value.Length; i++)
            {
                if (values is { } known && known.Length == targets.Value.Length) NoteTuple(targets.Value[i], known[i]);
                else AssignTo(targets.Value[i], Of(value).Inside | Value.Of(Of(value).Object), null);
            }
        }
    }

    private static ImmutableArray<IOperation>? Elements(IOperation operation) => operation switch
    {
        ITupleOperation tuple => tuple.Elements,
        IDeclarationExpressionOperation declaration => Elements(declaration.Expression),
        IConversionOperation conversion => Elements(conversion.Operand),
        _ => null,
    };

    private void NotePattern(IOperation pattern, Value value)
    {
        foreach (var each in pattern.DescendantsAndSelf())
        {
            var symbol = each switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (symbol is not null) Assign(symbol, ReferenceEquals(each, pattern) ? value : value | value.Inside, null);
        }
    }

    private void AssignTo(IOperation target, Value value, IOperation? source)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Assign(local.Local, value, source);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value, source);
                break;
            case IParameterReferenceOperation parameter:
                Assign(parameter.Parameter, value, source);
                break;
            case IFieldReferenceOperation { Instance: { } instance }:
                Fill(instance, value);
                break;
            case IPropertyReferenceOperation { Instance: { } instance }:
                Fill(instance, value);
                break;
            case IArrayElementReferenceOperation element:
                Fill(element.ArrayReference, value);
                break;
        }
    }

    /// <summary>An object that a local holds now leads to the value as well.</summary>
    private void Fill(IOperation instance, Value value)
    {
        if (instance is ILocalReferenceOperation local) Assign(local.Local, value.Wrapped, null);
    }

    private void Assign(ISymbol symbol, Value value, IOperation? source)
    {
        if (source is not null && UnorderedUse.IsUnordered(source, this)) _changed |= _unordered.Add(symbol);
        _locals.TryGetValue(symbol, out var before);
        var after = before | value;
        if (after == before) return;
        _locals[symbol] = after;
        _changed = true;
    }
}
