using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>What a block of a member does to what is known about replies.</summary>
internal sealed class ReplyLooks(ReplySymbols symbols, IOperation body)
{
    private readonly ReplyKeys _keys = new();
    private ImmutableDictionary<string, Look> _everything = Looks.Nothing;
    private ImmutableDictionary<string, Look> _state = Looks.Nothing;
    private Action<IOperation>? _unlooked;
    private Action<IFlowAnonymousFunctionOperation, ImmutableDictionary<string, Look>>? _lambda;
    private bool? _looksInLambdas;

    /// <summary>Every reply that anybody looked at so far.</summary>
    public ImmutableDictionary<string, Look> Everything => _everything;

    /// <summary>Goes through a block; says what is known after it, whose <c>Value</c> was read unlooked, and which lambdas are made where.</summary>
    public ImmutableDictionary<string, Look> Through(
        BasicBlock block, ImmutableDictionary<string, Look> before, Action<IOperation>? unlooked,
        Action<IFlowAnonymousFunctionOperation, ImmutableDictionary<string, Look>>? lambda)
    {
        // A lambda is gone through in the midst of the block that makes it.
        var outer = (_state, _unlooked, _lambda);
        (_state, _unlooked, _lambda) = (before, unlooked, lambda);
        foreach (var operation in block.Operations) Visit(operation);
        if (block.BranchValue is { } value) Visit(value);
        var after = _state;
        (_state, _unlooked, _lambda) = outer;
        return after;
    }

    /// <summary>What is known on one of the two ways out of a block.</summary>
    public ImmutableDictionary<string, Look> Branch(BasicBlock block, ImmutableDictionary<string, Look> after, bool taken)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || ReplyTest.Of(block.BranchValue!, symbols) is not { } test) return after;
        var holds = taken == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        var places = _keys.Among(test.Reply);
        if (block.BranchValue is IIsPatternOperation { Pattern: var pattern }) places = places.AddRange(Declared(pattern).Select(_keys.Root));
        foreach (var place in places)
        {
            var look = holds ? test.WhenTrue : test.WhenFalse;
            // A second look that says less takes nothing away.
            if (look != Look.Taken || !after.ContainsKey(place)) after = after.SetItem(place, look);
        }

        return after;
    }

    /// <summary><c>Assert.Throws&lt;CommandRejectedException&gt;(() => reply.Value)</c> wants the exception.</summary>
    public bool IsExpectedToThrow(IFlowAnonymousFunctionOperation lambda) =>
        symbols.Exception is { } exception
        && body.Descendants().OfType<IAnonymousFunctionOperation>().FirstOrDefault(each => each.Syntax == lambda.Syntax)?.GivenTo() is { } call
        && call.TargetMethod.TypeArguments.Any(type => BuxSymbols.DerivesFrom(type, exception));

    private void Visit(IOperation operation)
    {
        // What a pattern mentions is judged with the test that it belongs to.
        if (operation is IPatternOperation) return;
        if (operation is IFlowAnonymousFunctionOperation lambda)
        {
            _lambda?.Invoke(lambda, _state);
            return;
        }

        // Match has looked before it calls one of its functions.
        if (operation is IInvocationOperation { Instance: { } matched } match && symbols.IsMatch(match.TargetMethod)) Take(matched);
        foreach (var child in operation.ChildOperations) Visit(child);
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                _keys.Capture(capture);
                break;
            case ISimpleAssignmentOperation assignment:
                Assign(assignment.Target, assignment.Value);
                break;
            case IDeconstructionAssignmentOperation assignment:
                foreach (var target in assignment.Target.DescendantsAndSelf()) Assign(target, null);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Assign(argument.Value, null);
                break;
            case IIncrementOrDecrementOperation step:
                Assign(step.Target, null);
                break;
            case IPropertyReferenceOperation { Instance: { } reply } property when symbols.IsValue(property.Property):
                Read(reply, property);
                break;
            case IPropertyReferenceOperation { Instance: { } reply } property when symbols.IsIsAccepted(property.Property):
                Take(reply);
                break;
            case IIsTypeOperation test when symbols.CaseOf(test.TypeOperand) is not null:
                Take(test.ValueOperand);
                break;
            case IConversionOperation conversion when symbols.CaseOf(conversion.Type) is not null:
                Take(conversion.Operand);
                break;
            case IIsPatternOperation test:
                Match(test);
                break;
            case IInvocationOperation call:
                Call(call);
                break;
        }
    }

    private void Assign(IOperation target, IOperation? value)
    {
        if (_keys.Of(target) is not { } place) return;
        var known = value is not null && _keys.Of(value) is { } source && _state.TryGetValue(source, out var look) ? look : Look.None;
        _state = _state.Forget(place);
        if (known != Look.None) _state = _state.SetItem(place, known);
    }

    private void Read(IOperation reply, IOperation value)
    {
        var place = _keys.Of(reply);
        var look = place is not null && _state.TryGetValue(place, out var known) ? known : Look.None;
        if (look is Look.Refused || (look is Look.None && !IsSifted(reply))) _unlooked?.Invoke(value);

        // It was accepted, or it has thrown: the next one to read it is told nothing new.
        if (place is not null) _state = _state.SetItem(place, Look.Accepted);
    }

    private void Take(IOperation reply)
    {
        foreach (var place in _keys.Among(reply))
        {
            if (!_state.ContainsKey(place)) _state = _state.SetItem(place, Look.Taken);
            _everything = _everything.SetItem(place, Look.Taken);
        }
    }

    private void Match(IIsPatternOperation test)
    {
        ReadBy(test.Pattern, test.Value, _keys.Of(test.Value) is { } place && _state.TryGetValue(place, out var look) && look is not Look.Refused);
        if (ReplyTest.IsLook(test.Pattern, symbols)) Take(test.Value);
        foreach (var variable in Declared(test.Pattern))
        {
            var known = _keys.Of(test.Value) is { } source && _state.TryGetValue(source, out var found) ? found : Look.None;
            _state = _state.Forget(_keys.Root(variable));
            if (known != Look.None) _state = _state.SetItem(_keys.Root(variable), known);
        }
    }

    /// <summary><c>is { Value: … }</c> reads the value too; beside <c>IsAccepted: true</c> it may.</summary>
    private void ReadBy(IPatternOperation pattern, IOperation reply, bool looked)
    {
        if (pattern is IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both)
        {
            ReadBy(both.LeftPattern, reply, looked);
            ReadBy(both.RightPattern, reply, looked || ReplyTest.IsLook(both.LeftPattern, symbols));
        }
        else if (pattern is IBinaryPatternOperation either)
        {
            ReadBy(either.LeftPattern, reply, looked);
            ReadBy(either.RightPattern, reply, looked);
        }
        else if (pattern is IRecursivePatternOperation recursive && !looked && !ReplyTest.IsLook(recursive, symbols))
        {
            foreach (var member in recursive.PropertySubpatterns)
            {
                if (member.Member is IPropertyReferenceOperation property && symbols.IsValue(property.Property)) _unlooked?.Invoke(property);
            }
        }
        else if (pattern is INegatedPatternOperation negated)
        {
            ReadBy(negated.Pattern, reply, looked);
        }
    }

    private void Call(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            // A function that is given the reply as such (Ensure(reply), Assert.IsType<Reply<T>.Accepted>(reply)) looks at it for its caller.
            if (symbols.ReplyOf(argument.Parameter?.Type) is not null || call.TargetMethod.TypeArguments.Any(type => symbols.CaseOf(type) is not null)) Take(argument.Value);
        }
    }

    /// <summary>A reply out of many: <c>replies.Where(r => r.IsAccepted).Select(r => r.Value)</c> looked in another lambda.</summary>
    private bool IsSifted(IOperation reply)
    {
        var isOneOfMany = reply.WithoutConversions() switch
        {
            IParameterReferenceOperation parameter => parameter.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction },
            ILocalReferenceOperation local => local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is CommonForEachStatementSyntax,
            IArrayElementReferenceOperation => true,
            IPropertyReferenceOperation { Property.IsIndexer: true } => true,
            _ => false,
        };
        return isOneOfMany && (_looksInLambdas ??= body.Descendants().OfType<IAnonymousFunctionOperation>().SelectMany(lambda => lambda.Descendants()).Any(IsLook));
    }

    private bool IsLook(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation property => symbols.IsIsAccepted(property.Property),
        IPatternOperation pattern => ReplyTest.IsLook(pattern, symbols),
        IIsTypeOperation test => symbols.CaseOf(test.TypeOperand) is not null,
        _ => false,
    };

    /// <summary>The names that a pattern gives to the reply itself.</summary>
    private IEnumerable<ISymbol> Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: { } symbol } => [symbol],
        IRecursivePatternOperation { DeclaredSymbol: { } symbol } => [symbol],
        IBinaryPatternOperation both => Declared(both.LeftPattern).Concat(Declared(both.RightPattern)),
        _ => [],
    };
}
