using Bux.CodeFixes;
using Bux.Generators.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Bux.Evolution.Tests;

/// <summary>The fix writes blocks into the lock: one by one, and all of a document, a project or a solution at once.</summary>
public sealed class AcceptFixTests
{
    private const string Opened = "[DomainEvent(1)] public sealed record Opened(string Id);\n";

    [Fact]
    public Task A_new_contract_gets_its_block_at_its_place() => CheckAsync(
        "[DomainEvent(1)] public sealed record {|BUX2002:Closed|}(string Id);\n" + Opened + "[DomainEvent(2)] public sealed record {|BUX2002:Closing|}(int Id);\n",
        Opened,
        Opened + "[DomainEvent(1)] public sealed record Closed(string Id);\n[DomainEvent(2)] public sealed record Closing(int Id);\n");

    [Fact]
    public Task A_compatible_change_replaces_the_block() => CheckAsync(
        "[DomainEvent(1)] public sealed record Opened(string Id, string? {|BUX2003:Name|});\npublic sealed record {|BUX2002:Closed|}(string Id) : Rejection(\"closed\", \"Closed.\");\n",
        Opened,
        "[DomainEvent(1)] public sealed record Opened(string Id, string? Name);\npublic sealed record Closed(string Id) : Rejection(\"closed\", \"Closed.\");\n");

    [Fact]
    public Task A_changed_state_replaces_the_block() => CheckAsync(
        "[State(\"accounts\")] public sealed record Account(string Id, int {|BUX2009:Age|});\n",
        "[State(\"accounts\")] public sealed record Account(string Id);\n",
        "[State(\"accounts\")] public sealed record Account(string Id, int Age);\n");

    [Fact]
    public async Task A_breaking_change_has_no_such_fix()
    {
        Assert.DoesNotContain("BUX2004", new AcceptContractFix().FixableDiagnosticIds);
        Assert.DoesNotContain("BUX2005", new AcceptContractFix().FixableDiagnosticIds);
        var found = await Locking.JudgeAsync(Locking.Compile(Opened.Replace("string", "int", StringComparison.Ordinal)), Locking.Accept(Opened));
        Assert.Equal("event accounts/opened v1\n  id: int32", Assert.Single(found).Properties[ContractLockAnalyzer.BlockProperty]);
    }

    /// <param name="marked">The source with its reports marked.</param>
    /// <param name="before">What the lock has of it.</param>
    /// <param name="after">What the lock is to have.</param>
    private static async Task CheckAsync(string marked, string before, string after)
    {
        var test = new CSharpCodeFixTest<ContractLockAnalyzer, AcceptContractFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        test.TestState.AdditionalReferences.AddRange(Locking.References);
        test.SolutionTransforms.Add((solution, project) => solution
            .WithProjectParseOptions(project, Locking.Parsing)
            .WithProjectCompilationOptions(project, ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Enable)));
        test.TestState.Sources.Add(Locking.Usings + Locking.Service + marked);
        test.TestState.AdditionalFiles.Add((LockFile.Name, Locking.Accept(before)));
        test.FixedState.Sources.Add(Locking.Usings + Locking.Service + System.Text.RegularExpressions.Regex.Replace(marked, @"\{\|BUX[0-9]+:(\w+)\|\}", "$1"));
        test.FixedState.AdditionalFiles.Add((LockFile.Name, Locking.Accept(after)));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
