using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A use case neither awaits nor starts anything on another thread.</summary>
internal static class UseCasesWaitForNothing
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1040", "Use cases wait for nothing", "{0} uses {1}{2}: it runs inside a transaction, which a task, a thread or a wait would hold open. Do it before the command is sent, or in a processor of the event.",
        "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1040.md");
}
