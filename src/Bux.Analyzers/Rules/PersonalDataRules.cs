using System.Collections.Immutable;
using Bux.Analyzers.PersonalData;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Rules;

/// <summary>
/// What is marked <c>[PersonalData]</c> reaches no log, no message of an exception, no entity key and no text of a rejection: places where
/// it is kept and copied without anybody knowing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PersonalDataRules : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Log = new(
        "BUX1140",
        "Personal data stays out of logs and traces",
        "{0} is personal data and reaches {1}. Leave it out, name the entity by its key, or pass what a method marked [Anonymized] makes of it.",
        "Bux.PersonalData",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1140.md");

    internal static readonly DiagnosticDescriptor Failure = new(
        "BUX1141",
        "Personal data stays out of exceptions",
        "{0} is personal data and reaches {1}. Exceptions end in logs: leave it out, or name the entity by its key.",
        "Bux.PersonalData",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1141.md");

    internal static readonly DiagnosticDescriptor Key = new(
        "BUX1142",
        "An entity key is not personal data",
        "{0} is personal data and becomes {1}. The key stands in every record of the entity and cannot be taken out: use an id that says nothing of a person.",
        "Bux.PersonalData",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1142.md");

    internal static readonly DiagnosticDescriptor Refusal = new(
        "BUX1143",
        "Personal data stays out of a rejection's text",
        "{0} is personal data and reaches {1}. Texts of rejections are shown and logged: leave it out, and keep it a member that is marked [PersonalData].",
        "Bux.PersonalData",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1143.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Log, Failure, Key, Refusal];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (BuxSymbols.Of(context.Compilation) is not { } symbols || symbols.PersonalData.TypeKind != TypeKind.Class) return;
        var known = new PersonalKnowledge(context.Compilation, symbols);
        // The driver has bound these bodies; what they call is bound when it is followed.
        context.RegisterOperationBlockAction(block =>
        {
            if (!known.Words.Lead(block.OperationBlocks.Select(each => each.Syntax), block.CancellationToken)) return;
            foreach (var leak in PersonalFlow.Leaks(known, block.OperationBlocks, block.OwningSymbol, block.CancellationToken))
            {
                block.ReportDiagnostic(leak);
            }
        });
        context.RegisterSymbolAction(each => JudgeKey(each, symbols, known), SymbolKind.NamedType);
    }

    /// <summary>A command whose key is declared to be personal.</summary>
    private static void JudgeKey(SymbolAnalysisContext context, BuxSymbols symbols, PersonalKnowledge known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!BuxSymbols.Has(type, symbols.Command)) return;
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (!known.Places.IsKey(property) || (known.Marks.OfMember(property) ?? known.Marks.OfType(property.Type)) is not { } origin) continue;
            context.ReportDiagnostic(Diagnostic.Create(Key, property.Locations.FirstOrDefault(), origin, $"the key of {type.Name}"));
        }
    }
}
