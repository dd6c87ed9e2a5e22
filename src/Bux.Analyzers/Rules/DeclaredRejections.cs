using System.Collections.Immutable;
using Bux.Analyzers.Replies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Rules;

/// <summary>BUX1103 and BUX1104: in the service, what a use case returns and what its command declares are one list.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclaredRejections : DiagnosticAnalyzer
{
    /// <summary>The properties of a report that hold the ids of the declarations that it is about.</summary>
    internal const string Command = "Command", Rejection = "Rejection";

    internal static readonly DiagnosticDescriptor Undeclared = new(
        "BUX1103", "A rejection is declared by its command",
        "{0} can return {1}{2}, which {3} does not declare, so no client expects it. Add [Rejects<{1}>] to {3}.",
        "Bux.Replies", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1103.md");

    internal static readonly DiagnosticDescriptor Unreturned = new(
        "BUX1104", "A declared rejection is returned",
        "{0} declares [Rejects<{1}>], but {2} never returns it. Return it, or remove the attribute.",
        "Bux.Replies", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1104.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Undeclared, Unreturned];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ReplySymbols.Of(start.Compilation) is not { } symbols) return;
            var bodies = new RejectionBodies(start.Compilation, symbols);
            // The driver has bound the body that it passes; what the body calls is bound when it is followed.
            start.RegisterOperationBlockAction(block =>
            {
                if (block.OwningSymbol is IMethodSymbol { Name: "Handle", ContainingType: { } type } handle && BuxSymbols.Has(type, symbols.Bux.UseCase))
                {
                    Judge(block, type, handle, bodies, symbols);
                }
            });
        });
    }

    private static void Judge(OperationBlockAnalysisContext context, INamedTypeSymbol useCase, IMethodSymbol handle, RejectionBodies bodies, ReplySymbols symbols)
    {
        if (!bodies.HasBody(handle)) return;
        var command = handle.Parameters.Select(each => each.Type).OfType<INamedTypeSymbol>().FirstOrDefault(type => BuxSymbols.Has(type, symbols.Bux.Command));
        if (command is null) return;

        var declared = symbols.DeclaredBy(command);
        var closure = RejectionClosure.Of(handle, useCase, bodies, symbols, context.CancellationToken);
        foreach (var returned in closure.Returned)
        {
            if (declared.Any(each => BuxSymbols.DerivesFrom(returned.Type, each.OriginalDefinition))) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Undeclared, returned.Place.GetLocation(), Properties(command, returned.Type),
                useCase.Name, returned.Type.Name, returned.Way.Length == 0 ? "" : $" by way of {returned.Way}", command.Name));
        }

        if (closure.IsOpaque || !bodies.IsRead(handle, context.CancellationToken)) return;
        foreach (var rejection in declared)
        {
            if (closure.Possible.Any(each => BuxSymbols.DerivesFrom(each, rejection.OriginalDefinition))) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Unreturned, handle.Locations.FirstOrDefault() ?? Location.None, Properties(command, rejection), command.Name, rejection.Name, useCase.Name));
        }
    }

    private static ImmutableDictionary<string, string?> Properties(INamedTypeSymbol command, INamedTypeSymbol rejection) => ImmutableDictionary<string, string?>.Empty
        .Add(Command, DocumentationCommentId.CreateDeclarationId(command))
        .Add(Rejection, DocumentationCommentId.CreateDeclarationId(rejection));
}
