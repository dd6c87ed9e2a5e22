using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>What the framework makes of its arguments, by its signatures.</summary>
internal sealed partial class PersonalFlow
{
    private PersonalValue Transform(IMethodSymbol method, PersonalValue instance, IOperation? receiver, List<Passed> passed)
    {
        var original = method.OriginalDefinition;
        var results = passed.Select(each => each.Value.Function is null ? null : Invoke(each.Value, Given(original, each, instance, passed))).ToList();
        if (PersonalTransforms.Fills(method))
        {
            var put = passed.Skip(receiver is null ? 1 : 0).Aggregate(PersonalValue.Clean, (all, each) => all.Join(Content(each)));
            if (!put.IsClean) Change(receiver ?? passed[0].Operation, all => all.Join(put));
        }

        foreach (var each in passed.Where(each => each.Parameter is { RefKind: RefKind.Out }))
        {
            var given = passed.Where(other => other != each).Aggregate(PersonalValue.Clean, (all, other) => all.Join(other.Value.Self));
            var source = receiver is not null ? instance : given;
            Change(each.Operation, _ => Computed(each.Parameter!.Type, source));
        }

        if (PersonalTransforms.Counts(method)) return PersonalValue.Clean;
        var isGeneric = PersonalTransforms.MentionsAny(original.ReturnType);
        var isNumber = PersonalTransforms.IsNumber(original.ReturnType);
        var value = PersonalValue.Clean;
        if (receiver is not null && (isGeneric || !isNumber || !PersonalTransforms.MentionsAny(original.ContainingType)))
        {
            value = isGeneric ? instance : Text(instance, receiver.Type, isEnumerated: true, PersonalTransforms.WritesWhole(method));
        }

        for (var i = 0; i < passed.Count; i++)
        {
            if (passed[i].Parameter is not { OriginalDefinition.Type: { } type }) continue;
            if (results[i] is { } result)
            {
                var returned = (type as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType;
                if (!isGeneric || returned is not null && PersonalTransforms.Share(original.ReturnType, returned)) value = value.Join(result);
            }
            else if (isGeneric)
            {
                if (PersonalTransforms.Share(original.ReturnType, type)) value = value.Join(passed[i].Value);
            }
            else if (!isNumber || !PersonalTransforms.MentionsAny(type))
            {
                value = value.Join(Text(passed[i].Value, Unconverted(passed[i].Operation).Type, isEnumerated: true, PersonalTransforms.WritesWhole(method)));
            }
        }

        return value;
    }

    /// <summary>What is put into a collection stays what it is; a text takes its text.</summary>
    private PersonalValue Content(Passed passed) => passed.Parameter is { OriginalDefinition.Type: { } type } && PersonalTransforms.MentionsAny(type)
        ? passed.Value
        : Text(passed.Value, Unconverted(passed.Operation).Type);

    /// <summary>What a function is given: of the arguments with which it shares a type parameter.</summary>
    private List<PersonalValue> Given(IMethodSymbol original, Passed function, PersonalValue instance, List<Passed> passed)
    {
        var invoke = (function.Parameter?.OriginalDefinition.Type as INamedTypeSymbol)?.DelegateInvokeMethod;
        if (invoke is null) return [];
        return
        [
            .. invoke.Parameters.Select(parameter => passed
                .Where(each => each.Value.Function is null && each.Parameter is { OriginalDefinition.Type: { } type }
                    && PersonalTransforms.Share(type, parameter.Type))
                .Aggregate(PersonalTransforms.Share(original.ContainingType, parameter.Type) ? instance : PersonalValue.Clean, (all, each) => all.Join(each.Value))),
        ];
    }
}
