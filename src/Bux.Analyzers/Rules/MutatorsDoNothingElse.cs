using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A mutator does no input or output, logs nothing, and starts or awaits nothing.</summary>
internal static class MutatorsDoNothingElse
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1004", "Mutators do nothing besides", "{0} uses {1}{2}, which does more than compute. Leave it to a use case, a projection or a processor.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1004.md");
}
