using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A mutator formats, parses and compares the same in every culture.</summary>
internal static class MutatorsKnowNoCulture
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1003", "Mutators know no culture", "{0} depends on the culture of the thread at {1}{2}. Pass CultureInfo.InvariantCulture, or an ordinal comparison.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1003.md");
}
