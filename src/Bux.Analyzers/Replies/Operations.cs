using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>Ways through a tree of operations.</summary>
internal static class Operations
{
    /// <summary>The operation that the compiler converted, looked at from the type that the user wrote.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }

    /// <summary>The body of the member that the operation is in, lambdas and local functions around it included.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent) yield return current;
    }

    /// <summary>The call that a lambda is given to, or null.</summary>
    public static IInvocationOperation? GivenTo(this IAnonymousFunctionOperation lambda)
    {
        IOperation? current = lambda.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation) current = current.Parent;
        return current is IArgumentOperation { Parent: IInvocationOperation call } ? call : null;
    }

    /// <summary>The local or parameter that the operation names, or null.</summary>
    public static ISymbol? Variable(this IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether the operation is given a value here, and not asked for the one that it has.</summary>
    public static bool IsWritten(this IOperation operation)
    {
        if (operation is ILocalReferenceOperation { IsDeclaration: true }) return true;
        var current = operation;
        while (current.Parent is ITupleOperation tuple) current = tuple;
        return current.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == current && !assignment.IsRef,
            IDeconstructionAssignmentOperation assignment => assignment.Target == current,
            IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
            INameOfOperation => true,
            _ => false,
        };
    }

    /// <summary>The places that read the variable, within a member.</summary>
    public static IEnumerable<IOperation> ReadsOf(this IOperation root, ISymbol variable) =>
        root.Descendants().Where(each => SymbolEqualityComparer.Default.Equals(each.Variable(), variable) && !each.IsWritten());
}
