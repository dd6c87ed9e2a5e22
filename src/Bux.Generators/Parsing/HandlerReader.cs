using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads one method <c>Handle</c> of a use case.</summary>
internal sealed class HandlerReader(INamedTypeSymbol useCase, IMethodSymbol method, Compilation compilation, List<Finding> findings)
{
    private readonly List<HandlerParameter> _parameters = [];
    private INamedTypeSymbol? _command;
    private ITypeSymbol? _state;
    private IParameterSymbol? _stateParameter;

    /// <summary>Reads the method, or returns null; unless the compiler itself complains there is a finding then.</summary>
    public HandlerModel? Read()
    {
        if (IsAsynchronous())
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.HandleAsynchronous, Symbols.Place(method), useCase.Name));
            return null;
        }

        if (method.IsGenericMethod) return Refuse("is generic");
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.TypeKind == TypeKind.Error) return null;
            if (!Take(parameter)) return null;
        }

        if (_command is null) return Refuse("takes no command (a type with [Command])");
        if (_state is not null && !SymbolEqualityComparer.Default.Equals(_state.ContainingAssembly, compilation.Assembly))
        {
            return Refuse($"speaks of the state {_state.Name} of another assembly");
        }

        if (CommandReader.ResponseOf(_command) is not { TypeKind: not TypeKind.Error } response) return null;
        if (Returns(response) is not { } returns) return null;
        if (Expectation() is not { } expectation) return null;
        if (Declared.Contract(_command, compilation) is not { } contract)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.ForeignContractUnknown, Symbols.Place(method), _command.Name, _command.ContainingAssembly.Name));
            return null;
        }

        var service = Symbols.Attribute(_command, Declared.Command) is { } attribute ? Declared.ServiceOf(attribute, _command.ContainingAssembly) : null;
        var obsolete = Symbols.IsObsolete(method) || Symbols.MentionsObsolete(_command) || Symbols.MentionsObsolete(response);
        return new HandlerModel(
            contract, _command.Name, service, Symbols.Text(response) + (IsNullableReference(response) ? "?" : ""),
            _state is null ? null : Symbols.Text(_state), method.IsStatic, expectation, _parameters.ToEquatableArray(), returns, obsolete);
    }

    private bool Take(IParameterSymbol parameter)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) return Refuse($"has the parameter '{parameter.Name}' by reference") is not null;
        var type = parameter.Type;
        if (Symbols.Is(type, "Bux.UseCaseContext`1"))
        {
            _parameters.Add(HandlerParameter.Context);
            return TakeState(((INamedTypeSymbol)type).TypeArguments[0]) && Once(HandlerParameter.Context, parameter);
        }

        var present = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (Symbols.Attribute(present, Declared.State) is not null)
        {
            if (_stateParameter is not null) return Refuse("has two states") is not null;
            _stateParameter = parameter;
            _parameters.Add(
                !SymbolEqualityComparer.Default.Equals(present, type) ? HandlerParameter.NullableStructState
                : type.NullableAnnotation == NullableAnnotation.Annotated ? HandlerParameter.NullableState
                : HandlerParameter.State);
            return TakeState(present);
        }

        if (type is not INamedTypeSymbol command || Symbols.Attribute(command, Declared.Command) is null)
        {
            return Refuse($"has the parameter '{parameter.Name}', which is neither a command nor a state nor a context") is not null;
        }

        _command = command;
        _parameters.Add(HandlerParameter.Command);
        return Once(HandlerParameter.Command, parameter);
    }

    private bool TakeState(ITypeSymbol state)
    {
        if (_state is not null && !SymbolEqualityComparer.Default.Equals(_state, state)) return Refuse("speaks of two different states") is not null;
        _state = state;
        return true;
    }

    private bool Once(HandlerParameter kind, IParameterSymbol parameter) =>
        _parameters.Count(each => each == kind) == 1 || Refuse($"has the parameter '{parameter.Name}' twice over") is not null;

    private bool IsAsynchronous() =>
        method.IsAsync
        || MetadataNames.Contains(Symbols.MetadataName(method.ReturnType.OriginalDefinition));

    private static readonly string[] MetadataNames =
    [
        "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask",
        "System.Threading.Tasks.ValueTask`1", "System.Collections.Generic.IAsyncEnumerable`1",
    ];

    private HandlerReturn? Returns(ITypeSymbol response)
    {
        var type = method.ReturnType;
        if (type.TypeKind == TypeKind.Error) return null;
        var isDone = Symbols.Is(response, "Bux.Done");
        if (method.ReturnsVoid) return isDone ? HandlerReturn.Nothing : RefuseReturn("nothing", response);
        if (SymbolEqualityComparer.Default.Equals(type, response)) return HandlerReturn.Response;
        if (Symbols.Is(type, "Bux.Reply`1"))
        {
            return SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)type).TypeArguments[0], response)
                ? HandlerReturn.Reply
                : RefuseReturn(Symbols.Short(type), response);
        }

        var isRejection = type is INamedTypeSymbol named && Symbols.WithBases(named).Any(each => Symbols.Is(each, "Bux.Rejection"));
        return isRejection && isDone ? HandlerReturn.Rejection : RefuseReturn(Symbols.Short(type), response);
    }

    private string? Expectation()
    {
        if (Symbols.Attribute(method, "Bux.ExpectsAttribute") is { } attribute)
        {
            return Symbols.Positional(attribute) switch { 0 => "Existing", 1 => "Missing", 2 => "Any", _ => null };
        }

        if (_stateParameter is null) return "Missing";
        var type = _stateParameter.Type;
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return "Any";
        if (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.None)
        {
            return type.NullableAnnotation == NullableAnnotation.Annotated ? "Any" : "Existing";
        }

        findings.Add(Finding.Of(DiagnosticDescriptors.ExpectationUnknown, Symbols.Place(method), useCase.Name, _state!.Name));
        return null;
    }

    private static bool IsNullableReference(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;

    private HandlerReturn? RefuseReturn(string returned, ITypeSymbol response)
    {
        Refuse($"returns {returned}, but {_command!.Name} answers {Symbols.Short(response)}");
        return null;
    }

    private HandlerModel? Refuse(string what)
    {
        findings.Add(Finding.Of(DiagnosticDescriptors.HandleSignature, Symbols.Place(method), useCase.Name, what));
        return null;
    }
}
