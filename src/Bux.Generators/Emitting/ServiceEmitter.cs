using System.Collections.Generic;
using System.Linq;
using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes a service: how events evolve its state, and the way from each command to its use case.</summary>
internal static class ServiceEmitter
{
    public static string EmitState(AssemblyModel assembly, StateModel state, IReadOnlyList<FoldModel> folds, string fingerprint)
    {
        var source = SourceWriter.File();
        var events = folds.GroupBy(fold => fold.Event.Name).Select(group => group.ToArray()).ToArray();
        source.Namespace(assembly.Namespace, "System.Collections.Generic", "Bux.Seam");
        source.Lines($"/// <summary>How events evolve the state of {state.Service}.</summary>");
        source.Block($"internal sealed class {StateClass(state)} : StateModel<{state.Type.Name}>", () =>
        {
            source.Lines($"public static readonly {StateClass(state)} Instance = new();").Lines("");
            source.Lines($"public override string Service => \"{state.Service}\";").Lines("");
            source.Lines($"public override string Fingerprint => \"{fingerprint}\";").Lines("");
            source.Lines($"public override JsonCodec<{state.Type.Name}> Codec => {state.Codec}.Instance;").Lines("");
            source.Lines("public override IReadOnlyList<EventContract> Events { get; } =");
            source.Lines("[").Indented(() =>
            {
                foreach (var known in events) source.Lines($"{known[0].Contract}.Instance,");
            }).Lines("];").Lines("");
            EmitApply(source, state, events);
            source.Lines("");
            source.Lines("private static EventNotFoldedException NotFolded(string domainEvent, string problem) =>").Indented(() =>
                source.Lines($"new($\"The event {{domainEvent}} of {state.Service} {{problem}}.\");"));
        });
        return source.ToString();
    }

    public static string EmitRegistration(
        AssemblyModel assembly, StateModel state, IReadOnlyList<UseCaseModel> useCases, IReadOnlyList<string> catalogues)
    {
        var source = SourceWriter.File();
        var method = "Add" + WireNames.Pascal(state.Service);
        source.Lines("namespace Bux;").Lines("");
        source.Lines($"/// <summary>Adds the command service {state.Service}.</summary>");
        source.Lines("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        source.Block($"public static class {WireNames.Identifier(assembly.Name)}_{WireNames.Pascal(state.Service)}Service", () =>
        {
            source.Lines($"/// <summary>Adds the command service {state.Service}, with the contracts that it knows.</summary>");
            source.Block($"public static TBux {method}<TBux>(this TBux bux) where TBux : global::Bux.Seam.IBuxBuilder", () =>
            {
                foreach (var catalogue in catalogues) source.Lines($"bux.AddContracts({catalogue}.Catalogue);");
                source.Lines($"bux.AddService(new global::Bux.Seam.ServiceRegistration<{state.Type.Name}>(").Indented(() =>
                {
                    source.Lines($"global::{assembly.Namespace}.{StateClass(state)}.Instance,");
                    EmitDependencies(source, useCases);
                    source.Lines("Routes));");
                });
                source.Lines("return bux;");
            }).Lines("");
            EmitRoutes(source, state, useCases);
        });
        return source.ToString();
    }

    private static string StateClass(StateModel state) => WireNames.Pascal(state.Service) + "State";

    private static void EmitApply(SourceWriter source, StateModel state, IReadOnlyList<FoldModel[]> events)
    {
        var type = state.Type.Name;
        source.Lines($"public override {type} Apply(bool exists, {type}? state, object domainEvent, out EventContract contract)");
        source.Lines("{").Indented(() =>
        {
            source.Block("switch (domainEvent)", () =>
            {
                foreach (var known in events) EmitCase(source, state, known);
                source.Lines("default:").Indented(() => source.Lines(
                    $"throw new EventNotFoldedException($\"{state.Type.Display} has no Create and no Apply for {{domainEvent.GetType()}}. Add 'static {state.Type.Display} Apply({state.Type.Display} s, {{domainEvent.GetType().Name}} e)' to its [StateMutator].\");"));
            });
        }).Lines("}");
    }

    private static void EmitCase(SourceWriter source, StateModel state, FoldModel[] known)
    {
        var create = known.FirstOrDefault(fold => !fold.TakesState);
        var apply = known.FirstOrDefault(fold => fold.TakesState);
        source.Lines($"case {known[0].Event.Name} e:").Indented(() =>
        {
            source.Lines($"contract = {known[0].Contract}.Instance;");
            var current = apply is null ? "" : $"{apply.Mutator.Name}.Apply({(state.IsValueType || apply.StateNullable ? "state" : "state!")}, e)";
            var first = create is null ? "" : $"{create.Mutator.Name}.Create(e)";
            if (apply is { StateNullable: true } && create is null) source.Lines($"return {current};");
            else if (apply is not null && create is not null) source.Lines($"return exists ? {current} : {first};");
            else if (apply is not null) source.Lines($"if (!exists) throw NotFolded(\"{known[0].EventWireName}\", \"changes an entity that does not exist yet: add a Create for it, or emit another event first\");").Lines($"return {current};");
            else source.Lines($"if (exists) throw NotFolded(\"{known[0].EventWireName}\", \"makes an entity that exists already: add an Apply for it, or emit another event\");").Lines($"return {first};");
        });
    }

    private static void EmitDependencies(SourceWriter source, IReadOnlyList<UseCaseModel> useCases)
    {
        var dependencies = useCases.SelectMany(useCase => useCase.Dependencies.Select(dependency =>
            $"new global::Bux.Seam.UseCaseDependency(typeof({useCase.Type.Name}), \"{dependency.Parameter}\", typeof({dependency.Type.Name})),")).ToArray();
        if (dependencies.Length == 0)
        {
            source.Lines("[],");
            return;
        }

        source.Lines("[").Indented(() =>
        {
            foreach (var dependency in dependencies) source.Lines(dependency);
        }).Lines("],");
    }

    private static void EmitRoutes(SourceWriter source, StateModel state, IReadOnlyList<UseCaseModel> useCases)
    {
        var route = $"global::Bux.Seam.CommandRoute<{state.Type.Name}>";
        source.Block($"private static global::System.Collections.Generic.IReadOnlyList<{route}> Routes(global::System.IServiceProvider services)", () =>
        {
            foreach (var useCase in useCases.Where(useCase => !useCase.IsStatic))
            {
                var arguments = string.Join(", ", useCase.Dependencies.Select(dependency =>
                    $"global::Bux.Seam.Dependency.Of<{dependency.Type.Name}>(services, \"{useCase.Name}\", \"{dependency.Parameter}\")"));
                source.Lines($"var {Local(useCase, useCases)} = new {useCase.Type.Name}({arguments});");
            }

            if (useCases.Any(useCase => !useCase.IsStatic)) source.Lines("");
            source.Lines("return");
            source.Lines("[").Indented(() =>
            {
                foreach (var useCase in useCases)
                {
                    foreach (var handler in useCase.Routes) EmitRoute(source, state, useCase, Local(useCase, useCases), handler);
                }
            }).Lines("];");
        });
    }

    private static void EmitRoute(SourceWriter source, StateModel state, UseCaseModel useCase, string local, RouteModel route)
    {
        var call = $"{(useCase.IsStatic ? useCase.Type.Name : local)}.Handle({string.Join(", ", route.Arguments)})";
        var lambda = route.Returns switch
        {
            "reply" => $"{(useCase.IsStatic ? "static " : "")}(command, state, context) => {call}",
            "response" => $"{(useCase.IsStatic ? "static " : "")}(command, state, context) => global::Bux.Reply.Accept<{route.Response.Name}>({call})",
            _ => $"{(useCase.IsStatic ? "static " : "")}(command, state, context) => {{ {call}; return global::Bux.Reply.Done; }}",
        };
        source.Lines($"new global::Bux.Seam.CommandRoute<{state.Type.Name}, {route.Command.Name}, {route.Response.Name}>(").Indented(() => source
            .Lines($"{route.Contract}.Instance,")
            .Lines($"global::Bux.Expectation.{route.Expectation},")
            .Lines($"\"{useCase.Name}\",")
            .Lines($"{lambda}),"));
    }

    /// <summary>A use case's local name; namesakes from different namespaces are numbered.</summary>
    private static string Local(UseCaseModel useCase, IReadOnlyList<UseCaseModel> all)
    {
        var namesakes = all.Where(other => other.Name == useCase.Name).Select(other => other.Type.Name).ToList();
        var name = WireNames.Escape(WireNames.Camel(useCase.Name));
        return namesakes.Count == 1 ? name : name + (namesakes.IndexOf(useCase.Type.Name) + 1);
    }
}
