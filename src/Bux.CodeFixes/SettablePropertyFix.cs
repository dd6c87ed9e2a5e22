using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers.Immutability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Bux.CodeFixes;

/// <summary>BUX1020: 'init' instead of 'set'; a record instead of a class; 'readonly record struct'.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SettablePropertyFix : ManyAtOnce
{
    private const string Record = "record";

    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1020"];

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        var mend = Reported.Mend(context.Diagnostics[0]);
        if (mend is null || await Reported.FindAsync(solution, context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false) is not { Symbol: var symbol }) return;
        if (mend == Mends.ReadOnlyStruct && symbol is INamedTypeSymbol structure)
        {
            if (await CanBeSetOnceAsync(structure, solution, context.CancellationToken).ConfigureAwait(false)) Offer(context, "Write 'readonly record struct'", mend);
            return;
        }

        if (mend != Mends.Init || symbol is not IPropertySymbol property || !await CanBeSetOnceAsync(property, solution, context.CancellationToken).ConfigureAwait(false)) return;
        Offer(context, "Write 'init' instead of 'set'", Mends.Init);
        if (await CanBeRecordAsync(property.ContainingType, solution, context.CancellationToken).ConfigureAwait(false)) Offer(context, $"Make {property.ContainingType.Name} a record", Record);
    }

    protected override async Task<Solution> MendAsync(Solution solution, IReadOnlyList<Diagnostic> reports, string key, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        var types = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var report in reports)
        {
            if (Reported.Mend(report) != (key == Record ? Mends.Init : key) || await Reported.FindAsync(solution, report, cancellation).ConfigureAwait(false) is not { } found) continue;
            var edits = await editor.GetDocumentEditorAsync(found.Document.Id, cancellation).ConfigureAwait(false);
            if (found.Symbol is INamedTypeSymbol structure)
            {
                if (await CanBeSetOnceAsync(structure, solution, cancellation).ConfigureAwait(false)) await MakeReadOnlyAsync(structure, edits, cancellation).ConfigureAwait(false);
            }
            else if (found.Symbol is IPropertySymbol property && key == Mends.Init)
            {
                if (await CanBeSetOnceAsync(property, solution, cancellation).ConfigureAwait(false)) await WriteInitAsync(property, edits, cancellation).ConfigureAwait(false);
            }
            else if (types.Add(found.Symbol.ContainingType) && await CanBeRecordAsync(found.Symbol.ContainingType, solution, cancellation).ConfigureAwait(false))
            {
                await MakeRecordAsync(found.Symbol.ContainingType, solution, edits, cancellation).ConfigureAwait(false);
            }
        }

        return editor.GetChangedSolution();
    }

    private static async Task<bool> CanBeSetOnceAsync(ISymbol member, Solution solution, CancellationToken cancellation) => member switch
    {
        INamedTypeSymbol type => await AllCanBeSetOnceAsync(type, solution, cancellation).ConfigureAwait(false),
        IPropertySymbol { IsIndexer: true } => false,
        _ => !Reported.IsBound(member) && !await Writes.AfterMakingAsync(member, solution, initializers: member is IPropertySymbol, cancellation).ConfigureAwait(false),
    };

    /// <summary>In a readonly struct nothing can be set, and its code does not have to be compiled to see that.</summary>
    private static async Task<bool> AllCanBeSetOnceAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.Length != 1) return false;
        foreach (var member in type.GetMembers().Where(each => !each.IsStatic && each is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false, IsReadOnly: false }))
        {
            if (!await CanBeSetOnceAsync(member, solution, cancellation).ConfigureAwait(false)) return false;
        }

        return true;
    }

    private static async Task<bool> CanBeRecordAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellation)
    {
        string[] made = ["Clone", "Equals", "EqualityContract", "PrintMembers", "op_Equality", "op_Inequality"];
        return type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false, BaseType.SpecialType: SpecialType.System_Object }
            && type.DeclaringSyntaxReferences.Length == 1
            && await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false) is ClassDeclarationSyntax { ParameterList: null } declaration
            && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !type.GetMembers().Any(member => made.Contains(member.Name))
            && !type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
            && (type.IsSealed || !(await Microsoft.CodeAnalysis.FindSymbols.SymbolFinder.FindDerivedClassesAsync(type, solution, transitive: false, cancellationToken: cancellation).ConfigureAwait(false)).Any());
    }

    private static async Task WriteInitAsync(IPropertySymbol property, DocumentEditor edits, CancellationToken cancellation)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            var setter = (await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) as PropertyDeclarationSyntax)?.AccessorList?.Accessors
                .FirstOrDefault(each => each.IsKind(SyntaxKind.SetAccessorDeclaration));
            if (setter is not null) edits.ReplaceNode(setter, (node, _) => ToInit((AccessorDeclarationSyntax)node));
        }
    }

    private static async Task MakeRecordAsync(INamedTypeSymbol type, Solution solution, DocumentEditor edits, CancellationToken cancellation)
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(Members.IsSettable))
        {
            if (await CanBeSetOnceAsync(property, solution, cancellation).ConfigureAwait(false)) await WriteInitAsync(property, edits, cancellation).ConfigureAwait(false);
        }

        edits.ReplaceNode(await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false), (node, _) => ToRecord((ClassDeclarationSyntax)node));
    }

    private static async Task MakeReadOnlyAsync(INamedTypeSymbol type, DocumentEditor edits, CancellationToken cancellation)
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>()) await WriteInitAsync(property, edits, cancellation).ConfigureAwait(false);
        var declaration = (RecordDeclarationSyntax)await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false);
        foreach (var field in declaration.Members.OfType<FieldDeclarationSyntax>().Where(each => !each.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) && !each.Modifiers.Any(SyntaxKind.StaticKeyword) && !each.Modifiers.Any(SyntaxKind.ConstKeyword)))
        {
            edits.ReplaceNode(field, (node, _) => ((FieldDeclarationSyntax)node).AddModifiers(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        edits.ReplaceNode(declaration, (node, _) => ToReadOnly((RecordDeclarationSyntax)node));
    }

    private static AccessorDeclarationSyntax ToInit(AccessorDeclarationSyntax setter) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.InitAccessorDeclaration, setter.AttributeLists, setter.Modifiers,
        SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(setter.Keyword), setter.Body, setter.ExpressionBody, setter.SemicolonToken);

    private static RecordDeclarationSyntax ToReadOnly(RecordDeclarationSyntax type)
    {
        var word = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        // 'partial' has to stand last, and a modifier that becomes the first takes over the comment above the type.
        var partial = type.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        var at = partial < 0 ? type.Modifiers.Count : partial;
        if (at > 0) return type.WithModifiers(type.Modifiers.Insert(at, word));
        return type.Modifiers.Count == 0
            ? type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([word.WithLeadingTrivia(type.Keyword.LeadingTrivia)])
            : type.WithModifiers([word.WithLeadingTrivia(type.Modifiers[0].LeadingTrivia), type.Modifiers[0].WithLeadingTrivia(), .. type.Modifiers.Skip(1)]);
    }

    private static RecordDeclarationSyntax ToRecord(ClassDeclarationSyntax type) => SyntaxFactory.RecordDeclaration(
        SyntaxKind.RecordDeclaration, type.AttributeLists, type.Modifiers, SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithTriviaFrom(type.Keyword), default,
        type.Identifier, type.TypeParameterList, null, type.BaseList, type.ConstraintClauses, type.OpenBraceToken, type.Members, type.CloseBraceToken, type.SemicolonToken);
}
