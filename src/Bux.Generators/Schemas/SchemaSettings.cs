using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Generators.Schemas;

/// <summary>What a project that wants schemas says about them.</summary>
/// <param name="Version">The project's version, which is that of its AsyncAPI documents.</param>
internal sealed record SchemaSettings(string Version)
{
    /// <summary>The settings, or null where <c>BuxSchemas</c> is not <c>true</c>.</summary>
    public static SchemaSettings? Of(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue("build_property.BuxSchemas", out var on) || !string.Equals(on, "true", StringComparison.OrdinalIgnoreCase)) return null;
        return new SchemaSettings(options.TryGetValue("build_property.Version", out var version) && version.Length > 0 ? version : "1.0.0");
    }
}
