using System.Collections.Generic;
using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the method that adds an assembly's contracts and projections.</summary>
internal static class AssemblyEmitter
{
    public static string Emit(AssemblyModel assembly, IReadOnlyList<string> catalogues, IReadOnlyList<ProjectionModel> projections)
    {
        var source = SourceWriter.File();
        source.Lines("namespace Bux;").Lines("");
        source.Lines($"/// <summary>Adds what {assembly.Name} declares.</summary>");
        source.Lines("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        source.Block($"public static class {WireNames.Identifier(assembly.Name)}_Contracts", () =>
        {
            source.Lines($"/// <summary>Adds the contracts and projections of {assembly.Name}, and the contracts that it references.</summary>");
            source.Block($"public static TBux {assembly.MethodName}<TBux>(this TBux bux) where TBux : global::Bux.Seam.IBuxBuilder", () =>
            {
                foreach (var catalogue in catalogues) source.Lines($"bux.AddContracts({catalogue}.Catalogue);");
                foreach (var projection in projections) EmitProjection(source, projection);
                source.Lines("return bux;");
            });
        });
        return source.ToString();
    }

    private static void EmitProjection(SourceWriter source, ProjectionModel projection)
    {
        source.Lines($"bux.AddProjection(new global::Bux.Seam.ProjectionModel<{projection.Row.Name}>(").Indented(() =>
        {
            source.Lines($"\"{projection.Name}\",");
            source.Lines("[").Indented(() =>
            {
                foreach (var known in projection.Events)
                {
                    source.Lines($"new global::Bux.Seam.ProjectedEvent<{projection.Row.Name}>(").Indented(() => source
                        .Lines($"{known.Contract}.Instance,")
                        .Lines($"static (e, context) => {known.KeyCall ?? "context.EntityKey"},")
                        .Lines($"rowRequired: {(known.RowRequired ? "true" : "false")},")
                        .Lines($"static (e, row, context) => {projection.Type.Name}.On({string.Join(", ", known.Arguments)})),"));
                }
            }).Lines("]));");
        });
    }
}
