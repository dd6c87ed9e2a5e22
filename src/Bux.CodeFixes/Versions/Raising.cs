using System.Text.RegularExpressions;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Simplification;

namespace Bux.CodeFixes.Versions;

/// <summary>Makes an edited event the next version of itself, and declares the version that is locked beside it.</summary>
internal sealed class Raising
{
    private readonly Project _project;
    private readonly Compilation _compilation;
    private readonly EventVersions _versions;
    private readonly DeclaredEvent _event;
    private readonly ContractChange _change;
    private readonly AttributeSyntax _attribute;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly FormerTypes _former;
    private readonly CancellationToken _cancellation;

    private Raising(
        Project project, Compilation compilation, EventVersions versions, DeclaredEvent current, ContractChange change, int version, AttributeSyntax attribute,
        CancellationToken cancellation)
    {
        (_project, _compilation, _versions, _event) = (project, compilation, versions, current);
        (_change, Version, _attribute, _cancellation) = (change, version, attribute, cancellation);
        _declaration = attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        var annotated = (compilation.GetSemanticModel(attribute.SyntaxTree).GetNullableContext(_declaration.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        _former = new FormerTypes(compilation, change, current.Type, Former, annotated, [.. versions.MadeByPlace(current.Type, compilation, cancellation)], cancellation);
    }

    /// <summary>The new version.</summary>
    public int Version { get; }

    /// <summary>What the edited type is called afterwards.</summary>
    public string NewName => Regex.Replace(_event.Type.Name, "(?<=.)V[0-9]+$", "") + "V" + Version;

    /// <summary>What the old version is called until the edited type has made place for it.</summary>
    private string Former => "__" + _event.Type.Name + "_former";

    /// <summary>What stands before the names of types beside the event.</summary>
    private string Prefix => Written.Name(_event.Type) is var name ? name.Substring(0, name.Length - _event.Type.Name.Length) : "";

    /// <summary>What is to be done for a contract, or null when no new version would mend it.</summary>
    public static async Task<Raising?> FindAsync(Project project, string contract, CancellationToken cancellation)
    {
        if (await ProjectLock.ReadAsync(project, cancellation).ConfigureAwait(false) is not { } locked || locked.File.Find(contract) is not { } block) return null;
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return null;
        var versions = new EventVersions(compilation, cancellation);
        if (versions.CurrentOf(block) is not { Sound: true } current || locked.File.Find(current.Contract.Id) is not { } before) return null;
        var change = new ContractChange(before, current.Contract);
        // A hierarchy that is an event itself has no one place to put the old version.
        if (!change.IsBreaking || change.Was.Line is not null || change.Now.Line is not null) return null;
        if (Symbols.Attribute(current.Type, Declared.Event)!.ApplicationSyntaxReference is not { } reference || project.GetDocument(reference.SyntaxTree) is null) return null;

        var known = locked.File.Contracts.Where(each => each.Kind == ContractKind.Event && each.Service == before.Service && each.Name == before.Name);
        var version = known.Max(each => each.Version) + 1;
        var attribute = (AttributeSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var raising = new Raising(project, compilation, versions, current, change, version, attribute, cancellation);
        return raising._former.IsIncomplete || raising.IsTaken(raising.NewName) ? null : raising;
    }

    /// <summary>The solution with both versions, the way between them, and the locks that say so.</summary>
    public async Task<Solution> ApplyAsync()
    {
        var editor = new SolutionEditor(_project.Solution);
        await RestoreAsync(editor).ConfigureAwait(false);
        var beside = await editor.GetDocumentEditorAsync(_project.GetDocument(_declaration.SyntaxTree)!.Id, _cancellation).ConfigureAwait(false);
        RaiseAttribute(beside);
        var upcasters = await WriteUpcasterAsync(editor).ConfigureAwait(false);
        beside.InsertAfter(_declaration, _former.Declarations.Concat(upcasters).Select((text, index) => Member(text, index == 0)));

        var edited = editor.GetChangedSolution();
        var solution = await RenameAsync(edited).ConfigureAwait(false);
        foreach (var id in edited.GetProject(_project.Id)!.DocumentIds) solution = await NameFormerAsync(solution, id).ConfigureAwait(false);
        return await ProjectLock.RaiseAsync(solution, _project.Id, _change, Version, _cancellation).ConfigureAwait(false);
    }

    private bool IsTaken(string name) => _event.Type.ContainingType is { } outer
        ? outer.GetMembers(name).Any() : _event.Type.ContainingNamespace.GetMembers(name).Any();

    private MemberDeclarationSyntax Member(string text, bool isFirst)
    {
        var member = Written.Member(text, _declaration);
        // The edited type may end the file without ending its line.
        return isFirst && !_declaration.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? member.WithLeadingTrivia(member.GetLeadingTrivia().Insert(0, member.GetTrailingTrivia()[0])) : member;
    }

    private void RaiseAttribute(DocumentEditor editor)
    {
        var version = _attribute.ArgumentList!.Arguments.First(each => each.NameEquals is null);
        var raised = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(Version));
        editor.ReplaceNode(version.Expression, raised.WithTriviaFrom(version.Expression));
    }

    /// <summary>Gives retired types, and the upcasters between them, the types that they were written with.</summary>
    private async Task RestoreAsync(SolutionEditor editor)
    {
        var names = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var former in _former.All.Where(each => each.Present is not null)) names[former.Present!] = former.Name.Contains("::") ? former.Name : Prefix + former.Name;
        var places = _versions.OfRetired(_event, names.Keys).SelectMany(each => each.DeclaringSyntaxReferences)
            .Concat(_versions.UpcastersWithin(_event.Type).SelectMany(each => each.DeclaringSyntaxReferences));
        foreach (var place in places)
        {
            if (_project.GetDocument(place.SyntaxTree) is not { } document) continue;
            var edits = await editor.GetDocumentEditorAsync(document.Id, _cancellation).ConfigureAwait(false);
            foreach (var name in (await place.GetSyntaxAsync(_cancellation).ConfigureAwait(false)).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.IsVar || edits.SemanticModel.GetSymbolInfo(name, _cancellation).Symbol is not INamedTypeSymbol type || !names.TryGetValue(type, out var former)) continue;
                TypeSyntax whole = name;
                while (whole.Parent is QualifiedNameSyntax qualified && qualified.Right == whole || whole.Parent is AliasQualifiedNameSyntax) whole = (TypeSyntax)whole.Parent;
                edits.ReplaceNode(whole, SyntaxFactory.ParseTypeName(former).WithTriviaFrom(whole).WithAdditionalAnnotations(Simplifier.Annotation));
            }
        }
    }

    /// <summary>Adds the upcaster to a class that has upcasters, or returns the text of a new one.</summary>
    private async Task<IReadOnlyList<string>> WriteUpcasterAsync(SolutionEditor editor)
    {
        var visible = Written.IsPublic(_event.Type) ? "public" : "internal";
        foreach (var known in _versions.UpcasterClasses(_event))
        {
            if (known.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || _project.GetDocument(reference.SyntaxTree) is not { } document) continue;
            var declaration = await reference.GetSyntaxAsync(_cancellation).ConfigureAwait(false);
            var taken = known.GetMembers("Up").OfType<IMethodSymbol>().Where(each => each.Parameters.Length == 1).Select(each => each.Parameters[0].Type.Name).ToArray();
            var methods = Text(declaration).Methods(visible, taken.Contains);
            var edits = await editor.GetDocumentEditorAsync(document.Id, _cancellation).ConfigureAwait(false);
            var members = methods.Select(each => Written.Member(each, declaration)).ToArray();
            edits.ReplaceNode(declaration, (current, _) => ((ClassDeclarationSyntax)current).AddMembers(members));
            return [];
        }

        var name = IsTaken("Upcasters") ? Regex.Replace(_event.Type.Name, "(?<=.)V[0-9]+$", "") + "Upcasters" : "Upcasters";
        var all = string.Join("\n\n", Text(_declaration).Methods(visible, _ => false));
        return [$"/// <summary>From former versions of events to what they are today.</summary>\n{visible} static class {name}\n{{\n{all}\n}}"];
    }

    private UpcasterText Text(SyntaxNode at)
    {
        var model = _compilation.GetSemanticModel(at.SyntaxTree);
        return new UpcasterText(_compilation, _change, _former, Prefix, IsImported, _cancellation);

        bool IsImported(string type) =>
            model.LookupNamespacesAndTypes(at.SpanStart, name: type.Substring(type.LastIndexOf('.') + 1)).Any(each => each.ToDisplayString() == type);
    }

    private async Task<Solution> RenameAsync(Solution solution)
    {
        var compilation = await solution.GetProject(_project.Id)!.GetCompilationAsync(_cancellation).ConfigureAwait(false);
        var type = compilation?.Assembly.GetTypeByMetadataName(Symbols.MetadataName(_event.Type));
        return type is null ? solution : await Renamer.RenameSymbolAsync(solution, type, new SymbolRenameOptions(), NewName, _cancellation).ConfigureAwait(false);
    }

    private async Task<Solution> NameFormerAsync(Solution solution, DocumentId id)
    {
        var root = solution.GetDocument(id) is { } document ? await document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false) : null;
        var tokens = root?.DescendantTokens(descendIntoTrivia: true).Where(each => each.ValueText == Former).ToArray() ?? [];
        return tokens.Length == 0 ? solution : solution.WithDocumentSyntaxRoot(
            id, root!.ReplaceTokens(tokens, (_, token) => token.CopyAnnotationsTo(SyntaxFactory.Identifier(_event.Type.Name).WithTriviaFrom(token))));
    }
}
