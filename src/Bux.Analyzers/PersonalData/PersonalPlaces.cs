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

    private readonly INamedTypeSymbol?[] _traces =
    [
        compilation.GetTypeByMetadataName("System.Diagnostics.Trace"),
        compilation.GetTypeByMetadataName("System.Diagnostics.Debug"),
        compilation.GetTypeByMetadataName("System.Diagnostics.TraceSource"),
    ];

    /// <summary>The log or the trace that a call writes its arguments to, or null.</summary>
    public string? LogOf(IMethodSymbol method, IOperation? instance)
    {
        var type = method.ContainingType;
        if (type is null) return null;
        if (Is(type, _loggerExtensions) || IsLogger(type) && method.Name is "Log" or "BeginScope" || IsLoggerMessage(method)) return $"the log call {method.Name}";
        if (method.MethodKind == MethodKind.DelegateInvoke) return method.Parameters.FirstOrDefault() is { } first && IsLogger(first.Type) ? "the log call of a LoggerMessage" : null;
        if (Is(type, _console)) return method.Name is "Write" or "WriteLine" ? $"Console.{method.Name}" : null;
        if (_traces.Any(each => Is(type, each))) return $"{type.Name}.{method.Name}";
        if (Is(type, _activity)) return method.Name is "SetTag" or "AddTag" or "SetBaggage" or "AddBaggage" or "AddEvent" or "SetStatus" ? $"Activity.{method.Name}" : null;
        return method.Name.StartsWith("Write", StringComparison.Ordinal) && instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } writer } && Is(writer.ContainingType, _console)
            ? $"Console.{writer.Name}.{method.Name}"
            : null;
    }

    /// <summary>The exception that a constructor, or a method that throws one, makes a message of its arguments for, or null.</summary>
    public string? FailureOf(IMethodSymbol method, IOperation? instance)
    {
        if (_exception is null || method.ContainingType is not { } type) return null;
        if (BuxSymbols.DerivesFrom(type, _exception))
        {
            if (method.MethodKind == MethodKind.Constructor) return $"the message of {type.Name}";
            return type.Name == nameof(ArgumentOutOfRangeException) && method is { IsStatic: true } && PersonalMarks.IsFramework(type) ? $"the message of {type.Name}" : null;
        }

        return IsData(instance) ? "the data of an exception" : null;
    }

    /// <summary>Whether it is <c>exception.Data</c>.</summary>
    public bool IsData(IOperation? instance) => instance is IPropertyReferenceOperation { Property: { Name: nameof(Exception.Data) } data } && Is(data.ContainingType, _exception);

    /// <summary>Whether a constructor's parameter is the text of a rejection.</summary>
    public bool IsRefusal(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } || !BuxSymbols.DerivesFrom(type, symbols.Rejection)) return false;
        // Bux's own rejections say in their texts whatever they are given. Others of other assemblies have no body to read.
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, symbols.Rejection.ContainingAssembly)) return !BuxSymbols.Is(type, symbols.Rejection) || IsMessage(parameter);
        return IsMessage(parameter) && !type.Locations.Any(each => each.IsInSource);
    }

    /// <summary>Whether the member of a command is the key of its entity.</summary>
    public bool IsKey(ISymbol? member) => member switch
    {
        IPropertySymbol { ContainingType: { } type } property => BuxSymbols.Has(type, symbols.Command) && (BuxSymbols.Has(property, symbols.EntityKey) || type.InstanceConstructors
            .SelectMany(each => each.Parameters).Any(each => each.Name == property.Name && BuxSymbols.Has(each, symbols.EntityKey))),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } } parameter =>
            BuxSymbols.Has(type, symbols.Command) && (BuxSymbols.Has(parameter, symbols.EntityKey) || type.GetMembers()
                .OfType<IPropertySymbol>().Any(each => string.Equals(each.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && IsKey(each))),
        _ => false,
    };

    /// <summary>Whether the member is a key and not personal by its declaration, which is reported once, where it is declared.</summary>
    public bool IsOpenKey(ISymbol? member) => IsKey(member) && marks.OfMember(member!) is null;

    private static bool IsMessage(IParameterSymbol parameter) => string.Equals(parameter.Name, "message", StringComparison.OrdinalIgnoreCase);

    private bool IsLogger(ITypeSymbol type) => _logger is not null && (Is(type, _logger) || type.AllInterfaces.Any(each => Is(each, _logger)));

    private bool IsLoggerMessage(IMethodSymbol method) => _loggerMessage is not null
        && (BuxSymbols.Has(method, _loggerMessage) || method.PartialDefinitionPart is { } definition && BuxSymbols.Has(definition, _loggerMessage));

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) => other is not null && BuxSymbols.Is(type, other);
}
