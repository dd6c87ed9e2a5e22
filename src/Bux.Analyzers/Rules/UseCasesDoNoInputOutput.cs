using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A use case touches no file, socket, database or other log.</summary>
internal static class UseCasesDoNoInputOutput
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1041", "Use cases do no input or output", "{0} uses {1}{2}: it runs inside a transaction, and again after an abort. Pass what it needs in the command, or act on the committed event.",
        "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1041.md");
}
