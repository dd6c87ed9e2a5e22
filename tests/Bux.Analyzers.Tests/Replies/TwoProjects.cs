using System.Collections.Immutable;
using Bux.Analyzers.Rules;
using Bux.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests.Replies;

/// <summary>A solution of contracts and a service: reports are in the one, and what mends them in the other.</summary>
internal static class TwoProjects
{
    /// <summary>The text of the contracts after a report of the service is mended, alone or with all of its kind.</summary>
    public static async Task<string> FixAsync(string contracts, string service, string id, bool all)
    {
        using var workspace = new AdhocWorkspace();
        var (contractsId, serviceId) = (ProjectId.CreateNewId(), ProjectId.CreateNewId());
        var commands = DocumentId.CreateNewId(contractsId);
        var useCase = DocumentId.CreateNewId(serviceId);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(contractsId, default, "Contracts", "Contracts", LanguageNames.CSharp, null, null, options, Analysis.Parsing, metadataReferences: Analysis.References))
            .AddProject(ProjectInfo.Create(
                serviceId, default, "Service", "Service", LanguageNames.CSharp, null, null, options, Analysis.Parsing,
                projectReferences: [new ProjectReference(contractsId)], metadataReferences: Analysis.References))
            .AddDocument(commands, "Commands.cs", contracts)
            .AddDocument(useCase, "UseCases.cs", Analysis.Usings + "using Far.Contracts;\n" + service);

        var document = solution.GetDocument(useCase)!;
        var found = (await ReportsAsync(document.Project)).Where(each => each.Id == id).ToArray();
        var offered = new List<CodeAction>();
        var fix = new DeclareRejection();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, Assert.Single(found), (action, _) => offered.Add(action), TestContext.Current.CancellationToken));
        if (all)
        {
            var context = new FixAllContext(document, fix, FixAllScope.Solution, id, [id], new Reports(), TestContext.Current.CancellationToken);
            offered = [(await fix.GetFixAllProvider().GetFixAsync(context))!];
        }

        if (offered.Count == 0) return contracts;
        var operations = await offered[0].GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.DoesNotContain(id, (await ReportsAsync(changed.GetProject(serviceId)!)).Select(each => each.Id));
        return (await changed.GetDocument(commands)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static async Task<ImmutableArray<Diagnostic>> ReportsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return await Analysis.RunAsync(compilation, new DeclaredRejections());
    }

    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => await ReportsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation) => await ReportsAsync(document.Project);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
