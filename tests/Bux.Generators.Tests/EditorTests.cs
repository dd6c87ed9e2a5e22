using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bux.Generators.Tests;

/// <summary>What the generator writes is pleasant to read, to step through and to walk about in.</summary>
public sealed class EditorTests
{
    private const int LongestLine = 320;

    private static readonly Compilation Output = Compiling.WithOutput(Compiling.Compilation(Kyc.All));
    private static readonly Compilation Shapes = Compiling.WithOutput(Compiling.Compilation("Shapes", ShapeFiles()));

    public static TheoryData<string> Files => [.. Generated(Output).Concat(Generated(Shapes)).Select(tree => Path.GetFileName(tree.FilePath)).Distinct()];

    /// <summary>All but what the assembly announces, which are attributes alone.</summary>
    public static TheoryData<string> FilesWithClasses => [.. Generated(Output).Concat(Generated(Shapes)).Select(tree => Path.GetFileName(tree.FilePath)).Where(name => name != "Announcements.g.cs").Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_as_the_formatter_would_leave_it(string name)
    {
        var text = File(name).GetText(TestContext.Current.CancellationToken).ToString();
        using var workspace = new AdhocWorkspace();
        var formatted = Formatter.Format(File(name).GetRoot(TestContext.Current.CancellationToken), workspace, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(text, formatted.ToFullString().Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.Matches("[]}]\n$", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, LongestLine));
    }

    [Theory]
    [MemberData(nameof(FilesWithClasses))]
    public void Every_generated_class_says_what_it_is_for_and_is_stepped_through(string name)
    {
        var types = File(name).GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseTypeDeclarationSyntax>().ToArray();

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.StartsWith("/// <summary>", type.GetLeadingTrivia().ToString().TrimStart(), StringComparison.Ordinal));
        Assert.All(types, type => Assert.Contains("DebuggerStepThrough", type.AttributeLists.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_in_a_doc_comment_leads_somewhere()
    {
        var links = 0;
        foreach (var compilation in new[] { Output, Shapes })
        {
            foreach (var tree in Generated(compilation))
            {
                var model = compilation.GetSemanticModel(tree);
                foreach (var link in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes(descendIntoTrivia: true).OfType<CrefSyntax>())
                {
                    Assert.True(model.GetSymbolInfo(link, TestContext.Current.CancellationToken).Symbol is not null, $"{link} leads nowhere");
                    links++;
                }
            }
        }

        Assert.InRange(links, 50, int.MaxValue);
    }

    [Fact]
    public void The_method_that_hosts_a_service_lists_each_command_beside_its_use_case()
    {
        var method = Output.GetSymbolsWithName("AddBrokerAccounts", SymbolFilter.Member, TestContext.Current.CancellationToken).Single();
        var documentation = method.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;

        Assert.Contains("cref=\"T:Kyc.SubmitKycUpdateProposal\"", documentation, StringComparison.Ordinal);
        Assert.Contains(
            "cref=\"M:Kyc.SubmitKycUpdate.Handle(Kyc.SubmitKycUpdateProposal,Kyc.BrokerAccount,Bux.UseCaseContext{Kyc.BrokerAccount})\"",
            documentation, StringComparison.Ordinal);
    }

    private static IEnumerable<SyntaxTree> Generated(Compilation compilation) =>
        compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static SyntaxTree File(string name) => Generated(Output).Concat(Generated(Shapes)).First(tree => Path.GetFileName(tree.FilePath) == name);

    private static IEnumerable<string> ShapeFiles([CallerFilePath] string test = "") => Directory
        .GetFiles(Path.Combine(Path.GetDirectoryName(test)!, "..", "Bux.Codecs.Tests"), "*Shapes.cs")
        .Order(StringComparer.Ordinal)
        .Select(file => "global using System;\nglobal using System.Collections.Generic;\n" + System.IO.File.ReadAllText(file))
        .Select((text, number) => number == 0 ? text : text.Replace("global using System;\nglobal using System.Collections.Generic;\n", "", StringComparison.Ordinal));
}
