using Bux.Generators.Tests.Schemas;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>A test project that names folders with golden documents gets a test for its own test framework.</summary>
public sealed class HistoryTestTests
{
    private const string Testing = "namespace Bux.Testing { public static class GoldenHistory { public static void Verify(System.Action<Bux.Seam.IBuxBuilder> a, string b, string c) { } } }";

    private static readonly (string, string)[] Asked = [("BuxHistory", "../Accounts.Contracts; ../Other"), ("MSBuildProjectDirectory", "/home/tests")];

    [Theory]
    [InlineData("Xunit", "Fact", null)]
    [InlineData("NUnit.Framework", "Test", "TestFixture")]
    [InlineData("Microsoft.VisualStudio.TestTools.UnitTesting", "TestMethod", "TestClass")]
    [InlineData("TUnit.Core", "Test", null)]
    public void The_test_is_written_for_the_framework_that_is_there(string space, string test, string? fixture)
    {
        var attributes = string.Concat(new[] { test, fixture }.OfType<string>().Select(name => $"public sealed class {name}Attribute : System.Attribute {{ }} "));
        var output = Run($"namespace {space} {{ {attributes} }} {Testing}", out var result);

        Assert.Empty(result.Diagnostics);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity >= DiagnosticSeverity.Warning && each.Id != "CS1591"));
        var text = result.GeneratedSources.Single(each => each.HintName == "GoldenHistoryTests.g.cs").SourceText.ToString();
        Assert.Contains($"[global::{space}.{test}Attribute]", text, StringComparison.Ordinal);
        Assert.Equal(fixture is not null, text.Contains($"[global::{space}.{fixture}Attribute]", StringComparison.Ordinal));
        Assert.Contains("global::Bux.Doors_ContractsBuxExtensions.AddDoorsContracts(bux);", text, StringComparison.Ordinal);
        Assert.Contains("\"/home/tests/../Accounts.Contracts;/home/tests/../Other\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_framework_or_the_library_it_says_what_to_reference()
    {
        Run(Testing, out var without);
        Assert.Contains("a test framework (xunit, NUnit, MSTest or TUnit)", Assert.Single(without.Diagnostics).GetMessage(null), StringComparison.Ordinal);
        Run("namespace Xunit { public sealed class FactAttribute : System.Attribute { } }", out without);
        Assert.Equal("BUX2107", Assert.Single(without.Diagnostics).Id);
        Assert.Contains("reference Bux.Testing", without.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_referenced_under_an_alias_alone_is_left_out()
    {
        var output = Run($"namespace Xunit {{ public sealed class FactAttribute : System.Attribute {{ }} }} {Testing}", out var result, alias: "former");

        Assert.DoesNotContain(output.GetDiagnostics(TestContext.Current.CancellationToken), each => each.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain("Doors_Contracts", result.GeneratedSources.Single(each => each.HintName == "GoldenHistoryTests.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_does_not_ask_gets_nothing() =>
        Assert.DoesNotContain(Compiling.Run(Compiling.Compilation(Testing)).GeneratedSources, each => each.HintName.Contains("History", StringComparison.Ordinal));

    private static Compilation Run(string source, out GeneratorRunResult result, string? alias = null)
    {
        var contracts = Compiling.Image(Compiling.Compilation(
            "Doors.Contracts", ["using Bux; [assembly: ServiceContracts(\"doors\")] [DomainEvent(1)] public sealed record Hung(string Id);"]));
        if (alias is not null) contracts = contracts.WithAliases([alias]);
        var driver = Compiling.Driver().WithUpdatedAnalyzerConfigOptions(new Publishing.Properties(Asked)).RunGeneratorsAndUpdateCompilation(
            Compiling.Compilation("Doors.Tests", [source], contracts), out var output, out _, TestContext.Current.CancellationToken);
        result = driver.GetRunResult().Results.Single();
        return output;
    }
}
