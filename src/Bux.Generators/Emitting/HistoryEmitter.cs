using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the test of the golden history, for the test framework that the project has.</summary>
internal static class HistoryEmitter
{
    public static string Emit(HistoryFile file)
    {
        var writer = SourceWriter.In(file.Namespace);
        writer.Write("/// <summary>Stored events of every version are read, upcast and folded as they were.</summary>");
        if (file.ClassAttribute is { } attribute) writer.Write($"[global::{attribute}]");
        writer.Write("public sealed class GoldenHistoryTests").Block(() =>
        {
            writer.Write($"""
                /// <summary>Compares the golden documents with what becomes of them now; a failure says what differs, and how to mend or accept it.</summary>
                [global::{file.MethodAttribute}]
                public void Stored_events_are_read_and_folded_as_they_were() => global::Bux.Testing.GoldenHistory.Verify(
                    static bux =>
                """);
            writer.Write("    {");
            foreach (var registration in file.Registrations) writer.Write($"        {registration}(bux);");
            writer.Write($"""
                    {"}"},
                    {SourceWriter.Quote(file.Contracts)},
                    {SourceWriter.Quote(file.Folds)});
                """);
        });
        return writer.ToString();
    }
}
