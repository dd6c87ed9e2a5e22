using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A mutator is verifiable code: through a pointer it could change anything.</summary>
internal static class MutatorsAreSafeCode
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1007", "Mutators are safe code", "{0} uses pointers or unsafe memory at {1}{2}. Use spans or immutable values.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1007.md");
}
