using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the routes from commands to use cases.</summary>
internal sealed class UseCasesEmitter(ServiceFile file)
{
    private readonly SourceWriter _writer = SourceWriter.In(file.Namespace);
    private readonly IReadOnlyDictionary<string, string> _members = file.Members.Index();
    private readonly string _state = file.State.Names.Type;
    private readonly NameTable _instances = NameTable.Give(
        file.UseCases.Select(useCase => (useCase.Names.Type, WireNames.Camel(useCase.Names.Name), WireNames.Camel(useCase.Names.FullName))),
        "services", "command", "state", "context", "rejection");

    public string Emit()
    {
        var obsolete = file.State.Names.Obsolete || file.UseCases.Any(useCase => useCase.Names.Obsolete || useCase.Handlers.Any(handler => handler.Obsolete));
        _writer.Plumbing($"Which use case handles which command of <c>{file.State.Service}</c>.").Obsolete(obsolete).Write($"internal static class {file.Name}UseCases").Block(() =>
        {
            _writer.Write($"""
                public static ServiceRegistration<{_state}> Registration => new({file.Name}State.Instance, Dependencies, Routes);

                """);
            EmitDependencies();
            EmitRoutes();
        });
        return _writer.ToString();
    }

    private void EmitDependencies()
    {
        if (file.UseCases.All(useCase => !useCase.NeedsInstance || useCase.Dependencies.Count == 0))
        {
            _writer.Write("""
                private static UseCaseDependency[] Dependencies => [];

                """);
            return;
        }

        _writer.Write("private static UseCaseDependency[] Dependencies =>").Write("[").Indent(() =>
        {
            foreach (var useCase in file.UseCases.Where(useCase => useCase.NeedsInstance))
            {
                foreach (var dependency in useCase.Dependencies)
                {
                    _writer.Write($"new(typeof({useCase.Names.Type}), {SourceWriter.Quote(dependency.Parameter)}, typeof({dependency.Type})),");
                }
            }
        });
        _writer.Write("""
            ];

            """);
    }

    private void EmitRoutes()
    {
        var instances = _instances.Index();
        _writer.Write($"private static CommandRoute<{_state}>[] Routes(IServiceProvider services)").Block(() =>
        {
            foreach (var useCase in file.UseCases.Where(useCase => useCase.NeedsInstance))
            {
                var arguments = useCase.Dependencies.Select(dependency =>
                    $"Dependency.Of<{dependency.Type}>(services, {SourceWriter.Quote(useCase.Names.Name)}, {SourceWriter.Quote(dependency.Parameter)})").ToArray();
                _writer.Write($"var {SourceWriter.Identifier(instances[useCase.Names.Type])} = new {useCase.Names.Type}({Join(arguments)});");
            }

            _writer.Write("return").Write("[").Indent(() =>
            {
                foreach (var useCase in file.UseCases)
                {
                    foreach (var handler in useCase.Handlers) EmitRoute(useCase, handler, instances[useCase.Names.Type]);
                }
            });
            _writer.Write("];");
        });
    }

    private void EmitRoute(UseCaseModel useCase, HandlerModel handler, string instance)
    {
        var target = handler.IsStatic ? useCase.Names.Type : SourceWriter.Identifier(instance);
        var call = $"{target}.Handle({string.Join(", ", handler.Parameters.Select(Argument))})";
        var lambda = handler.IsStatic ? "static (command, state, context) =>" : "(command, state, context) =>";
        _writer.Write($"""
            new CommandRoute<{_state}, {handler.Command.Type}, {handler.Response}>(
                {Contract(handler.Command)}, global::Bux.Expectation.{handler.Expectation}, {SourceWriter.Quote(useCase.Names.Name)},
            """).Indent(() =>
        {
            if (handler.Returns != HandlerReturn.Nothing)
            {
                _writer.Write($"{lambda} {Reply(handler, call)}),");
                return;
            }

            _writer.Write(lambda).Block(() => _writer.Write($"""
                {call};
                return global::Bux.Reply.Done;
                """), "}),");
        });
    }

    private static string Reply(HandlerModel handler, string call) => handler.Returns switch
    {
        HandlerReturn.Response => $"global::Bux.Reply.Accept<{handler.Response}>({call})",
        HandlerReturn.Rejection => $"{call} is {{ }} rejection ? global::Bux.Reply.Reject<global::Bux.Done>(rejection) : global::Bux.Reply.Done",
        _ => call,
    };

    private string Argument(HandlerParameter parameter) => parameter switch
    {
        HandlerParameter.Command => "command",
        HandlerParameter.State => file.State.IsValueType ? "state" : "state!",
        HandlerParameter.NullableState => "state",
        HandlerParameter.NullableStructState => $"context.Version > 0 ? state : ({_state}?)null",
        _ => "context",
    };

    private string Contract(ContractReference contract) => contract.Foreign ?? "Contracts." + SourceWriter.Identifier(_members[contract.Type]);

    private static string Join(string[] arguments) => arguments.Length < 2 ? string.Concat(arguments) : "\n    " + string.Join(",\n    ", arguments);
}
