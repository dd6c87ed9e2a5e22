using System.Collections.Immutable;
using Bux.Analyzers.Replies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>
/// BUX1102: a switch that tells the rejections of a command apart, but not all that the command declares. One that treats all alike, or
/// that picks out Bux's own rejections only, is complete.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IncompleteRejectionSwitch : DiagnosticAnalyzer
{
    /// <summary>The property of a report that holds the ids of the missing rejections' declarations.</summary>
    internal const string Missing = "Missing";

    internal static readonly DiagnosticDescriptor Rule = new(
        "BUX1102", "A switch that tells rejections apart names all that the command declares",
        "This switch tells rejections apart, but not {0}, which {1} declares. Add an arm for each.",
        "Bux.Replies", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1102.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ReplySymbols.Of(start.Compilation) is not { } symbols) return;
            var commands = new CommandsByResponse(start.Compilation, symbols.Bux);
            start.RegisterOperationAction(found => Judge(found, symbols, commands), OperationKind.Switch, OperationKind.SwitchExpression);
        });
    }

    private static void Judge(OperationAnalysisContext context, ReplySymbols symbols, CommandsByResponse commands)
    {
        var choice = context.Operation;
        if (!RejectionNames.NamedBy(choice, symbols).Any(symbols.IsDeclarable)) return;
        if (ReplyOrigin.Of(RejectionNames.ValueOf(choice)!, symbols) is not { } origin) return;
        if ((origin.Command ?? commands.Only(origin.Response)) is not { } command) return;

        var missing = symbols.DeclaredBy(command);
        if (missing.IsEmpty) return;
        foreach (var other in Beside(choice))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var named = RejectionNames.NamedBy(other, symbols).ToArray();
            if (named.Length == 0 || (other != choice && ReplyOrigin.Of(RejectionNames.ValueOf(other)!, symbols)?.Place.Equals(origin.Place) != true)) continue;
            missing = missing.RemoveAll(each => named.Any(name => Covers(name, each)));
        }

        if (missing.IsEmpty) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Rule, Keyword(choice), ImmutableDictionary<string, string?>.Empty.Add(Missing, string.Join("\n", missing.Select(DocumentationCommentId.CreateDeclarationId))),
            string.Join(" and ", missing.Select(each => each.Name)), command.Name));
    }

    /// <summary>
    /// What tells rejections of the same reply apart together with a switch: itself, switches inside of its arms and around it, and tests
    /// anywhere in the member. A second switch elsewhere has to be complete on its own.
    /// </summary>
    private static IEnumerable<IOperation> Beside(IOperation choice) => choice.Root().Descendants()
        .Where(each => each is IIsPatternOperation or IIsTypeOperation)
        .Concat(choice.DescendantsAndSelf().Concat(choice.Ancestors()).Where(each => each is ISwitchOperation or ISwitchExpressionOperation));

    /// <summary>A base type that is named covers what derives from it; of a base type that is declared, naming one case will do.</summary>
    private static bool Covers(INamedTypeSymbol named, INamedTypeSymbol declared) =>
        BuxSymbols.DerivesFrom(declared, named.OriginalDefinition) || BuxSymbols.DerivesFrom(named, declared.OriginalDefinition);

    private static Location Keyword(IOperation choice) => choice.Syntax switch
    {
        SwitchExpressionSyntax expression => expression.SwitchKeyword.GetLocation(),
        SwitchStatementSyntax statement => statement.SwitchKeyword.GetLocation(),
        var other => other.GetLocation(),
    };
}
