using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>The places that personal data may not reach, and what they are called in a report.</summary>
internal sealed class PersonalPlaces(Compilation compilation, BuxSymbols symbols, PersonalMarks marks)
{
    private readonly INamedTypeSymbol? _logger = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger");
    private readonly INamedTypeSymbol? _loggerExtensions = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.LoggerExtensions");
    private readonly INamedTypeSymbol? _loggerMessage = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.LoggerMessageAttribute");
    private readonly INamedTypeSymbol? _console = compilation.GetTypeByMetadataName("System.Console");
    private readonly INamedTypeSymbol? _activity = compilation.GetTypeByMetadataName("System.Diagnostics.Activity");
    private readonly INamedTypeSymbol? _exception = compilation.GetTypeByMetadataName("System.Exception");

    private readonly INamedTypeSymbol? _outOfRange = compilation.GetTypeByMetadataName("System.ArgumentOutOfRangeException");

    private readonly INamedTypeSymbol?[] _traces =
    [
        compilation.GetTypeByMetadataName("System.Diagnostics.Trace"),
        compilation.GetTypeByMetadataName("System.Diagnostics.Debug"),
        compilation.GetTypeByMetadataName("System.Diagnostics.TraceSource"),
    ];

    /// <summary>The log or the trace that a call writes its arguments to, or null.</summary>
    public string? LogOf(IMethodSymbol method, IOperation? instance)
    {
        if (method.ContainingType is not { } type) return null;
        var name = method.Name;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return method.Parameters.FirstOrDefault() is { } first && IsLogger(first.Type) ? "the log call of a LoggerMessage" : null;
        }

        if (Is(type, _loggerExtensions) || (IsLogger(type) && name is "Log" or "BeginScope") || IsLoggerMessage(method)) return $"the log call {name}";
        var isWritten = (Is(type, _console) && name is "Write" or "WriteLine")
            || _traces.Any(each => Is(type, each))
            || (Is(type, _activity) && name is "SetTag" or "AddTag" or "SetBaggage" or "AddBaggage" or "AddEvent" or "SetStatus");
        if (isWritten) return $"{type.Name}.{name}";
        return name.StartsWith("Write", StringComparison.Ordinal)
            && instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } writer } && Is(writer.ContainingType, _console)
            ? $"Console.{writer.Name}.{name}"
            : null;
    }

    /// <summary>The exception that a constructor, or a method that throws one, makes a message of its arguments for, or null.</summary>
    public string? FailureOf(IMethodSymbol method, IOperation? instance)
    {
        if (_exception is null || method.ContainingType is not { } type) return null;
        if (!BuxSymbols.DerivesFrom(type, _exception)) return IsData(instance) ? "the data of an exception" : null;
        // ArgumentOutOfRangeException.ThrowIfZero and its like say the value in the message.
        return method.MethodKind == MethodKind.Constructor || (method.IsStatic && Is(type, _outOfRange)) ? $"the message of {type.Name}" : null;
    }

    /// <summary>Whether it is <c>exception.Data</c>.</summary>
    public bool IsData(IOperation? instance) =>
        instance is IPropertyReferenceOperation { Property: { Name: nameof(Exception.Data) } data } && Is(data.ContainingType, _exception);

    /// <summary>Whether a constructor's parameter is the text of a rejection.</summary>
    public bool IsRefusal(IParameterSymbol parameter)
    {
        if (ConstructedBy(parameter) is not { } type || !BuxSymbols.DerivesFrom(type, symbols.Rejection)) return false;
        var isMessage = string.Equals(parameter.Name, "message", StringComparison.OrdinalIgnoreCase);
        if (BuxSymbols.Is(type, symbols.Rejection)) return isMessage;
        // Bux's own rejections say in their texts whatever they are given; others of other assemblies have no body to read.
        return SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, symbols.Rejection.ContainingAssembly)
            || (isMessage && !type.Locations.Any(each => each.IsInSource));
    }

    /// <summary>Whether the member of a command is the key of its entity.</summary>
    public bool IsKey(ISymbol? member)
    {
        var type = member is IParameterSymbol parameter ? ConstructedBy(parameter) : (member as IPropertySymbol)?.ContainingType;
        if (type is null || !BuxSymbols.Has(type, symbols.Command)) return false;
        // The mark stands at the property, or at the parameter that it is made of.
        return type.GetMembers().OfType<IPropertySymbol>().Concat<ISymbol>(type.InstanceConstructors.SelectMany(each => each.Parameters))
            .Any(each => string.Equals(each.Name, member!.Name, StringComparison.OrdinalIgnoreCase) && BuxSymbols.Has(each, symbols.EntityKey));
    }

    /// <summary>Whether the member is a key and not personal by its declaration, which is reported once, where it is declared.</summary>
    public bool IsOpenKey(ISymbol? member) => IsKey(member) && marks.OfMember(member!) is null;

    private static INamedTypeSymbol? ConstructedBy(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : null;

    private bool IsLogger(ITypeSymbol type) => _logger is not null && (Is(type, _logger) || type.AllInterfaces.Any(each => Is(each, _logger)));

    private bool IsLoggerMessage(IMethodSymbol method) => _loggerMessage is not null
        && (BuxSymbols.Has(method, _loggerMessage) || method.PartialDefinitionPart is { } definition && BuxSymbols.Has(definition, _loggerMessage));

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) => other is not null && BuxSymbols.Is(type, other);
}
