using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Effects;

/// <summary>
/// Which operations look at the culture of the thread: text of numbers (the minus sign alone differs between cultures) and times, and the
/// comparison of texts. What takes a format provider, a comparison or a comparer is asked for it, so it is fine.
/// </summary>
internal static class Culture
{
    private static readonly HashSet<string> Provided = new(StringComparer.Ordinal) { "IFormatProvider", "CultureInfo", "StringComparison", "StringComparer", "IComparer", "IEqualityComparer", "CompareInfo" };

    /// <summary>Formats of times that are the same everywhere.</summary>
    private static readonly HashSet<string> RoundTrip = new(StringComparer.Ordinal) { "O", "o", "R", "r", "s", "u" };

    private static readonly HashSet<string> OrderedByKey = new(StringComparer.Ordinal) { "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "MinBy", "MaxBy" };

    private static readonly HashSet<string> OrderedByItem = new(StringComparer.Ordinal) { "Order", "OrderDescending", "Min", "Max", "Sort", "BinarySearch", "ToImmutableSortedSet" };

    private static readonly HashSet<string> Sorted = new(StringComparer.Ordinal) { "SortedDictionary", "SortedList", "SortedSet", "PriorityQueue" };

    /// <summary>Whether the call depends on the culture.</summary>
    public static bool Asks(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.DeclaringSyntaxReferences.IsEmpty || method.Parameters.Any(parameter => Provided.Contains(parameter.Type.Name) && IsGiven(call, parameter))) return false;
        return method.ContainingType.SpecialType == SpecialType.System_String ? OfText(call)
            : method.Name == "ToString" && call.Instance is not null ? IsSensitive(call.Instance?.Type) && !HasFormat(call.Arguments)
            : method.Name is "Parse" or "TryParse" ? IsParsedByCulture(method.ContainingType)
            : method.ContainingType.Name switch
            {
                "Convert" => method.Parameters.Length > 0 && (method.Name == "ToString" ? IsSensitive(method.Parameters[0].Type)
                    : method.Parameters[0].Type.SpecialType == SpecialType.System_String && method.Name is not ("FromBase64String" or "FromHexString" or "ToBoolean" or "ToChar")),
                "StringBuilder" => (method.Name == "Append" && IsSensitive(method.Parameters[0].Type)) || (method.Name == "Insert" && IsSensitive(method.Parameters[1].Type)) || method.Name == "AppendFormat",
                "CompareInfo" => false,
                _ => OrdersText(method),
            };
    }

    /// <summary>Whether an object is made that compares texts by the culture.</summary>
    public static bool Asks(IObjectCreationOperation creation) => creation.Type is INamedTypeSymbol { IsGenericType: true } type
        && Sorted.Contains(type.Name) && IsText(type.TypeArguments[type.Name == "PriorityQueue" ? 1 : 0])
        && !creation.Arguments.Any(argument => argument.Parameter is { } parameter && Provided.Contains(parameter.Type.Name) && argument.ArgumentKind != ArgumentKind.DefaultValue);

    /// <summary>Whether a hole of an interpolated string is formatted by the culture.</summary>
    public static bool Asks(IInterpolationOperation hole) =>
        IsSensitive(Unconverted(hole.Expression)?.Type) && !(hole.FormatString is ILiteralOperation { ConstantValue.Value: string format } && IsRoundTrip(format, hole.Expression.Type)) && !IsGivenProvider(hole);

    /// <summary>The same for a string that is built piece by piece by a handler.</summary>
    public static bool Asks(IInterpolatedStringAppendOperation hole) => hole.Kind == OperationKind.InterpolatedStringAppendFormatted
        && hole.AppendCall is IInvocationOperation { Arguments: { IsEmpty: false } arguments }
        && IsSensitive(Unconverted(arguments[0].Value)?.Type)
        && !arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string format } && IsRoundTrip(format, arguments[0].Value.Type))
        && !IsGivenProvider(hole);

    /// <summary>Whether a number or a time is joined to a text by <c>+</c>.</summary>
    public static bool Asks(IBinaryOperation sum) => sum.OperatorKind == BinaryOperatorKind.Add && sum.Type?.SpecialType == SpecialType.System_String
        && !sum.ConstantValue.HasValue && (IsSensitive(Unconverted(sum.LeftOperand)?.Type) || IsSensitive(Unconverted(sum.RightOperand)?.Type));

    private static bool OfText(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "ToUpper" or "ToLower" => method.Parameters.IsEmpty,
            "Compare" or "CompareTo" => true,
            "StartsWith" or "EndsWith" or "IndexOf" or "LastIndexOf" => method.Parameters[0].Type.SpecialType == SpecialType.System_String,
            "Format" => true,
            "Concat" or "Join" => call.Arguments.Any(argument => HoldsSensitive(argument.Value)),
            _ => false,
        };
    }

    private static bool OrdersText(IMethodSymbol method)
    {
        if (OrderedByKey.Contains(method.Name)) return method.TypeArguments.Length > 1 && IsText(method.TypeArguments[1]);
        if (method.Name.StartsWith("ToImmutableSorted", StringComparison.Ordinal) || OrderedByItem.Contains(method.Name))
        {
            return method.TypeArguments.Length > 0 ? IsText(method.TypeArguments[0]) : method.ContainingType is { Name: "List", TypeArguments.Length: 1 } list && IsText(list.TypeArguments[0]);
        }

        return method.ContainingType.Name is "ImmutableSortedDictionary" or "ImmutableSortedSet" && method.IsStatic && method.TypeArguments.Length > 0 && IsText(method.TypeArguments[0]);
    }

    private static bool HoldsSensitive(IOperation value) => Unconverted(value) switch
    {
        IArrayCreationOperation { Initializer: { } items } => items.ElementValues.Any(item => IsSensitive(Unconverted(item)?.Type)),
        ICollectionExpressionOperation items => items.Elements.Any(item => IsSensitive(Unconverted(item)?.Type)),
        { Type: IArrayTypeSymbol array } => IsSensitive(array.ElementType),
        { Type: INamedTypeSymbol { TypeArguments.Length: 1 } items } single => IsSensitive(items.TypeArguments[0]) || IsSensitive(single.Type),
        { } single => IsSensitive(single.Type),
        null => false,
    };

    /// <summary>Numbers with a sign or a fraction, and dates and times. A time span's own form is the same everywhere.</summary>
    private static bool IsSensitive(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return type?.SpecialType switch
        {
            SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 => true,
            SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_DateTime => true,
            null => false,
            _ => type.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Half" or "Int128" or "BigInteger" && type.ContainingNamespace?.Name is "System" or "Numerics",
        };
    }

    private static bool IsParsedByCulture(INamedTypeSymbol type) => IsSensitive(type) || type.Name is "TimeSpan"
        || type.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String;

    private static bool HasFormat(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string format } && IsRoundTrip(format, (argument.Parent as IInvocationOperation)?.Instance?.Type));

    private static bool IsRoundTrip(string format, ITypeSymbol? type) => RoundTrip.Contains(format) && type?.Name.StartsWith("Date", StringComparison.Ordinal) == true
        || (type?.Name == "TimeOnly" && format is "O" or "o" or "R" or "r");

    private static bool IsGiven(IInvocationOperation call, IParameterSymbol parameter) => call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter)) is { } given
        && given.ArgumentKind != ArgumentKind.DefaultValue && given.Value.ConstantValue is not { HasValue: true, Value: null };

    /// <summary>Whether the interpolated string goes to a call that says how to format it, or waits for a provider as a FormattableString.</summary>
    private static bool IsGivenProvider(IOperation hole)
    {
        for (var current = hole.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IConversionOperation { Type.Name: "FormattableString" or "IFormattable" }:
                    return true;
                case IInvocationOperation call:
                    return call.TargetMethod.Parameters.Any(parameter => parameter.Type.Name is "IFormatProvider" or "CultureInfo" && IsGiven(call, parameter));
                case IObjectCreationOperation or IBlockOperation or IAnonymousFunctionOperation:
                    return false;
            }
        }

        return false;
    }

    private static IOperation? Unconverted(IOperation? operation) => operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion ? Unconverted(conversion.Operand) : operation;
}
