using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A use case uses no static state that can change.</summary>
internal static class UseCasesShareNothing
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1042", "Use cases share no static state", "{0} {1}{2}: use cases run on several threads and processes, and again after an abort. Keep what lasts in the entity's state, by events.",
        "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1042.md");
}
