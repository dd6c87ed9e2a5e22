using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Generators.Golden;

/// <summary>Finds what a generated test of the golden history calls: the project asks for it by the property <c>BuxHistory</c>.</summary>
internal static class HistoryReader
{
    private static readonly (string Method, string? Class)[] Frameworks =
    [
        ("Xunit.FactAttribute", null),
        ("NUnit.Framework.TestAttribute", "NUnit.Framework.TestFixtureAttribute"),
        ("Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute", "Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute"),
        ("TUnit.Core.TestAttribute", null),
    ];

    /// <summary>The folders that the project names and its own, or null when it names none.</summary>
    public static (string Contracts, string Project)? Asked(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.BuxHistory", out var folders) && folders.Trim().Length > 0
        && options.TryGetValue("build_property.MSBuildProjectDirectory", out var project)
            ? (folders, project) : null;

    public static HistoryFile Read((string Contracts, string Project) asked, Compilation compilation, CancellationToken cancellation)
    {
        var framework = Frameworks.FirstOrDefault(each => compilation.GetTypeByMetadataName(each.Method) is not null);
        var missing = compilation.GetTypeByMetadataName("Bux.Testing.GoldenHistory") is null ? "Bux.Testing"
            : framework.Method is null ? "a test framework (xunit, NUnit, MSTest or TUnit)" : null;
        var folders = asked.Contracts.Split(';').Select(folder => folder.Trim()).Where(folder => folder.Length > 0).Select(folder => Path.Combine(asked.Project, folder));
        return new HistoryFile(
            WireNames.Namespace(compilation.AssemblyName ?? ""), framework.Class, framework.Method, missing,
            Registrations(compilation, cancellation).OrderBy(each => each, StringComparer.Ordinal).ToEquatableArray(), string.Join(";", folders), asked.Project);
    }

    private static IEnumerable<string> Registrations(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var assembly in ReferenceReader.Assemblies(compilation, cancellation))
        {
            // What is referenced under an alias alone cannot be named without it.
            if (compilation.GetMetadataReference(assembly)?.Properties.Aliases is { Length: > 0 } aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias)) continue;
            if (assembly.GetTypeByMetadataName($"Bux.{WireNames.Identifier(assembly.Name)}BuxExtensions") is not { DeclaredAccessibility: Accessibility.Public } methods) continue;
            foreach (var method in methods.GetMembers().OfType<IMethodSymbol>())
            {
                if (method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1, TypeParameters.Length: 1 } && method.Name.StartsWith("Add", StringComparison.Ordinal))
                {
                    yield return $"{Symbols.Text(methods)}.{method.Name}";
                }
            }
        }
    }
}
