using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>What the outcome of a test says about the reply that it tests.</summary>
/// <param name="Reply">The reply that is looked at.</param>
/// <param name="WhenTrue">What is known when the test succeeds.</param>
/// <param name="WhenFalse">What is known when it fails.</param>
internal readonly record struct ReplyTest(IOperation Reply, Look WhenTrue, Look WhenFalse)
{
    /// <summary>Reads a condition; null when it is no look at a reply.</summary>
    public static ReplyTest? Of(IOperation condition, ReplySymbols symbols)
    {
        switch (condition)
        {
            case IPropertyReferenceOperation { Instance: { } reply } property when symbols.IsIsAccepted(property.Property):
                return new ReplyTest(reply, Look.Accepted, Look.Refused);
            case IConversionOperation conversion:
                return Of(conversion.Operand, symbols);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Of(not.Operand, symbols)?.Turned(true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when comparison.RightOperand.ConstantValue is { HasValue: true, Value: bool constant }:
                return Of(comparison.LeftOperand, symbols)?.Turned(constant == (comparison.OperatorKind == BinaryOperatorKind.NotEquals));
            case IIsTypeOperation test when symbols.CaseOf(test.TypeOperand) is { } name:
                return OfCase(name, test.ValueOperand).Turned(test.IsNegated);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } } test:
                return Of(test.Value, symbols)?.Turned(!constant);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } } } test:
                return Of(test.Value, symbols)?.Turned(constant);
            case IIsPatternOperation test when OfPattern(test.Pattern, test.Value, symbols) is { } found:
                return found;
            default:
                return null;
        }
    }

    /// <summary>Whether a pattern tells an accepted reply from another; <c>null</c>, <c>{ }</c> and <c>var</c> do not.</summary>
    public static bool IsLook(IPatternOperation pattern, ReplySymbols symbols) => pattern switch
    {
        ITypePatternOperation type => symbols.CaseOf(type.MatchedType) is not null,
        IDeclarationPatternOperation declaration => symbols.CaseOf(declaration.MatchedType) is not null,
        IRecursivePatternOperation recursive => symbols.CaseOf(recursive.MatchedType) is not null
            || recursive.PropertySubpatterns.Any(each => symbols.IsIsAccepted((each.Member as IPropertyReferenceOperation)?.Property) || IsLook(each.Pattern, symbols))
            || recursive.DeconstructionSubpatterns.Any(each => IsLook(each, symbols)),
        INegatedPatternOperation negated => IsLook(negated.Pattern, symbols),
        IBinaryPatternOperation both => IsLook(both.LeftPattern, symbols) || IsLook(both.RightPattern, symbols),
        _ => false,
    };

    private static ReplyTest? OfPattern(IPatternOperation pattern, IOperation reply, ReplySymbols symbols)
    {
        if (pattern is INegatedPatternOperation negated) return OfPattern(negated.Pattern, reply, symbols)?.Turned(true);
        if (!IsLook(pattern, symbols)) return null;
        var name = pattern switch
        {
            ITypePatternOperation type => symbols.CaseOf(type.MatchedType),
            IDeclarationPatternOperation declaration => symbols.CaseOf(declaration.MatchedType),
            IRecursivePatternOperation recursive => symbols.CaseOf(recursive.MatchedType),
            _ => null,
        };
        if (name is not null)
        {
            // With properties beside the type, a reply of this case may fail the test nevertheless.
            var test = OfCase(name, reply);
            return pattern is IRecursivePatternOperation { PropertySubpatterns.Length: > 0 } ? test with { WhenFalse = Look.Taken } : test;
        }

        return pattern is IRecursivePatternOperation { PropertySubpatterns: var members } && Acceptance(members, symbols) is { } accepted
            ? new ReplyTest(reply, accepted ? Look.Accepted : Look.Refused, members.Length > 1 ? Look.Taken : accepted ? Look.Refused : Look.Accepted)
            : new ReplyTest(reply, Look.Taken, Look.Taken);
    }

    /// <summary>What <c>{ IsAccepted: … }</c> asks for.</summary>
    private static bool? Acceptance(IEnumerable<IPropertySubpatternOperation> members, ReplySymbols symbols) => members
        .Where(each => symbols.IsIsAccepted((each.Member as IPropertyReferenceOperation)?.Property))
        .Select(each => each.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } ? constant : (bool?)null)
        .FirstOrDefault();

    // What is not rejected may be faulted still, and the other way round.
    private static ReplyTest OfCase(string name, IOperation reply) => name == "Accepted"
        ? new ReplyTest(reply, Look.Accepted, Look.Refused)
        : new ReplyTest(reply, Look.Refused, Look.Taken);

    private ReplyTest Turned(bool turned) => turned ? new ReplyTest(Reply, WhenFalse, WhenTrue) : this;
}
