using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A rebuild gives the same rows.</summary>
internal static class ProjectionsKnowNoTimeOrChance
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1120", "Projections know no time and no chance", "{0} uses {1}{2}, which is another value in a rebuild. Take it from the event or from context.Timestamp and context.EventId.",
        "Bux.Projections", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1120.md");
}
