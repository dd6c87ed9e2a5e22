using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads use cases.</summary>
internal static class UseCaseParser
{
    private const string Form = "Reply<Response> Handle(Command command[, State state][, UseCaseContext<State> context])";

    public static Parsed<UseCaseModel> UseCase(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = new Findings();
        if (Symbols.Unnameable(type) is { } reason) findings.Add("BUX0010", type, type.Name, reason);
        if (type is { IsAbstract: true, IsStatic: false }) findings.Add("BUX0020", type, type.Name, "it is abstract");

        var handlers = type.GetMembers("Handle").OfType<IMethodSymbol>().ToArray();
        if (handlers.Length == 0) findings.Add("BUX0011", type, type.Name, $"has no method '{Form}'");
        var routes = new List<RouteModel>();
        foreach (var handler in handlers)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Route(type, handler, context.SemanticModel.Compilation.Assembly, findings) is { } route) routes.Add(route);
        }

        var dependencies = type.IsStatic ? [] : Dependencies(type, findings);
        var value = findings.Count > 0 ? null : new UseCaseModel(
            type.ToTypeName(), type.Name, type.IsStatic, dependencies.ToEquatableArray(), routes.ToEquatableArray(), Symbols.PlaceOf(type));
        return new Parsed<UseCaseModel>(value, findings.ToArray());
    }

    private static IEnumerable<DependencyModel> Dependencies(INamedTypeSymbol type, Findings findings)
    {
        var constructors = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToArray();
        if (constructors.Length == 1) return constructors[0].Parameters.Select(parameter => new DependencyModel(parameter.Name, parameter.Type.ToTypeName()));
        findings.Add("BUX0020", type, type.Name, constructors.Length == 0 ? "it has no public constructor" : "it has more than one public constructor");
        return [];
    }

    private static RouteModel? Route(INamedTypeSymbol useCase, IMethodSymbol method, IAssemblySymbol here, Findings findings)
    {
        RouteModel? Bad(string problem)
        {
            findings.Add("BUX0011", method, useCase.Name, problem);
            return null;
        }

        var commands = method.Parameters.Where(parameter => parameter.Type.BuxAttribute("CommandAttribute") is not null).ToArray();

        // The compiler reports an unknown type itself; a second error would only hide it.
        if (method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error)) return null;
        if (commands.Length != 1) return Bad($"has a Handle that takes {(commands.Length == 0 ? "no" : "more than one")} [Command]: '{Form}'");
        if (method.IsGenericMethod || method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal)) return Bad("has a Handle that is generic or not public");
        if (method.IsAsync || IsTask(method.ReturnType)) return Bad("has an asynchronous Handle; it runs inside of a transaction and does no input or output: return the reply itself");

        var command = (INamedTypeSymbol)commands[0].Type;
        if (!Symbols.HasContracts(command, here))
        {
            findings.Add("BUX0021", method, command.Name, command.ContainingAssembly.Name);
            return null;
        }

        if (command.AllInterfaces.FirstOrDefault(candidate => candidate.Arity == 1 && candidate.IsBux("ICommand")) is not { } contract) return null;
        var response = contract.TypeArguments[0];
        if (ReturnOf(method, response) is not { } returns) return Bad($"has a Handle that returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}; {command.Name} is answered by Reply<{response.Name}>");

        var state = method.Parameters.FirstOrDefault(parameter => !IsContext(parameter.Type) && !SymbolEqualityComparer.Default.Equals(parameter, commands[0]));
        var contexts = method.Parameters.Where(parameter => IsContext(parameter.Type)).ToArray();
        if (method.Parameters.Length != 1 + (state is null ? 0 : 1) + contexts.Length || contexts.Length > 1 || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
        {
            return Bad($"has a Handle with other parameters than '{Form}'");
        }

        if (ExpectationOf(method, state, findings, useCase) is not { } expectation) return null;
        var arguments = method.Parameters.Select(parameter =>
            SymbolEqualityComparer.Default.Equals(parameter, commands[0]) ? "command" : IsContext(parameter.Type) ? "context" : state!.Type.IsValueType ? "state" : expectation == "Existing" ? "state!" : "state");
        var stateType = state is null ? (contexts.FirstOrDefault()?.Type as INamedTypeSymbol)?.TypeArguments[0] : state.Type;
        return new RouteModel(
            command.ToTypeName(), Symbols.ContractOf(command), response.ToTypeName(), stateType?.ToTypeName(), expectation,
            arguments.ToEquatableArray(), returns, Symbols.PlaceOf(method));
    }

    private static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsContext(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } && type.IsBux("UseCaseContext");

    /// <summary>How the call becomes a reply: as it is, as a response, as nothing.</summary>
    private static string? ReturnOf(IMethodSymbol method, ITypeSymbol response)
    {
        if (method.ReturnsVoid) return response.IsBux("Done") ? "void" : null;
        if (method.ReturnType is INamedTypeSymbol { Arity: 1 } reply && reply.IsBux("Reply") && SymbolEqualityComparer.Default.Equals(reply.TypeArguments[0], response)) return "reply";
        return SymbolEqualityComparer.Default.Equals(method.ReturnType, response) ? "response" : null;
    }

    private static string? ExpectationOf(IMethodSymbol method, IParameterSymbol? state, Findings findings, INamedTypeSymbol useCase)
    {
        if (method.BuxAttribute("ExpectsAttribute")?.ConstructorArguments.FirstOrDefault().Value is int stated)
        {
            return stated switch { 0 => "Existing", 1 => "Missing", _ => "Any" };
        }

        if (state is null) return "Missing";
        if (state.Type.IsReferenceType && state.NullableAnnotation != NullableAnnotation.None) return state.NullableAnnotation == NullableAnnotation.Annotated ? "Any" : "Existing";
        findings.Add("BUX0012", method, useCase.Name, state.Name);
        return null;
    }
}
