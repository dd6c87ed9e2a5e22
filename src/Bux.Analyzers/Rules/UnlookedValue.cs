using System.Collections.Immutable;
using Bux.Analyzers.Replies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>BUX1101: <c>reply.Value</c> on a path on which nobody looked whether there is one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlookedValue : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = new(
        "BUX1101", "A reply is looked at before its value is read",
        "{0} throws when the command was rejected or faulted, and nothing on the way here looked. Ask IsAccepted, a pattern or Match first.",
        "Bux.Replies", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1101.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ReplySymbols.Of(start.Compilation) is not { } symbols) return;
            start.RegisterOperationBlockStartAction(member =>
            {
                // Few members read a Value: only those have their paths followed.
                var reads = 0;
                member.RegisterOperationAction(
                    found =>
                    {
                        if (symbols.IsValue(((IPropertyReferenceOperation)found.Operation).Property)) Interlocked.Exchange(ref reads, 1);
                    },
                    OperationKind.PropertyReference);
                member.RegisterOperationBlockEndAction(end =>
                {
                    if (Volatile.Read(ref reads) == 1) Follow(end, symbols);
                });
            });
        });
    }

    private static void Follow(OperationBlockAnalysisContext context, ReplySymbols symbols)
    {
        foreach (var body in context.OperationBlocks)
        {
            if (!body.Descendants().OfType<IPropertyReferenceOperation>().Any(each => symbols.IsValue(each.Property))) continue;
            var reported = new HashSet<SyntaxNode>();
            new ReplyFlow(symbols, body, Report, context.CancellationToken).Follow(context.GetControlFlowGraph(body));

            void Report(IOperation value)
            {
                if (reported.Add(value.Syntax)) context.ReportDiagnostic(Diagnostic.Create(Rule, value.Syntax.GetLocation(), Text(value)));
            }
        }
    }

    private static string Text(IOperation value) => value.Syntax.ToString() is { Length: <= 60 } text && !text.Contains('\n') ? text : "Value";
}
