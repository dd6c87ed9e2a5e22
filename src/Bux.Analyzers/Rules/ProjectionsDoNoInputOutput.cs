using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A projection's only effect is the row that it returns.</summary>
internal static class ProjectionsDoNoInputOutput
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1121", "Projections do no input or output of their own", "{0} uses {1}{2}, which a rebuild would do again. Return the row, and let the store write it; side effects belong elsewhere.",
        "Bux.Projections", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1121.md");
}
