using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>What is generated, whatever the source looks like.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_output_compiles_without_a_warning() => Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(Kyc.All)));

    [Fact]
    public void The_output_of_the_KYC_types_is_as_verified()
    {
        var sources = Compiling.Run(Compiling.Compilation(Kyc.All)).GeneratedSources;

        Snapshot.Verify("Kyc", sources.Select(source => (source.HintName.Replace(".g.cs", "", StringComparison.Ordinal), source.SourceText.ToString())));
    }

    [Fact]
    public void Shuffled_files_give_the_same_bytes() => Assert.Equal(Text(Kyc.All), Text([.. Kyc.All.Reverse()]));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void Every_culture_gives_the_same_bytes(string culture)
    {
        var expected = Text(Kyc.All);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture) { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(expected, Text(Kyc.All));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_with_line_feeds_alone() => Assert.DoesNotContain('\r', Text([.. Kyc.All.Select(source => source.Replace("\n", "\r\n", StringComparison.Ordinal))]));

    [Theory]
    [InlineData("namespace System.Mine;")]
    [InlineData("namespace Bux;")]
    [InlineData("namespace Bux.System;")]
    [InlineData("namespace Bux.Seam.Mine;")]
    [InlineData("")]
    public void A_namespace_of_any_name_compiles(string space)
    {
        var source = $$"""
            using global::Bux;
            {{space}}
            [Command(Service = "s")] public sealed record @class([EntityKey] int @event, string @value, int? reader, string? Member, double Writer) : ICommand;
            [DomainEvent(1, Service = "s")] public readonly record struct @record(string Instance, string JsonName);
            """;
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(source)));
        Assert.Empty(Compiling.Ids(source));
    }

    [Fact]
    public void The_same_name_in_two_namespaces_and_in_a_type_gives_three_files()
    {
        const string source = """
            using Bux;
            [assembly: ServiceContracts("s")]
            namespace A { [DomainEvent(1, Name = "a")] public sealed record Opened(int X); }
            namespace B { [DomainEvent(1, Name = "b")] public sealed record Opened(int X); public static class Outer { [DomainEvent(1, Name = "c")] public sealed record opened(int X); } }
            """;
        var compilation = Compiling.Compilation(source);

        Assert.Empty(Compiling.ComplaintsAboutOutput(compilation));
        Assert.Equal(3, Compiling.Run(compilation).GeneratedSources.Count(file => file.HintName.EndsWith("Codec.g.cs", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[Obsolete]")]
    [InlineData("[Obsolete(\"no\", true)]")]
    [InlineData("[Obsolete(\"no\", DiagnosticId = \"OLD1\")]")]
    public void Obsolete_events_and_values_compile(string obsolete)
    {
        var source = $$"""
            #pragma warning disable
            using System;
            using Bux;
            [assembly: ServiceContracts("s")]
            namespace Old;
            {{obsolete}} public sealed record Part(int X);
            {{obsolete}} [DomainEvent(1)] public sealed record OpenedEventV1(string Id);
            {{obsolete}} [DomainEvent(2)] public sealed record OpenedEventV2(string Id, Part Part);
            [State("s")] public sealed record State(string Id);
            [StateMutator] public static class Mutator
            {
                {{obsolete}} public static State Create(OpenedEventV1 e) => new(e.Id);
                {{obsolete}} public static State Create(OpenedEventV2 e) => new(e.Id);
            }
            [Projection("p")] public static class Rows { {{obsolete}} public static State On(OpenedEventV1 e) => new(e.Id); }
            """;
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(source)));
    }

    [Fact]
    public void An_assembly_uses_the_contracts_that_another_one_declares()
    {
        var contracts = Compiling.Image(Compiling.Compilation("Kyc.Contracts", [Kyc.Contracts, Kyc.Events]));
        var service = Compiling.Compilation("Kyc.Service", [Kyc.Service, Kyc.Query], contracts);

        Assert.Empty(Compiling.ComplaintsAboutOutput(service));
        Assert.Empty(Compiling.Run(service).Diagnostics);
        var text = string.Concat(Compiling.Run(service).GeneratedSources.Select(source => source.SourceText));
        Assert.Contains("global::Bux.Generated.Kyc_Contracts.Contracts.BrokerAccountOpenedEventV1", text, StringComparison.Ordinal);
        Assert.Contains("AddBrokerAccounts<TBux>", text, StringComparison.Ordinal);
        Assert.Contains("AddKycService<TBux>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_typed_source_never_makes_the_generator_fail()
    {
        var whole = string.Join("\n", Kyc.All.Select(source => source.Replace("using System;\nusing Bux;", "", StringComparison.Ordinal)));
        for (var length = 0; length < whole.Length; length += 23)
        {
            var result = Compiling.Run(Compiling.Compilation("using System; using Bux;\n" + whole[..length]));
            Assert.Null(result.Exception);
        }
    }

    [Theory]
    [InlineData("AccountId, PersonalDetails Details) : ICommand", "AccountId, object Details) : ICommand")]
    [InlineData("(string Id, PersonalDetails Details, bool Closed)", "(string Id, PersonalDetails Details, bool Closed, object Bad)")]
    [InlineData("BrokerAccount account, UseCaseContext", "int account, UseCaseContext")]
    [InlineData("BrokerAccount s, Broker", "int s, Broker")]
    public void With_an_error_the_registration_methods_exist(string old, string replacement)
    {
        var result = Compiling.Run(Compiling.Compilation([.. Kyc.All.Select(source => source.Replace(old, replacement, StringComparison.Ordinal))]));

        Assert.NotEmpty(result.Diagnostics);
        var text = string.Concat(result.GeneratedSources.Select(source => source.SourceText));
        Assert.Contains("AddBrokerAccounts<TBux>", text, StringComparison.Ordinal);
        Assert.Contains("AddKycContracts<TBux>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_reaches_the_caller()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Compiling.Driver().RunGenerators(Compiling.Compilation(Kyc.All), cancelled.Token));
    }

    private static string Text(string[] sources) => string.Concat(
        Compiling.Run(Compiling.Compilation(sources)).GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal).Select(source => source.SourceText));
}
