using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>Where a reply, or the rejection out of one, came from.</summary>
/// <param name="Place">The call's syntax, or the variable's symbol: equal for two values out of one reply.</param>
/// <param name="Command">The command that was sent, when the code shows it.</param>
/// <param name="Response">The <c>T</c> of <c>Reply&lt;T&gt;</c>, when it is known.</param>
internal sealed record ReplyOrigin(object Place, INamedTypeSymbol? Command, ITypeSymbol? Response)
{
    // A variable may be assigned from itself; half-typed code has longer chains than anybody follows.
    private const int Farthest = 32;

    /// <summary>Follows a reply or a rejection back; null when it is neither.</summary>
    public static ReplyOrigin? Of(IOperation value, ReplySymbols symbols)
    {
        var root = value.Root();
        ITypeSymbol? response = null;
        for (var step = 0; step < Farthest; step++)
        {
            value = value.WithoutConversions();
            if (symbols.ReplyIn(value.Type) is { } reply) response = reply.TypeArguments[0];
            else if (!BuxSymbols.DerivesFrom(value.Type, symbols.Bux.Rejection)) return null;
            if (Earlier(value, root, symbols) is not { } earlier) return new ReplyOrigin(PlaceOf(value), Sent(value, symbols), response);
            value = earlier;
        }

        return null;
    }

    /// <summary>The command among a call's arguments, as their static types say it; null when there is none, or more than one.</summary>
    public static INamedTypeSymbol? CommandGivenTo(IInvocationOperation call, ReplySymbols symbols)
    {
        INamedTypeSymbol? found = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.WithoutConversions().Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type) continue;
            if (!BuxSymbols.Has(type, symbols.Bux.Command)) continue;
            if (found is not null) return null;
            found = type;
        }

        return found;
    }

    /// <summary>What a pattern is held against.</summary>
    public static IOperation? MatchedBy(IOperation pattern) => pattern.Ancestors()
        .Select(each => each switch
        {
            IIsPatternOperation test => test.Value,
            ISwitchExpressionOperation choice => choice.Value,
            ISwitchOperation choice => choice.Value,
            _ => null,
        })
        .FirstOrDefault(each => each is not null);

    private static IOperation? Earlier(IOperation value, IOperation root, ReplySymbols symbols) => value switch
    {
        IAwaitOperation awaited => awaited.Operation,
        IConversionOperation conversion => conversion.Operand,
        IConditionalAccessOperation access => access.WhenNotNull,
        IConditionalAccessInstanceOperation => value.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault()?.Operation,
        ISimpleAssignmentOperation assignment => assignment.Value,
        IInvocationOperation { Instance: { } task } call when symbols.IsWait(call) => task,
        IPropertyReferenceOperation { Instance: { } owner } property when IsInside(property, symbols) => owner,
        ILocalReferenceOperation local => Assigned(local, root),
        IParameterReferenceOperation parameter => Matched(parameter, root, symbols),
        _ => null,
    };

    /// <summary><c>rejected.Rejection</c> and <c>task.Result</c>: what they are of says where they came from.</summary>
    private static bool IsInside(IPropertyReferenceOperation property, ReplySymbols symbols) =>
        symbols.IsRejectionOfReply(property.Property) || (symbols.ReplyIn(property.Type) is not null && symbols.ReplyIn(property.Instance!.Type) is not null);

    /// <summary>The one value that a local has, from its declaration, its assignment or the pattern that names it.</summary>
    private static IOperation? Assigned(ILocalReferenceOperation reference, IOperation root)
    {
        IOperation? found = null;
        foreach (var each in root.Descendants())
        {
            var given = each switch
            {
                IVariableDeclaratorOperation declarator when Same(declarator.Symbol, reference.Local) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, reference.Local) => assignment.Value,
                IDeclarationPatternOperation pattern when Same(pattern.DeclaredSymbol, reference.Local) => MatchedBy(pattern),
                IRecursivePatternOperation pattern when Same(pattern.DeclaredSymbol, reference.Local) => MatchedBy(pattern),
                _ => null,
            };
            if (given is null) continue;
            if (found is not null) return null;
            found = given;
        }

        return found;
    }

    /// <summary>The reply whose <c>Match</c> hands the rejection to a lambda.</summary>
    private static IOperation? Matched(IParameterReferenceOperation reference, IOperation root, ReplySymbols symbols) =>
        reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function
        && root.Descendants().OfType<IAnonymousFunctionOperation>().FirstOrDefault(each => Same(each.Symbol, function))?.GivenTo() is { } call
        && symbols.IsMatch(call.TargetMethod)
            ? call.Instance
            : null;

    private static object PlaceOf(IOperation value) => value switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => value.Variable()!,
        IMemberReferenceOperation member => member.Member,
        _ => value.Syntax,
    };

    private static INamedTypeSymbol? Sent(IOperation value, ReplySymbols symbols) =>
        value is IInvocationOperation call ? CommandGivenTo(call, symbols) : null;

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
