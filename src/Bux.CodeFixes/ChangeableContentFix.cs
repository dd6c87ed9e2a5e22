using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Immutability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Bux.CodeFixes;

/// <summary>BUX1021: a type that nobody can change, or one to read through, at the member and at the places that give it a value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ChangeableContentFix : ManyAtOnce
{
    private const string Immutable = "immutable", ReadOnly = "readonly";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1021"];

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        if (Reported.Mend(context.Diagnostics[0]) != Mends.Type || await Reported.FindAsync(solution, context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false) is not { } found) return;
        if (await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation) return;
        var library = new LibraryTypes(compilation);
        var immutable = Instead(found.Symbol, library, Immutable);
        var readOnly = Instead(found.Symbol, library, ReadOnly);
        if (immutable is not null) Offer(context, $"Use {Members.Short(immutable)}", Immutable);
        if (readOnly is not null && !SymbolEqualityComparer.Default.Equals(immutable, readOnly)) Offer(context, $"Use {Members.Short(readOnly)}", ReadOnly);
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        foreach (var report in reports)
        {
            if (Reported.Mend(report) != Mends.Type || await Reported.FindAsync(solution, report, cancellation).ConfigureAwait(false) is not { } found) continue;
            if (await found.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) continue;
            var library = new LibraryTypes(compilation);
            // A type that can only be read through is the same as the other one for bytes: then both actions do the same.
            if (Instead(found.Symbol, library, key) is { } instead) await new Retyping(found.Document.Project, editor, cancellation).RetypeAsync(found.Symbol, instead).ConfigureAwait(false);
        }

        return editor.GetChangedSolution();
    }

    private static ITypeSymbol? Instead(ISymbol member, LibraryTypes library, string key) => member switch
    {
        IPropertySymbol property when !Reported.IsBound(property) => library.Unchangeable(property.Type, key == ReadOnly),
        IFieldSymbol { DeclaringSyntaxReferences.Length: 1 } field => library.Unchangeable(field.Type, key == ReadOnly),
        _ => null,
    };
}
