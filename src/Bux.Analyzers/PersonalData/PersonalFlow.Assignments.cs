using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>Where values are put.</summary>
internal sealed partial class PersonalFlow
{
    private readonly Dictionary<ISymbol, IOperation> _aliases = new(SymbolEqualityComparer.Default);

    private PersonalValue Declare(IVariableDeclaratorOperation variable, IOperation initial)
    {
        if (variable.Symbol.IsRef) _aliases[variable.Symbol] = initial;
        var value = Visit(initial);
        return _state[variable.Symbol] = value;
    }

    private PersonalValue Local(ILocalSymbol local) =>
        _aliases.TryGetValue(local, out var place) && !IsItself(local, place) ? Visit(place) : Find(local);

    private static bool IsItself(ILocalSymbol local, IOperation place) =>
        place is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(local, other.Local);

    private PersonalValue Assign(IOperation target, PersonalValue value, IOperation source, bool isRef = false)
    {
        if (isRef && target is ILocalReferenceOperation { Local: { } local }) _aliases[local] = source;
        else Assign(target, value, source.Type, source);
        return value;
    }

    private void Assign(IOperation? target, PersonalValue value, ITypeSymbol? type, IOperation? source)
    {
        switch (target)
        {
            case IVariableDeclaratorOperation variable:
                _state[variable.Symbol] = value.Join(Own(variable.Symbol));
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, type, source);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                {
                    var (part, partType) = PartOf(value, type, i, tuple.Elements.Length);
                    Assign(tuple.Elements[i], part, partType, source);
                }

                break;
            case IPropertyReferenceOperation { Property: { } property } reference:
                if (source is not null) JudgeMember(property, reference.Instance, source, Text(value, type));
                Change(reference, _ => value);
                break;
            default:
                Change(target, _ => value);
                break;
        }
    }

    private void JudgeMember(IPropertySymbol property, IOperation? instance, IOperation source, PersonalValue text)
    {
        if (text.IsClean) return;
        if (_known.Places.IsOpenKey(property)) Report(PersonalDataRules.Key, $"the key of {property.ContainingType.Name}", source, text);
        if (property.IsIndexer && _known.Places.IsData(instance)) Report(PersonalDataRules.Failure, "the data of an exception", source, text);
    }

    /// <summary>Changes what is known of a place, and with it what is known of what the place is in.</summary>
    private void Change(IOperation? place, Func<PersonalValue, PersonalValue> change)
    {
        switch (place)
        {
            case ILocalReferenceOperation local when _aliases.TryGetValue(local.Local, out var other) && !IsItself(local.Local, other) && _nesting < DeepestNesting:
                _nesting++;
                Change(other, change);
                _nesting--;
                break;
            case ILocalReferenceOperation local:
                _state[local.Local] = change(Find(local.Local));
                break;
            case IParameterReferenceOperation parameter:
                _state[parameter.Parameter] = change(Find(parameter.Parameter));
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when _type is not null:
                _state[_type] = change(Find(_type));
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true } element:
                Change(element.Instance, all => all.Join(change(PersonalValue.Clean)));
                break;
            case IArrayElementReferenceOperation element:
                Change(element.ArrayReference, all => all.Join(change(PersonalValue.Clean)));
                break;
            case IMemberReferenceOperation { Instance: null } member:
                _state[member.Member] = change(Find(member.Member));
                break;
            case IMemberReferenceOperation member:
                var name = PartName(member.Member);
                Change(member.Instance, whole => whole.WithPart(name, change(whole.Parts.TryGetValue(name, out var part) ? part : whole.Member)));
                break;
            case IInvocationOperation { Instance: { } receiver }:
                Change(receiver, change);
                break;
            case IConversionOperation conversion:
                Change(conversion.Operand, change);
                break;
            case IDeclarationExpressionOperation declaration:
                Change(declaration.Expression, change);
                break;
        }
    }

    /// <summary>What a value is apart, at one of so many places.</summary>
    private (PersonalValue Value, ITypeSymbol? Type) PartOf(PersonalValue value, ITypeSymbol? type, int index, int count)
    {
        type = PersonalMarks.Underlying(type);
        if (type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } && index < elements.Length)
        {
            return (MemberOf(elements[index], value, type, elements[index].Type), elements[index].Type);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(each => each.Parameters.Length == count) is not { } method) continue;
            var parameter = method.Parameters[index];
            var property = PropertyOf(current, parameter);
            if (method.IsImplicitlyDeclared || !_known.HasBody(method))
            {
                return (property is null ? value.Member : MemberOf(property, value, current, property.Type), parameter.Type);
            }

            var put = Summary(method).Changed.TryGetValue(index, out var changed) ? changed : PersonalValue.Clean;
            return (Instantiate(put, new Arguments(value, type, count, []), isText: false), parameter.Type);
        }

        return (value.Member, null);
    }

    private PersonalValue Create(IObjectCreationOperation creation)
    {
        var passed = Pass(creation.Arguments);
        var value = PersonalValue.Clean;
        if (creation.Constructor is { } constructor)
        {
            Judge(constructor, null, passed);
            if (_known.HasBody(constructor)) Apply(constructor, PersonalValue.Clean, null, null, passed);
            var isFramework = PersonalMarks.IsFramework(constructor);
            foreach (var each in passed)
            {
                if (isFramework) value = value.Join(each.Value.Function is null ? each.Value : each.Value.Result);
                else if (!each.Value.IsClean && each.Parameter is { } parameter) value = value.WithPart(MemberName(constructor.ContainingType, parameter), each.Value);
            }
        }

        return Initialize(value, creation.Initializer?.Initializers ?? []).WithOrigin(_marks.OfType(creation.Type));
    }

    /// <summary>The property that a constructor's parameter is for: of the same name, but for its first letter.</summary>
    private static string MemberName(INamedTypeSymbol type, IParameterSymbol parameter) => PropertyOf(type, parameter)?.Name ?? parameter.Name;

    private static IPropertySymbol? PropertyOf(ITypeSymbol type, IParameterSymbol parameter) => type.GetMembers()
        .OfType<IPropertySymbol>().FirstOrDefault(each => string.Equals(each.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private PersonalValue Initialize(PersonalValue value, IEnumerable<IOperation> initializers)
    {
        foreach (var each in initializers)
        {
            switch (each)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                    var put = Visit(assignment.Value);
                    var property = target.Member as IPropertySymbol;
                    if (property is not null) JudgeMember(property, null, assignment.Value, Text(put, assignment.Value.Type));
                    value = property is { IsIndexer: true } ? value.Join(put) : value.WithPart(target.Member.Name, put);
                    break;
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation target } member:
                    var inner = value.Parts.TryGetValue(target.Member.Name, out var part) ? part : PersonalValue.Clean;
                    value = value.WithPart(target.Member.Name, Initialize(inner, member.Initializer.Initializers));
                    break;
                case IInvocationOperation { Arguments: var arguments }:
                    value = Pass(arguments).Aggregate(value, (all, next) => all.Join(next.Value));
                    break;
                default:
                    Visit(each);
                    break;
            }
        }

        return value;
    }
}
