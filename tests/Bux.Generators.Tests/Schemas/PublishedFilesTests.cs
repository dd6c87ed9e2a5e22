using System.Text.Json;
using Json.Schema;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests.Schemas;

/// <summary>The files that a project gets for others, as a whole.</summary>
public sealed class PublishedFilesTests
{
    [Theory]
    [InlineData("Kyc.Contracts")]
    [InlineData("Kyc.BrokerAccounts")]
    public void The_schemas_of_the_sample_are_as_verified(string project) => Snapshot.Verify(
        project,
        Publishing.Files(project == "Kyc.Contracts" ? Publishing.Kyc() : Publishing.Service()).Select(file => (file.Key.Replace(".json", "", StringComparison.Ordinal).Replace('/', '.'), file.Value)),
        ".json");

    [Fact]
    public void Every_schema_is_one_by_the_draft_s_own_schema()
    {
        var schemas = new[] { Publishing.Kyc(), Publishing.Service(), Publishing.Shapes(), Compiling.Compilation("Odd", SnapshotTests.Odd) }
            .SelectMany(Publishing.Files).Where(file => file.Key.EndsWith(".schema.json", StringComparison.Ordinal)).ToArray();

        Assert.True(schemas.Length > 40);
        foreach (var (path, text) in schemas)
        {
            var result = MetaSchemas.Draft202012.Evaluate(JsonElement.Parse(text), new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(result.IsValid, path + ": " + JsonSerializer.Serialize(result));
        }
    }

    [Fact]
    public void Every_schema_has_an_id_of_its_own()
    {
        var ids = Publishing.Files(Publishing.Shapes()).Concat(Publishing.Files(Publishing.Service())).Where(file => file.Key.EndsWith(".schema.json", StringComparison.Ordinal))
            .Select(file => JsonElement.Parse(file.Value).GetProperty("$id").GetString()).ToArray();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("urn:bux:shapes:event:scalars:v1", ids);
        Assert.Contains("urn:bux:broker-accounts:state", ids);
    }

    [Fact]
    public void A_project_that_does_not_ask_for_them_gets_none()
    {
        Assert.Null(Publishing.Sheet(Compiling.Driver(), Publishing.Kyc()));
        Assert.Null(Publishing.Sheet(Compiling.Driver(new Publishing.Properties(("BuxSchemas", "false"))), Publishing.Kyc()));
    }

    [Fact]
    public void A_project_without_contracts_gets_an_empty_sheet_so_that_an_older_one_goes() =>
        Assert.Empty(Publishing.Files(Compiling.Compilation("class Nothing;")));

    [Fact]
    public void An_edited_method_body_writes_none_again()
    {
        var compilation = Compiling.Compilation(Tests.Kyc.All);
        var driver = Compiling.Driver(new Publishing.Properties(("BuxSchemas", "true"))).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains("account.Closed ||", StringComparison.Ordinal));
        var edited = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(tree.ToString().Replace("account.Closed ||", "!account.Closed ||", StringComparison.Ordinal))));

        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        Assert.All(result.TrackedSteps["Schemas"].SelectMany(step => step.Outputs), output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }
}
