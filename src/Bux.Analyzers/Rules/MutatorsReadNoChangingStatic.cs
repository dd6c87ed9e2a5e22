using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>What a mutator reads besides its arguments is constant.</summary>
internal static class MutatorsReadNoChangingStatic
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1005", "Mutators read nothing static that can change", "{0} reads {1}{2}, which can be another value in a replay. Make it a constant, or readonly and of an immutable type.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1005.md");
}
