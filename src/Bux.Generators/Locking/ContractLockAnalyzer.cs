using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Generators.Locking;

/// <summary>
/// BUX2001 to BUX2012: compares contracts with what <c>bux.contracts.lock</c> has of them. It is an analyzer and no part of the generator,
/// because editors offer fixes for analyzers alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractLockAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a report that has the contract's identity.</summary>
    public const string ContractProperty = "contract";

    /// <summary>The property of a report that has the text of the block which would be accepted.</summary>
    public const string BlockProperty = "block";

    private static readonly SourceTextValueProvider<LockReading> Reading = new(static text => LockReading.Of(text.ToString()));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        LockDescriptors.NoLock, LockDescriptors.NotLocked, LockDescriptors.CompatibleChange, LockDescriptors.BreakingEvent, LockDescriptors.BreakingOther,
        LockDescriptors.EventGone, LockDescriptors.Unreadable, LockDescriptors.ReturnedOtherwise, LockDescriptors.StateChanged, LockDescriptors.Removed,
        LockDescriptors.UsedOtherwise, LockDescriptors.UseNotLocked,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Contracts may be written by a tool, and are contracts all the same.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var options = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
            if (LockSettings.IsOff(options) || LockSettings.IsAccepting(options)) return;
            if (start.Compilation.GetTypeByMetadataName("Bux.CommandAttribute") is null) return;

            var file = start.Options.AdditionalFiles.FirstOrDefault(each => LockSettings.IsLock(each.Path));
            var text = file?.GetText(start.CancellationToken);
            LockReading? reading = null;
            if (text is not null && !start.TryGetValue(text, Reading, out reading)) reading = LockReading.Of(text.ToString());
            if (reading is { Problems.Count: > 0 })
            {
                start.RegisterCompilationEndAction(end => Report(end, file!.Path, text!, reading));
                return;
            }

            var judge = new LockJudge(start.Compilation, reading, file?.Path, text);
            start.RegisterSymbolAction(judge.Judge, SymbolKind.NamedType);
            start.RegisterCompilationEndAction(judge.JudgeRest);
        });
    }

    /// <summary>What cannot be read alone: against half a lock, everything would look new.</summary>
    private static void Report(CompilationAnalysisContext context, string path, SourceText text, LockReading reading)
    {
        var marks = reading.Problems.Any(problem => problem.IsConflict);
        foreach (var problem in reading.Problems.Where(problem => problem.IsConflict == marks))
        {
            context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.Unreadable, LockJudge.Line(path, text, problem.Line), problem.Line, problem.What));
        }
    }
}
