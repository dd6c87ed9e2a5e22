using System.Collections.Immutable;
using Bux.Analyzers.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Rules;

/// <summary>
/// BUX1083: a command of the service that no use case handles. It is reported at the command, or at the state when the contracts are in an
/// assembly of their own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandsAreHandled : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor NotHandled = new(
        "BUX1083", "Every command of a service has a use case", "No use case of {1} handles {0}; its callers would get a fault. Write a use case with a method Handle for it, or remove it from the contracts.", "Bux.Handling", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1083.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NotHandled];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BuxSymbols.Of(start.Compilation) is not { } symbols) return;
            var service = new LazyDeclarations(start.Compilation, symbols);
            start.RegisterSymbolAction(symbol => Judge(symbol, symbols, service), SymbolKind.NamedType);
        });
    }

    private static void Judge(SymbolAnalysisContext context, BuxSymbols symbols, LazyDeclarations lazy)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in type.GetAttributes())
        {
            if (BuxSymbols.Is(attribute.AttributeClass, symbols.Command))
            {
                var service = lazy.Read(context.CancellationToken);
                if (type.IsAbstract || type.IsGenericType || service.IsHandled(type) || service.StateOf(type) is not { } state) return;
                context.ReportDiagnostic(Diagnostic.Create(NotHandled, type.Locations[0], type.Name, service.ServiceOfState(state)));
            }
            else if (BuxSymbols.Is(attribute.AttributeClass, symbols.State))
            {
                var service = lazy.Read(context.CancellationToken);
                var missing = service.MissingFromReferences(context.Compilation, type, context.CancellationToken);
                if (missing.Count == 0) return;
                var names = string.Join(", ", missing.Select(command => command.Name));
                context.ReportDiagnostic(Diagnostic.Create(NotHandled, type.Locations[0], names, service.ServiceOfState(type)));
            }
        }
    }
}
