using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Services;

/// <summary>A call that emits, after which a variable is read that still holds the state before it.</summary>
internal sealed record StaleRead(IInvocationOperation Call, ISymbol Variable, Location At);

/// <summary>
/// Follows the variables of a function that hold the state along its control flow. A parameter grows old with every event whose state is not
/// assigned to it. A local that has got its state from an event does so when a later event's state goes nowhere; when that goes to another
/// variable, the two have names of their own, and each is meant. A local that was only ever copied from another variable never grows old.
/// </summary>
internal sealed class StaleStates(ControlFlowGraph graph, IMethodSymbol function, EmittingFunctions emitting, CancellationToken cancellation)
{
    private readonly Dictionary<CaptureId, ISymbol> _targets = [];
    private readonly HashSet<CaptureId> _assigned = [];
    private readonly HashSet<StaleRead> _found = [];
    private ImmutableHashSet<Fact> _facts = [];
    private bool _isReporting;

    public IReadOnlyCollection<StaleRead> Find()
    {
        FindTargets();
        var entries = graph.Blocks.Select(_ => ImmutableHashSet<Fact>.Empty).ToArray();
        var waiting = new Queue<int>(graph.Blocks.Select(block => block.Ordinal));
        while (waiting.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = graph.Blocks[waiting.Dequeue()];
            var exit = Run(block, entries[block.Ordinal]);
            foreach (var next in Successors(block))
            {
                var entry = entries[next].Union(exit);
                if (entry.Count == entries[next].Count) continue;
                entries[next] = entry;
                waiting.Enqueue(next);
            }
        }

        _isReporting = true;
        foreach (var block in graph.Blocks) Run(block, entries[block.Ordinal]);
        return _found;
    }

    private IEnumerable<int> Successors(BasicBlock block)
    {
        if (block.ConditionalSuccessor?.Destination is { } conditional) yield return conditional.Ordinal;
        if (block.FallThroughSuccessor?.Destination is { } next) yield return next.Ordinal;
        // Any operation of a try may be the last before its handlers.
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole) continue;
            foreach (var handler in whole.NestedRegions.Where(each => each.Kind != ControlFlowRegionKind.Try)) yield return handler.FirstBlockOrdinal;
        }
    }

    private ImmutableHashSet<Fact> Run(BasicBlock block, ImmutableHashSet<Fact> entry)
    {
        _facts = entry;
        foreach (var operation in block.Operations) Visit(operation);
        if (block.BranchValue is { } value) Visit(value);
        return _facts;
    }

    /// <summary>A variable that is assigned something with branches is captured before them; that is no reading.</summary>
    private void FindTargets()
    {
        var all = graph.Blocks.SelectMany(block => block.Operations).SelectMany(each => each.DescendantsAndSelf()).ToArray();
        foreach (var assignment in all.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IFlowCaptureReferenceOperation target) _assigned.Add(target.Id);
        }

        foreach (var capture in all.OfType<IFlowCaptureOperation>())
        {
            if (_assigned.Contains(capture.Id) && Variable(capture.Value) is { } variable) _targets[capture.Id] = variable;
        }
    }

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case INameOfOperation:
            case IFlowCaptureOperation capture when _targets.ContainsKey(capture.Id):
                return;
            case ISimpleAssignmentOperation assignment:
                if (Variable(assignment.Target) is null) Visit(assignment.Target);
                Visit(assignment.Value);
                if (Variable(assignment.Target) is { } assigned) Assign(assigned, assignment.Value);
                return;
            case IDeconstructionAssignmentOperation deconstruction:
                Visit(deconstruction.Value);
                VisitTargets(deconstruction.Target);
                return;
            case IInvocationOperation call:
                VisitCall(call);
                return;
            case IFlowAnonymousFunctionOperation lambda:
                VisitCaptured(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation));
                return;
            case IParameterReferenceOperation or ILocalReferenceOperation:
                Read(operation);
                return;
        }

        foreach (var child in operation.ChildOperations) Visit(child);
    }

    private void VisitTargets(IOperation target)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (var element in tuple.Elements) VisitTargets(element);
        }
        else if (Variable(target) is { } variable) Assign(variable, null);
        else Visit(target);
    }

    private void VisitCall(IInvocationOperation call)
    {
        if (call.Instance is { } instance) Visit(instance);
        var changed = new List<ISymbol>();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out && Variable(argument.Value) is { } variable) changed.Add(variable);
            else Visit(argument.Value);
        }

        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction && GraphOf(call.TargetMethod.OriginalDefinition) is { } local) changed.AddRange(VisitCaptured(local));
        if (emitting.StateOf(call, cancellation) is { } state) Emit(call, state);
        foreach (var variable in changed) Assign(variable, null);
    }

    private void Emit(IInvocationOperation call, ITypeSymbol state)
    {
        for (var outer = function; outer is not null; outer = outer.ContainingSymbol as IMethodSymbol)
        {
            foreach (var parameter in outer.Parameters.Where(each => SymbolEqualityComparer.Default.Equals(StateTypes.Present(each.Type), state)))
            {
                _facts = _facts.Except(_facts.Where(fact => Same(fact.Variable, parameter))).Add(new Fact(parameter, call));
            }
        }

        var isDropped = IsDropped(call);
        foreach (var current in _facts.Where(fact => fact.Variable is ILocalSymbol && fact.Before is null))
        {
            _facts = _facts.Remove(current);
            if (isDropped) _facts = _facts.Except(_facts.Where(fact => Same(fact.Variable, current.Variable))).Add(new Fact(current.Variable, call));
        }
    }

    private void Assign(ISymbol variable, IOperation? value)
    {
        _facts = _facts.Except(_facts.Where(fact => Same(fact.Variable, variable)));
        while (value is IConversionOperation conversion) value = conversion.Operand;
        // The newest state: the local will be old when another event's state goes nowhere.
        if (variable is ILocalSymbol && value is IInvocationOperation call && emitting.StateOf(call, cancellation) is { } state
            && SymbolEqualityComparer.Default.Equals(StateTypes.Present(call.Type ?? state), state)) _facts = _facts.Add(new Fact(variable, null));
    }

    private void Read(IOperation reference)
    {
        if (!_isReporting || Variable(reference) is not { } variable) return;
        foreach (var fact in _facts.Where(fact => fact.Before is not null && Same(fact.Variable, variable)))
        {
            _found.Add(new StaleRead(fact.Before!, variable, reference.Syntax.GetLocation()));
        }
    }

    /// <summary>What a function inside of this one reads of its variables, where it is made or called; what it assigns is the result.</summary>
    private IReadOnlyList<ISymbol> VisitCaptured(ControlFlowGraph inner)
    {
        var assigned = new List<ISymbol>();
        foreach (var operation in inner.Blocks.SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations).SelectMany(each => each.DescendantsAndSelf()))
        {
            if (operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation && Variable(operation) is { } variable) assigned.Add(variable);
            else if (operation is IParameterReferenceOperation or ILocalReferenceOperation && !assigned.Any(each => Same(each, Variable(operation)!))) Read(operation);
        }

        return assigned;
    }

    private ControlFlowGraph? GraphOf(IMethodSymbol local)
    {
        for (var around = graph; around is not null; around = around.Parent)
        {
            if (around.LocalFunctions.Contains(local, SymbolEqualityComparer.Default)) return around.GetLocalFunctionControlFlowGraph(local, cancellation);
        }

        return null;
    }

    private ISymbol? Variable(IOperation? operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        IFlowCaptureReferenceOperation capture when _targets.TryGetValue(capture.Id, out var variable) => variable,
        _ => null,
    };

    /// <summary>Whether no variable gets the state that the call returns.</summary>
    private static bool IsDropped(IInvocationOperation call)
    {
        IOperation? user = call.Parent;
        while (user is IConversionOperation) user = user.Parent;
        return user is not (ISimpleAssignmentOperation { Target: not IDiscardOperation } or IFlowCaptureOperation or IDeconstructionAssignmentOperation or ITupleOperation);
    }

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>That a variable holds the state before an event, or, without one, that a local holds the newest.</summary>
    private readonly record struct Fact(ISymbol Variable, IInvocationOperation? Before);
}
