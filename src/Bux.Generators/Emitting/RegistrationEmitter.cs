using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the methods that a host calls. They exist even when what they should add has errors.</summary>
internal static class RegistrationEmitter
{
    public static string Emit(RegistrationFile file)
    {
        var writer = new SourceWriter();
        var own = WireNames.Pascal(file.Assembly);
        writer.Write("""
            // A link to something that the user is just renaming is no reason to complain.
            #pragma warning disable CS0419, CS1574, CS1580, CS1584, CS1658

            namespace Bux;

            """).Plumbing($"Registers what {file.Assembly} has.").Write($$"""
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            public static class {{WireNames.Identifier(file.Assembly)}}BuxExtensions
            """).Block(() =>
        {
            if (file.Service is not null) EmitService(writer, file);
            if (file.Service is not null && file.HasOwn) writer.Write("");
            if (file.HasOwn) EmitOwn(writer, file, own == file.ServiceName ? own + "Contracts" : own);
        });
        return writer.ToString();
    }

    private static void EmitService(SourceWriter writer, RegistrationFile file)
    {
        writer.Write($"""
            /// <summary>Hosts the command service <c>{SourceWriter.Escaped(file.Service!)}</c>: its state, its use cases, and the contracts that they need.</summary>
            """);
        EmitRoutes(writer, file);
        EmitMethod(writer, file.ServiceName!, () =>
        {
            foreach (var catalogue in file.Catalogues) writer.Write($"bux.AddContracts({catalogue}.Catalogue);");
            if (file.ServiceSound) writer.Write($"bux.AddService(global::{file.Namespace}.{file.ServiceName}UseCases.Registration);");
        });
    }

    /// <summary>The service's map: whoever looks at the method sees each command beside the use case that handles it, and can go to both.</summary>
    private static void EmitRoutes(SourceWriter writer, RegistrationFile file)
    {
        if (file.Routes.Count == 0) return;
        writer.Write("/// <remarks>\n/// <list type=\"table\">");
        foreach (var route in file.Routes)
        {
            writer.Write($"/// <item><term>{SourceWriter.See(route.Command)}</term><description><see cref=\"{route.Handler}\"/></description></item>");
        }

        writer.Write("/// </list>\n/// </remarks>");
    }

    private static void EmitOwn(SourceWriter writer, RegistrationFile file, string name)
    {
        writer.Write($"""
            /// <summary>Adds the contracts and projections of {file.Assembly}, and the contracts that it references.</summary>
            """);
        EmitMethod(writer, name, () =>
        {
            foreach (var catalogue in file.Catalogues) writer.Write($"bux.AddContracts({catalogue}.Catalogue);");
            foreach (var projection in file.Projections) writer.Write($"bux.AddProjection(global::{file.Namespace}.{projection}.Model);");
        });
    }

    private static void EmitMethod(SourceWriter writer, string name, Action body) => writer
        .Write($"""
            /// <param name="bux">The builder.</param>
            /// <typeparam name="TBux">The builder's type.</typeparam>
            /// <returns>The builder.</returns>
            public static TBux Add{name}<TBux>(this TBux bux) where TBux : global::Bux.Seam.IBuxBuilder
            """)
        .Block(() =>
        {
            body();
            writer.Write("return bux;");
        });
}
