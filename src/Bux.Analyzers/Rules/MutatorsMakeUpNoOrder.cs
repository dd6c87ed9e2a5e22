using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A hashed collection's order never reaches the state.</summary>
internal static class MutatorsMakeUpNoOrder
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1006", "Mutators make up no order", "{0} takes over the order of {1}{2}, which differs between processes. Sort first by a key, or fill a set or dictionary.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1006.md");
}
