using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>Several projects, and a compiler that lives long.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Every_annotated_type_is_registered_once_or_has_a_diagnostic()
    {
        const string source = """
            using Bux;
            [assembly: ServiceContracts("s")]
            [Command] public sealed record Sound([EntityKey] string Id) : ICommand;
            [Command] public sealed record Keyless(string Id) : ICommand;
            [DomainEvent(1)] public sealed record Opened(string Id);
            [DomainEvent(0)] public sealed record Early(string Id);
            [DomainEvent(1)] public sealed record Open(object Anything);
            public sealed record Refused(string Id) : Rejection("refused", "No.");
            public sealed record Codeless(string Id) : Rejection(Id, "No.");
            """;
        var result = Compiling.Run(Compiling.Compilation(source));
        var contracts = result.GeneratedSources.Single(file => file.HintName == "Contracts.g.cs").SourceText.ToString();
        var diagnosed = string.Join("\n", result.Diagnostics.Select(each => each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

        foreach (var sound in new[] { "Sound", "Opened", "Refused" }) Assert.Equal(2, contracts.Split($" {sound} =").Length);
        foreach (var unsound in new[] { "Keyless", "Early", "Open.", "Codeless" }) Assert.Contains(unsound, diagnosed, StringComparison.Ordinal);
        Assert.DoesNotContain("Keyless", contracts, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_projects_that_see_each_others_internals_do_not_clash()
    {
        var contracts = Compiling.Image(Compiling.Compilation(
            "Kyc.Contracts", [Kyc.Contracts, Kyc.Events, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Kyc.Service\")]"]));
        var service = Compiling.Compilation("Kyc.Service", [Kyc.Service, Kyc.Query], contracts);

        Assert.Empty(Compiling.ComplaintsAboutOutput(service));
    }

    [Fact]
    public void A_host_adds_the_contracts_of_what_it_references_by_way_of_others()
    {
        var contracts = Compiling.Image(Compiling.Compilation("Kyc.Contracts", [Kyc.Contracts, Kyc.Events]));
        var service = Compiling.Image(Compiling.Compilation("Kyc.Service", [Kyc.Service], contracts));
        var host = Compiling.Compilation("Host", ["[assembly: Bux.ServiceContracts(\"h\")] [Bux.DomainEvent(1)] public sealed record Opened(string Id);"], contracts, service);

        var text = string.Concat(Compiling.Run(host).GeneratedSources.Select(source => source.SourceText));

        Assert.Contains("AddHost<TBux>", text, StringComparison.Ordinal);
        Assert.Contains("global::Bux.Generated.Kyc_Contracts.Contracts.Catalogue", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_type_of_a_referenced_assembly_is_read_again()
    {
        const string service = """
            using Bux;
            [assembly: ServiceContracts("s")]
            [DomainEvent(1)] public sealed record Opened(Parts.Part Part);
            """;
        var first = Compiling.Compilation("Service", [service], Part("int A"));
        var driver = Compiling.Driver().RunGenerators(first);

        var second = driver.RunGenerators(first.ReplaceReference(first.References.Last(), Part("int A, int B"))).GetRunResult().Results.Single();

        Assert.Contains("\"b\"", second.GeneratedSources.Single(file => file.HintName == "PartCodec.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_keeps_a_compilation_alive()
    {
        var (driver, compilation) = RunTwice();
        for (var i = 0; i < 5 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
        GC.KeepAlive(driver);
    }

    /// <summary>The driver itself keeps the last compilation; the one before must be free.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Compilation) RunTwice()
    {
        var first = Compiling.Compilation(Kyc.All);
        var driver = Compiling.Driver().RunGenerators(first);
        return (driver.RunGenerators(Compiling.Compilation([.. Kyc.All, "class More;"])), new WeakReference(first));
    }

    private static MetadataReference Part(string members) =>
        Compiling.Image(Compiling.Compilation("Parts", [$"namespace Parts; public sealed record Part({members});"]));
}
