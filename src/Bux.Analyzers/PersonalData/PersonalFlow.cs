using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>
/// Follows personal data through one body, in the order of its text: branches are followed each for itself and joined, loops are read twice.
/// </summary>
internal sealed partial class PersonalFlow
{
    /// <summary>Expressions that nest deeper are no code that anybody wrote.</summary>
    private const int DeepestNesting = 250;

    /// <summary>Loops and lambdas within each other are read twice each; what this does not suffice for is left unread.</summary>
    private const int MostSteps = 200_000;

    private readonly PersonalKnowledge _known;
    private readonly PersonalMarks _marks;
    private readonly int _depth;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<ISymbol> _running = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(DiagnosticDescriptor, Location), Diagnostic> _leaks = new();
    private readonly HashSet<PersonalReach> _reaches = [];
    private Dictionary<ISymbol, PersonalValue> _state = new(SymbolEqualityComparer.Default);
    private PersonalValue _returned = PersonalValue.Clean;
    private PersonalValue _matched = PersonalValue.Clean;
    private PersonalValue _accessed = PersonalValue.Clean;
    private INamedTypeSymbol? _type;
    private bool _isComplete = true;
    private int _nesting;
    private int _steps;

    private PersonalFlow(PersonalKnowledge known, int depth, CancellationToken cancellation)
    {
        _known = known;
        _marks = known.Marks;
        _depth = depth;
        _cancellation = cancellation;
    }

    /// <summary>What the bodies of a declaration let out.</summary>
    public static IEnumerable<Diagnostic> Leaks(PersonalKnowledge known, ImmutableArray<IOperation> bodies, ISymbol owner, CancellationToken cancellation)
    {
        var flow = new PersonalFlow(known, PersonalKnowledge.Deepest, cancellation) { _type = owner as INamedTypeSymbol ?? owner.ContainingType };
        foreach (var body in bodies) flow.Visit(body);
        return flow._leaks.Values;
    }

    /// <summary>What a method does with its parameters.</summary>
    public static PersonalSummary Summarize(PersonalKnowledge known, IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (known.BodyOf(method, cancellation) is not { } body) return PersonalSummary.Empty;
        var flow = new PersonalFlow(known, depth, cancellation) { _type = method.ContainingType };
        foreach (var parameter in method.Parameters)
        {
            // What is personal by its declaration is reported where it gets out; only the rest is the caller's to answer for.
            if (flow.Own(parameter).IsClean) flow._state[parameter] = PersonalValue.OfParameter(parameter.Ordinal);
        }

        if (!method.IsStatic && flow._type is { } type) flow._state[type] = PersonalValue.OfParameter(method.Parameters.Length);
        var value = flow.Visit(body);
        var returned = body is IBlockOperation or IMethodBodyBaseOperation ? flow._returned : value;
        return new PersonalSummary(returned, [.. flow._reaches], flow.Changed(method), flow._isComplete);
    }

    /// <summary>What a method has put into its parameters.</summary>
    private ImmutableDictionary<int, PersonalValue> Changed(IMethodSymbol method)
    {
        var changed = ImmutableDictionary<int, PersonalValue>.Empty;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.None && (parameter.Type.IsValueType || parameter.Type.SpecialType == SpecialType.System_String)) continue;
            if (!Own(parameter).IsClean) continue;
            var value = Find(parameter).Without(PersonalValue.Bit(parameter.Ordinal));
            if (!value.IsClean) changed = changed.SetItem(parameter.Ordinal, value);
        }

        return changed;
    }

    /// <summary>What a parameter or a variable is by its declaration.</summary>
    private PersonalValue Own(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => Marked(_marks.OfMember(parameter) ?? _marks.OfType(parameter.Type)),
        ILocalSymbol local => Marked(_marks.OfType(local.Type)),
        _ => PersonalValue.Clean,
    };

    private static PersonalValue Marked(string? origin) => origin is null ? PersonalValue.Clean : PersonalValue.Of(origin);

    private PersonalValue Find(ISymbol symbol) => _state.TryGetValue(symbol, out var value) ? value : Own(symbol);

    /// <summary>Reads one way and then the other, both from the same state, and joins what they leave.</summary>
    private void Fork(Action one, Action other)
    {
        var before = new Dictionary<ISymbol, PersonalValue>(_state, SymbolEqualityComparer.Default);
        one();
        var after = _state;
        _state = before;
        other();
        Merge(after);
    }

    private void Merge(Dictionary<ISymbol, PersonalValue> other)
    {
        foreach (var entry in other) _state[entry.Key] = _state.TryGetValue(entry.Key, out var mine) ? mine.Join(entry.Value) : entry.Value;
    }

    private static readonly Action Skip = () => { };

    /// <summary>What is read perhaps, and perhaps again.</summary>
    private void Loop(Action body)
    {
        Fork(body, Skip);
        Fork(body, Skip);
    }

    private PersonalValue Visit(IOperation? operation)
    {
        if (operation is null || _nesting > DeepestNesting || ++_steps > MostSteps) return PersonalValue.Clean;
        _cancellation.ThrowIfCancellationRequested();
        _nesting++;
        var value = Statement(operation) ?? Expression(operation);
        _nesting--;
        return value;
    }

    private PersonalValue Children(IOperation operation)
    {
        foreach (var child in operation.ChildOperations) Visit(child);
        return PersonalValue.Clean;
    }

    /// <summary>Reads what decides on the way; null for what is an expression.</summary>
    private PersonalValue? Statement(IOperation operation)
    {
        switch (operation)
        {
            case IReturnOperation result:
                var returned = Visit(result.ReturnedValue);
                _returned = _returned.Join(returned);
                return PersonalValue.Clean;
            case IConditionalOperation condition:
                Visit(condition.Condition);
                var value = PersonalValue.Clean;
                Fork(() => value = Visit(condition.WhenTrue), () => value = value.Join(Visit(condition.WhenFalse)));
                return value;
            case IForEachLoopOperation each:
                var elements = Visit(each.Collection);
                Loop(() =>
                {
                    var type = Unconverted(each.Collection).Type;
                    Assign(each.LoopControlVariable, ElementOf(elements, type), PersonalMarks.ElementOf(type), null);
                    Visit(each.Body);
                });
                return PersonalValue.Clean;
            case IForLoopOperation loop:
                foreach (var before in loop.Before) Visit(before);
                Loop(() =>
                {
                    Visit(loop.Condition);
                    Visit(loop.Body);
                    foreach (var bottom in loop.AtLoopBottom) Visit(bottom);
                });
                return PersonalValue.Clean;
            case ILoopOperation loop:
                Loop(() => Children(loop));
                return PersonalValue.Clean;
            case ISwitchOperation choice:
                Choose(choice);
                return PersonalValue.Clean;
            case IBlockOperation block:
                foreach (var function in block.Operations.OfType<ILocalFunctionOperation>()) _functions[function.Symbol] = function;
                return Children(block);
            case ITryOperation attempt:
                Fork(() => Visit(attempt.Body), Skip);
                foreach (var handler in attempt.Catches) Fork(() => Children(handler), Skip);
                Visit(attempt.Finally);
                return PersonalValue.Clean;
            case ILocalFunctionOperation local:
                // Its body is read where it is called too; here for what it says by itself.
                Run(local.Symbol, local.Body, []);
                return PersonalValue.Clean;
            default:
                return null;
        }
    }

    private void Choose(ISwitchOperation choice)
    {
        var value = Visit(choice.Value);
        var before = _state;
        var after = new Dictionary<ISymbol, PersonalValue>(before, SymbolEqualityComparer.Default);
        foreach (var part in choice.Cases)
        {
            _state = new Dictionary<ISymbol, PersonalValue>(before, SymbolEqualityComparer.Default);
            foreach (var clause in part.Clauses.OfType<IPatternCaseClauseOperation>())
            {
                Match(clause.Pattern, value, choice.Value.Type);
                Visit(clause.Guard);
            }

            foreach (var statement in part.Body) Visit(statement);
            (after, _state) = (_state, after);
            Merge(after);
            after = _state;
        }

        _state = after;
    }

    private PersonalValue Choose(ISwitchExpressionOperation choice)
    {
        var value = Visit(choice.Value);
        var result = PersonalValue.Clean;
        foreach (var arm in choice.Arms)
        {
            Fork(
                () =>
                {
                    Match(arm.Pattern, value, choice.Value.Type);
                    Visit(arm.Guard);
                    result = result.Join(Visit(arm.Value));
                },
                Skip);
        }

        return result;
    }

    /// <summary>Gives the variables of a pattern what they are matched with.</summary>
    private void Match(IOperation? pattern, PersonalValue value, ITypeSymbol? type)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                _state[symbol] = value.Join(Own(symbol));
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } named) _state[named] = value.Join(Own(named));
                var matched = recursive.MatchedType ?? type;
                for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                {
                    var (part, partType) = PartOf(value, matched, i, recursive.DeconstructionSubpatterns.Length);
                    Match(recursive.DeconstructionSubpatterns[i], part, partType);
                }

                foreach (var property in recursive.PropertySubpatterns)
                {
                    var outer = _matched;
                    _matched = value;
                    var member = Visit(property.Member);
                    _matched = outer;
                    Match(property.Pattern, member, property.Member.Type);
                }

                break;
            case IListPatternOperation list:
                if (list.DeclaredSymbol is { } all) _state[all] = value.Join(Own(all));
                foreach (var each in list.Patterns) Match(each, ElementOf(value, list.InputType), PersonalMarks.ElementOf(list.InputType));
                break;
            case ISlicePatternOperation slice:
                Match(slice.Pattern, value, slice.InputType);
                break;
            case INegatedPatternOperation negated:
                Match(negated.Pattern, value, type);
                break;
            case IBinaryPatternOperation both:
                Match(both.LeftPattern, value, type);
                Match(both.RightPattern, value, (both.LeftPattern as IPatternOperation)?.NarrowedType ?? type);
                break;
        }
    }
}
