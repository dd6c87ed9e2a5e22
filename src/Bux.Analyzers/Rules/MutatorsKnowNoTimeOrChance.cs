using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A mutator reads no clock, no source of chance and nothing of the machine it runs on.</summary>
internal static class MutatorsKnowNoTimeOrChance
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1002", "Mutators know no time, no chance and no machine", "{0} uses {1}{2}, which is another value in a replay. Let the use case put it into the event; context.Now and context.NewId() are the same in every re-run.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1002.md");
}
