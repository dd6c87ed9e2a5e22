using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A projection makes a new row and leaves the old one as it is.</summary>
internal static class ProjectionsChangeNothing
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1122", "Projections change nothing", "{0} changes {1}{2}, which queries may be reading. Return a new row, with 'with' or an immutable collection.",
        "Bux.Projections", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1122.md");
}
