using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>Which rejections the patterns of a switch or a test name.</summary>
internal static class RejectionNames
{
    /// <summary>The patterns that a switch, of either form, or a test holds against its value.</summary>
    public static IEnumerable<IPatternOperation> PatternsOf(IOperation choice) => choice switch
    {
        ISwitchExpressionOperation expression => expression.Arms.Select(arm => arm.Pattern),
        ISwitchOperation statement => statement.Cases.SelectMany(each => each.Clauses).OfType<IPatternCaseClauseOperation>().Select(clause => clause.Pattern),
        IIsPatternOperation test => [test.Pattern],
        _ => [],
    };

    /// <summary>What a switch, of either form, or a test is about.</summary>
    public static IOperation? ValueOf(IOperation choice) => choice switch
    {
        ISwitchExpressionOperation expression => expression.Value,
        ISwitchOperation statement => statement.Value,
        IIsPatternOperation test => test.Value,
        IIsTypeOperation test => test.ValueOperand,
        _ => null,
    };

    /// <summary>The specific rejections that a switch or a test names, of the value itself or inside of the reply.</summary>
    public static IEnumerable<INamedTypeSymbol> NamedBy(IOperation choice, ReplySymbols symbols) =>
        choice is IIsTypeOperation test ? Specific(test.TypeOperand, symbols) : PatternsOf(choice).SelectMany(pattern => In(pattern, symbols));

    public static IEnumerable<INamedTypeSymbol> In(IPatternOperation pattern, ReplySymbols symbols) => pattern switch
    {
        ITypePatternOperation type => Specific(type.MatchedType, symbols),
        IDeclarationPatternOperation declaration => Specific(declaration.MatchedType, symbols),
        IRecursivePatternOperation recursive => Specific(recursive.MatchedType, symbols).Concat(recursive.PropertySubpatterns
            .Where(each => symbols.IsRejectionOfReply((each.Member as IPropertyReferenceOperation)?.Property))
            .SelectMany(each => In(each.Pattern, symbols))),
        IBinaryPatternOperation both => In(both.LeftPattern, symbols).Concat(In(both.RightPattern, symbols)),
        INegatedPatternOperation negated => In(negated.Pattern, symbols),
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> Specific(ITypeSymbol? type, ReplySymbols symbols) =>
        type is INamedTypeSymbol named && symbols.IsSpecificRejection(named) ? [named] : [];
}
