using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Rules;

/// <summary>A use case decides the same in every re-run.</summary>
internal static class UseCasesTakeTimeFromContext
{
    public static readonly DiagnosticDescriptor Rule = new(
        "BUX1044", "Use cases take time and ids from the context", "{0} uses {1}{2}, which is another value when the command is run again. Use context.Now and context.NewId(), or pass it in the command.",
        "Bux.UseCases", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1044.md");
}
