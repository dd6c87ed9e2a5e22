using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>What calls make of what they are given, and where it gets to.</summary>
internal sealed partial class PersonalFlow
{
    private readonly Dictionary<ISymbol, ILocalFunctionOperation> _functions = new(SymbolEqualityComparer.Default);

    /// <summary>An argument; several for a parameter that takes any number.</summary>
    private sealed record Passed(IParameterSymbol? Parameter, IOperation Operation, PersonalValue Value);

    /// <summary>What a method is called with.</summary>
    private sealed record Arguments(PersonalValue Instance, ITypeSymbol? InstanceType, int InstanceNumber, IReadOnlyList<Passed> Passed);

    private List<Passed> Pass(IEnumerable<IArgumentOperation> arguments)
    {
        var passed = new List<Passed>();
        foreach (var argument in arguments)
        {
            var all = argument.Value switch
            {
                IArrayCreationOperation { Initializer.ElementValues: var elements } when argument.ArgumentKind == ArgumentKind.ParamArray => elements,
                ICollectionExpressionOperation { Elements: var elements } when argument.ArgumentKind == ArgumentKind.ParamCollection => elements,
                var one => [one],
            };
            passed.AddRange(all.Select(each => new Passed(argument.Parameter, each, Visit(each))));
        }

        return passed;
    }

    private PersonalValue Call(IInvocationOperation call)
    {
        var instance = Visit(call.Instance);
        return Called(call.TargetMethod, Pass(call.Arguments), call, instance, call.Instance);
    }

    private PersonalValue Called(IMethodSymbol method, List<Passed> passed, IOperation call, PersonalValue? instance = null, IOperation? receiver = null)
    {
        if (_marks.IsAnonymized(method)) return PersonalValue.Clean;
        Judge(method, receiver, passed);
        var whole = instance ?? PersonalValue.Clean;
        var value = method switch
        {
            { MethodKind: MethodKind.DelegateInvoke } => Invoke(whole, passed),
            { MethodKind: MethodKind.LocalFunction } => Local(method, passed),
            { Name: nameof(ToString), Parameters.Length: 0 } when receiver is not null => Text(whole, receiver.Type),
            _ when _known.HasBody(method) => Apply(method, whole, receiver?.Type, receiver, passed),
            _ when PersonalTransforms.Passes(method) => Transform(method, whole, receiver, passed),
            _ => PersonalValue.Clean,
        };
        return Computed(call.Type, value).Join(Marked(_marks.OfType(call.Type)));
    }

    /// <summary>Reports what gets to a place by this very call.</summary>
    private void Judge(IMethodSymbol method, IOperation? receiver, List<Passed> passed)
    {
        if (_known.Places.LogOf(method, receiver) is { } log)
        {
            // A template that takes objects apart prints members of every type, not only of records.
            var isWhole = passed.Any(each => each.Operation.ConstantValue is { HasValue: true, Value: string template } && template.Contains("{@"));
            foreach (var each in passed)
            {
                Report(PersonalDataRules.Log, log, each.Operation, Text(each.Value, Unconverted(each.Operation).Type, isEnumerated: true, isWhole));
            }
        }

        if (_known.Places.FailureOf(method, receiver) is { } failure)
        {
            foreach (var each in passed) Report(PersonalDataRules.Failure, failure, each.Operation, Text(each.Value, each.Operation.Type));
        }

        foreach (var each in passed)
        {
            if (each.Parameter is null || each.Value.IsClean && _marks.PrintedBy(each.Operation.Type) is null) continue;
            var text = Text(each.Value, each.Operation.Type);
            if (_known.Places.IsRefusal(each.Parameter)) Report(PersonalDataRules.Refusal, Refusal(method.ContainingType), each.Operation, text);
            if (_known.Places.IsOpenKey(each.Parameter)) Report(PersonalDataRules.Key, $"the key of {method.ContainingType.Name}", each.Operation, text);
        }
    }

    /// <summary>A rejection that is being declared is named by itself, not by what it derives from.</summary>
    private string Refusal(INamedTypeSymbol type) => $"the text of the rejection {(_type is not null && BuxSymbols.DerivesFrom(_type, type) ? _type : type).Name}";

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) operation = conversion.Operand;
        return operation;
    }

    private void Report(DiagnosticDescriptor rule, string place, IOperation at, PersonalValue value, string? through = null)
    {
        if ((value.Whole | value.Inner) != 0) _reaches.Add(new PersonalReach(rule, place, value.Whole, value.Inner));
        if (value.Origin is not { } origin) return;
        var key = (rule, at.Syntax.GetLocation());
        if (!_leaks.ContainsKey(key)) _leaks.Add(key, Diagnostic.Create(rule, key.Item2, origin, through is null ? place : $"{place} through {through}"));
    }

    private PersonalSummary Summary(IMethodSymbol method)
    {
        var summary = _known.SummaryOf(method.OriginalDefinition, _depth - 1, _cancellation);
        _isComplete &= summary.IsComplete;
        return summary;
    }

    /// <summary>What a method of this compilation returns for these arguments; what reaches a place in it is reported here.</summary>
    private PersonalValue Apply(IMethodSymbol method, PersonalValue instance, ITypeSymbol? type, IOperation? receiver, IReadOnlyList<Passed> passed)
    {
        var summary = Summary(method);
        var arguments = new Arguments(instance, type, method.Parameters.Length, passed);
        var name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
        foreach (var reach in summary.Reaches)
        {
            foreach (var each in passed)
            {
                if (each.Parameter is not { Ordinal: var number }) continue;
                Report(reach.Rule, reach.Place, each.Operation, Reached(reach, number, each.Value, Unconverted(each.Operation).Type), name);
            }

            if (receiver is not null) Report(reach.Rule, reach.Place, receiver, Reached(reach, arguments.InstanceNumber, instance, type), name);
        }

        foreach (var change in summary.Changed)
        {
            var put = Instantiate(change.Value, arguments, isText: false);
            foreach (var each in passed.Where(each => each.Parameter?.Ordinal == change.Key))
            {
                Change(each.Operation, old => each.Parameter!.RefKind == RefKind.Out ? put : old.Join(put));
            }
        }

        return Instantiate(summary.Returned, arguments, method.ReturnType.SpecialType == SpecialType.System_String);
    }

    private PersonalValue Reached(PersonalReach reach, int number, PersonalValue value, ITypeSymbol? type)
    {
        var bit = PersonalValue.Bit(number);
        return (reach.Whole & bit) != 0 ? Text(value, type, isEnumerated: true) : (reach.Inner & bit) != 0 ? InnerOf(value, type) : PersonalValue.Clean;
    }

    /// <summary>What a summary's value is for these arguments.</summary>
    private PersonalValue Instantiate(PersonalValue value, Arguments arguments, bool isText)
    {
        var result = value.Without(ulong.MaxValue);
        foreach (var each in arguments.Passed)
        {
            if (each.Parameter is { Ordinal: var number }) Add(number, each.Value, each.Operation.Type);
        }

        Add(arguments.InstanceNumber, arguments.Instance, arguments.InstanceType);
        return value.Parts.Aggregate(result, (all, part) => all.WithPart(part.Key, Instantiate(part.Value, arguments, isText: false)));

        void Add(int number, PersonalValue argument, ITypeSymbol? type)
        {
            var bit = PersonalValue.Bit(number);
            var isTold = isText && type?.SpecialType != SpecialType.System_String;
            if ((value.Whole & bit) != 0) result = result.Join(isTold ? Text(argument, type, isEnumerated: true) : argument);
            else if ((value.Inner & bit) != 0) result = result.Join(InnerOf(argument, type));
        }
    }

    /// <summary>What members of a value have of it, when it is not known which members.</summary>
    private static PersonalValue InnerOf(PersonalValue value, ITypeSymbol? type)
    {
        if (value.Function is not null) return value.Result;
        return type is not null && (type.IsTupleType || PersonalMarks.IsFramework(type) || PersonalMarks.IsWrapper(type)) ? value.Flat : value.Self;
    }

    private PersonalValue Invoke(PersonalValue function, IReadOnlyList<Passed> passed) => Invoke(function, [.. passed.Select(each => each.Value)]);

    private PersonalValue Invoke(PersonalValue function, IReadOnlyList<PersonalValue> values) => function.Function switch
    {
        IAnonymousFunctionOperation lambda => Run(lambda.Symbol, lambda.Body, values),
        IMethodReferenceOperation { Method: { } method } group when !_marks.IsAnonymized(method) => Called(
            method, [.. method.Parameters.Zip(values, (parameter, value) => new Passed(parameter, group, value))], group, Visit(group.Instance), group.Instance),
        not null => PersonalValue.Clean,
        null => function.Member,
    };

    private PersonalValue Group(IMethodReferenceOperation group)
    {
        Visit(group.Instance);
        return PersonalValue.OfFunction(group, _known.HasBody(group.Method) ? Summary(group.Method).Returned.Without(ulong.MaxValue) : PersonalValue.Clean);
    }

    private PersonalValue Local(IMethodSymbol method, IReadOnlyList<Passed> passed)
    {
        if (!_functions.TryGetValue(method.OriginalDefinition, out var function)) return PersonalValue.Clean;
        var result = Run(function.Symbol, function.Body, [.. function.Symbol.Parameters.Select(each => passed
            .Where(one => one.Parameter?.Ordinal == each.Ordinal).Aggregate(PersonalValue.Clean, (all, one) => all.Join(one.Value)))]);
        foreach (var each in passed.Where(each => each.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
        {
            Change(each.Operation, _ => Find(function.Symbol.Parameters[each.Parameter!.Ordinal]));
        }

        return result;
    }

    /// <summary>Reads a lambda or a local function with these arguments; it sees and changes the variables around it.</summary>
    private PersonalValue Run(IMethodSymbol function, IOperation? body, IReadOnlyList<PersonalValue> values)
    {
        if (!_running.Add(function)) return PersonalValue.Clean;
        foreach (var parameter in function.Parameters)
        {
            _state[parameter] = parameter.Ordinal < values.Count ? Own(parameter).Join(values[parameter.Ordinal]) : Own(parameter);
        }

        var outer = _returned;
        _returned = PersonalValue.Clean;
        Fork(() => Visit(body), Skip);
        var result = _returned;
        _returned = outer;
        _running.Remove(function);
        return Computed(function.ReturnType, result);
    }
}
