using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A mutator changes nothing that it was given, and nothing static.</summary>
internal static class MutatorsChangeNothing
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1001", "Mutators change nothing", "{0} changes {1}{2}. Make a new value instead, with 'with' or an immutable collection.",
        "Bux.Mutators", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1001.md");
}
