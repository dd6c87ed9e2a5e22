using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>What cannot be looked into is named, so that somebody vouches for it.</summary>
internal static class MutatorsCallWhatIsKnown
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1008", "Mutators call what is known to be pure", "{0} calls {1}{2}, whose code is not here to be judged. If it only computes, vouch for it with [assembly: Pure(typeof(...))], or with [Pure] where it is declared.",
        "Bux.Mutators", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1008.md");
}
