namespace Bux.Analyzers.Tests.Immutability;

/// <summary>Sources around the declarations of one case.</summary>
internal static class Facts
{
    private const string Service = "[assembly: ServiceContracts(\"s\")]\n";

    /// <summary>What is reported when an event holds a member of the type.</summary>
    public static Task<string[]> HoldingAsync(string type, string declarations = "") =>
        MarksAsync($"[DomainEvent(1)] public sealed record Opened(string Id, {type} Held);\n{declarations}");

    /// <summary>What is reported when a row of a projection holds a member of the type: the wire does not carry it.</summary>
    public static Task<string[]> InRowAsync(string type, string declarations = "") => MarksAsync($$"""
        [DomainEvent(1)] public sealed record Opened(string Id);
        public sealed record Row(string Id, {{type}} Held);
        [Projection("rows")] public static class Rows { public static Row On(Opened e, Row row) => row; }
        {{declarations}}
        """);

    public static Task<string[]> MarksAsync(string source) => Analysis.MarksAsync(Service + source);

    /// <summary>What is reported, with the messages.</summary>
    public static async Task<string[]> MessagesAsync(string source, string? library = null, string imports = "")
    {
        var references = library is null ? [] : new[] { Analysis.Image(Analysis.Compilation("Library", [Analysis.Usings + library])) };
        var compilation = Analysis.Compilation("Example", [imports + Analysis.Usings + Service + source], references);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return [.. (await Analysis.RunAsync(compilation)).Select(each => $"{each.Id} at {Analysis.Text(each)}: {each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }
}
