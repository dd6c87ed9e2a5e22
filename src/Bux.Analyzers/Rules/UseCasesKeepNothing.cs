using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A use case does not change its own instance.</summary>
internal static class UseCasesKeepNothing
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1043", "Use cases keep nothing", "{0} changes {1}{2}, which belongs to the one object that serves all threads. Keep what lasts in the entity's state, by events.",
        "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1043.md");
}
