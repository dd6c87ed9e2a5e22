using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Tests;

/// <summary>What an edit costs.</summary>
public sealed class CachingTests
{
    private static readonly string[] Steps =
    [
        "Commands", "Events", "States", "Mutators", "UseCases", "Projections", "Rejections", "Assembly", "References",
        "Facts", "Codecs", "Catalogue", "Service", "ProjectionFiles", "Registration",
    ];

    [Fact]
    public void A_comment_in_another_file_leaves_every_step_cached()
    {
        var result = Edit("// nothing", "// nothing at all");

        foreach (var step in Steps) Assert.All(Reasons(result, step), AssertUnchanged);
        Assert.All(Outputs(result), AssertUnchanged);
    }

    [Fact]
    public void An_edited_method_body_of_a_use_case_leaves_every_step_cached()
    {
        var result = Edit("account.Closed ||", "!account.Closed ||");

        foreach (var step in Steps) Assert.All(Reasons(result, step), AssertUnchanged);
        Assert.All(Outputs(result), AssertUnchanged);
    }

    [Fact]
    public void A_line_more_above_a_declaration_emits_nothing_again()
    {
        var result = Edit("/// <summary>A state.</summary>", "\n\n/// <summary>A state.</summary>");

        Assert.All(Outputs(result), AssertUnchanged);
    }

    [Fact]
    public void A_changed_event_emits_its_codec_alone()
    {
        var result = Edit("BrokerAccountKycUpdateProposedEventV5(Guid ProposalId,", "BrokerAccountKycUpdateProposedEventV5(Guid ProposalId, int Number,");

        var codec = result.TrackedSteps["Codecs"].SelectMany(step => step.Outputs).Where(output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.Equal("BrokerAccountKycUpdateProposedEventV5Codec", Assert.Single(codec).Value.GetType().GetProperty("Name")!.GetValue(Assert.Single(codec).Value));
        Assert.All(Reasons(result, "Catalogue"), AssertUnchanged);
        Assert.All(Reasons(result, "Registration"), AssertUnchanged);
        Assert.Single(Reasons(result, "Events"), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_type_that_is_changed_in_another_file_is_emitted_again()
    {
        var result = Edit("string FullName,", "string FullName, string Nickname,");

        var text = result.GeneratedSources.Single(source => source.HintName == "PersonalDetailsCodec.g.cs").SourceText.ToString();
        Assert.Contains("nickname", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_mutator_changes_the_fingerprint()
    {
        var before = Fingerprint(Compiling.Run(Compiling.Compilation(Kyc.All)));

        Assert.NotEqual(before, Fingerprint(Edit("s with { Details = e.Details }", "s with { Closed = false }")));
        Assert.Equal(before, Fingerprint(Edit("/// <summary>Opens.</summary>", "// Opens.")));
    }

    [Fact]
    public void No_step_holds_a_symbol_a_node_or_a_location()
    {
        // One error more, so that there is a finding too.
        var result = Compiling.Run(Compiling.Compilation([.. Kyc.All, "[Bux.DomainEvent(0)] public sealed record Broken;"]));
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);

        foreach (var step in Steps.Append("Findings"))
        {
            foreach (var output in result.TrackedSteps[step].SelectMany(each => each.Outputs)) AssertPlain(output.Value, step, seen);
        }
    }

    private static GeneratorRunResult Edit(string old, string replacement)
    {
        string[] sources = [.. Kyc.All, "// nothing"];
        var compilation = Compiling.Compilation(sources);
        var driver = Compiling.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single(each => each.ToString().Contains(old, StringComparison.Ordinal));
        var text = tree.ToString().Replace(old, replacement, StringComparison.Ordinal);
        var edited = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath);
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited)).GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(each => each.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static void AssertUnchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static string Fingerprint(GeneratorRunResult result) => result.GeneratedSources
        .Single(source => source.HintName == "BrokerAccountsState.g.cs").SourceText.ToString()
        .Split("Fingerprint => \"")[1][..12];

    private static void AssertPlain(object? value, string step, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return;
        if (!value.GetType().IsValueType && !seen.Add(value)) return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or Diagnostic, $"{step} holds {value.GetType()}.");
        if (value is IEnumerable items)
        {
            // Arrays compare by reference; only the fields of EquatableArray may hold one.
            Assert.StartsWith("EquatableArray", value.GetType().Name, StringComparison.Ordinal);
            foreach (var item in items) AssertPlain(item, step, seen);
            return;
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            AssertPlain(field.GetValue(value), step, seen);
        }
    }
}
