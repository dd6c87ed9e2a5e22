using System.Collections.Immutable;
using Bux.CodeFixes;
using Bux.Generators;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Evolution.Tests.Versions;

/// <summary>What the fix made of a solution.</summary>
internal sealed class Raise
{
    private readonly Solution _solution;
    private readonly ProjectId _contracts;

    private Raise(Solution solution, ProjectId contracts) => (_solution, _contracts) = (solution, contracts);

    /// <summary>Accepts the contracts as they were, edits them, and applies the action for as long as it is offered: once for each event.</summary>
    /// <param name="before">What was accepted.</param>
    /// <param name="after">What it was edited to.</param>
    /// <param name="uses">The source of another project that uses the contracts, or null.</param>
    public static async Task<Raise> ApplyAsync(string before, string after, string? uses = null)
    {
        var edited = Edited(before, after, uses);
        var (raised, offered) = await FixAsync(edited);
        Assert.True(offered, "The fix was not offered.");
        for (var round = 1; offered; round++)
        {
            Assert.True(round < 5, "The fix is offered again and again.");
            (raised, offered) = await FixAsync(raised);
        }

        return new Raise(raised, edited.ProjectIds[0]);
    }

    /// <summary>As <see cref="ApplyAsync"/>, with "fix all" of the whole solution at once.</summary>
    public static async Task<Raise> ApplyToAllAsync(string before, string after)
    {
        var edited = Edited(before, after, null);
        var fix = new RaiseVersionFix();
        var document = edited.Projects.Single().Documents.Single();
        var context = new FixAllContext(document, fix, FixAllScope.Solution, "raise", fix.FixableDiagnosticIds, new Reports(), TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(TestContext.Current.CancellationToken);
        return new Raise(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution, document.Project.Id);
    }

    /// <summary>Whether the fix is offered at all.</summary>
    public static async Task<bool> IsOfferedAsync(string before, string after) => (await FixAsync(Edited(before, after, null))).Offered;

    /// <summary>The source of the contracts, without what every source begins with.</summary>
    public async Task<string> SourceAsync() =>
        (await _solution.GetProject(_contracts)!.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString()
            .Replace(Locking.Usings, "", StringComparison.Ordinal).Replace(Locking.Service, "", StringComparison.Ordinal);

    /// <summary>The source of the other project.</summary>
    public async Task<string> UsesAsync() =>
        (await _solution.Projects.Last().Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString().Replace(Locking.Usings, "", StringComparison.Ordinal);

    /// <summary>The lock.</summary>
    public Task<string> LockAsync() => LockAsync(_solution.GetProject(_contracts)!);

    /// <summary>The lock of the other project.</summary>
    public Task<string> UsesLockAsync() => LockAsync(_solution.Projects.Last());

    private static async Task<string> LockAsync(Project project) => (await project.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>
    /// What is left to do: the errors and warnings of the compiler, the generator and the analyzer of the lock, each as <c>id at marked text</c>.
    /// </summary>
    public async Task<string[]> GapsAsync()
    {
        var gaps = new List<string>();
        Compilation? contracts = null;
        foreach (var project in _solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            // What is generated for the contracts is in their assembly when others are compiled.
            if (contracts is not null) compilation = compilation.ReplaceReference(compilation.References.OfType<CompilationReference>().Single(), contracts.ToMetadataReference());
            var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity >= DiagnosticSeverity.Warning && each.Id != "CS1591");
            CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Locking.Parsing)
                .RunGeneratorsAndUpdateCompilation(compilation, out contracts, out var generated, TestContext.Current.CancellationToken);
            var judged = await JudgeAsync(project, compilation);
            gaps.AddRange(errors.Concat(generated).Concat(judged).Select(each =>
                $"{each.Id} at {each.Location.SourceTree?.ToString().Substring(each.Location.SourceSpan.Start, each.Location.SourceSpan.Length)}"));
        }

        return [.. gaps];
    }

    private static Solution Edited(string before, string after, string? uses)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var contracts = Project("Contracts", Locking.Usings + Locking.Service + after, Locking.Accept(before));
        solution = solution.AddProject(contracts);
        if (uses is null) return solution;

        // The other project was accepted against the contracts as they were.
        var image = MetadataReference.CreateFromImage(Locking.Emit(Locking.Compile(before)));
        var accepted = Locking.Accept(Locking.Compile("", "Service", image).RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(Locking.Usings + uses, Locking.Parsing))).Lock;
        return solution.AddProject(Project("Service", Locking.Usings + uses, accepted).WithProjectReferences([new ProjectReference(contracts.Id)]));
    }

    private static ProjectInfo Project(string name, string source, string locked)
    {
        var id = ProjectId.CreateNewId(name);
        var parsing = Locking.Parsing.WithDocumentationMode(DocumentationMode.Diagnose);
        return ProjectInfo.Create(
            id, VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: parsing, metadataReferences: Locking.References,
            documents: [Document(id, $"{name}.cs", source)], additionalDocuments: [Document(id, LockFile.Name, locked)]);
    }

    private static DocumentInfo Document(ProjectId project, string name, string text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project), name, loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text), VersionStamp.Default)), filePath: $"/{project.Id}/{name}");

    private static Task<ImmutableArray<Diagnostic>> JudgeAsync(Project project, Compilation compilation) => compilation
        .WithAnalyzers([new ContractLockAnalyzer()], new CompilationWithAnalyzersOptions(project.AnalyzerOptions, null, true, false, false))
        .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    private static async Task<(Solution Solution, bool Offered)> FixAsync(Solution solution)
    {
        var project = solution.Projects.First();
        var fix = new RaiseVersionFix();
        var found = await JudgeAsync(project, (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!);
        foreach (var report in found.Where(each => fix.FixableDiagnosticIds.Contains(each.Id)).OrderBy(each => each.Location.SourceSpan.Start))
        {
            var actions = new List<CodeAction>();
            var context = new CodeFixContext(solution.GetDocument(report.Location.SourceTree)!, report, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
            await fix.RegisterCodeFixesAsync(context);
            if (actions.Count == 0) continue;
            var operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
            return (operations.OfType<ApplyChangesOperation>().Single().ChangedSolution, true);
        }

        return (solution, false);
    }

    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await JudgeAsync(project, (await project.GetCompilationAsync(cancellationToken))!);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => GetAllDiagnosticsAsync(document.Project, cancellationToken);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => GetAllDiagnosticsAsync(project, cancellationToken);
    }
}
