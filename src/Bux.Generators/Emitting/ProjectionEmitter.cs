using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes one projection.</summary>
internal static class ProjectionEmitter
{
    public static string Emit(ProjectionFile file)
    {
        var projection = file.Projection;
        var members = file.Members.Index();
        var writer = SourceWriter.In(file.Namespace);
        writer.Plumbing($"The projection <c>{projection.WireName}</c> of {SourceWriter.See(projection.Names.Type)}.").Obsolete(projection.Names.Obsolete || projection.Events.Any(each => each.Obsolete)).Write($"internal static class {file.Name}").Block(() =>
        {
            writer.Write($$"""
                public static ProjectionModel<{{projection.Row}}> Model { get; } = new(
                    {{SourceWriter.Quote(projection.WireName)}},
                    [
                """);
            writer.Indent(() => writer.Indent(() =>
            {
                foreach (var each in projection.Events) Emit(writer, projection, each, members);
            }));
            writer.Write("    ]);");
        });
        return writer.ToString();
    }

    private static void Emit(SourceWriter writer, ProjectionDeclaration projection, ProjectedEventModel model, IReadOnlyDictionary<string, string> members)
    {
        var contract = model.Event.Foreign ?? "Contracts." + SourceWriter.Identifier(members[model.Event.Type]);
        var key = model.Key is { } parameters ? $"{projection.Names.Type}.Key({Arguments(parameters, model)})" : "context.EntityKey";
        writer.Write($"""
            new ProjectedEvent<{projection.Row}>(
                {contract},
                static (e, context) => {key},
                rowRequired: {(model.RowRequired ? "true" : "false")},
                static (e, row, context) => {projection.Names.Type}.On({Arguments(model.Parameters, model)})),
            """);
    }

    private static string Arguments(EquatableArray<ProjectionParameter> parameters, ProjectedEventModel model) => string.Join(", ", parameters.Select(each => each switch
    {
        ProjectionParameter.Event => $"({model.Event.Type})e",
        ProjectionParameter.Row => model.RowRequired ? "row!" : "row",
        _ => "context",
    }));
}
