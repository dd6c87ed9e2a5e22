using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>From older versions of events to current ones.</summary>
public sealed class UpcasterTests
{
    public const string Source = """
        using Bux;
        [State("doors")] public sealed record Door(string Id, int Knocks);
        [DomainEvent(1)] public sealed record HungEventV1(string Id);
        [DomainEvent(2)] public sealed record HungEventV2(string Id, string? Colour);
        [DomainEvent(3)] public sealed record HungEventV3(string Id, string Colour);
        [DomainEvent(1)] public sealed record KnockedEventV1(int Times);
        [DomainEvent(1)] public sealed record RungEventV1(int Times);
        [DomainEvent(2)] public sealed record RungEventV2(string By);
        public static class Upcasters
        {
            [Upcaster] public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null);
            [Upcaster] internal static HungEventV3 Up(in HungEventV2 e) => new(e.Id, e.Colour ?? "brown");
            [Upcaster] public static Upcast<KnockedEventV1, RungEventV2> Up(RungEventV1 e)
            {
                if (e.Times == 0) return Upcast.Drop("nobody rang");
                if (e.Times == 1) return new RungEventV2("?");
                return new() { new RungEventV2("?"), new KnockedEventV1(e.Times) };
            }
        }
        [StateMutator]
        [NoStateChange<RungEventV2>]
        public static class DoorMutator
        {
            public static Door Create(HungEventV3 e) => new(e.Id, 0);
            public static Door Apply(Door s, KnockedEventV1 e) => s with { Knocks = s.Knocks + e.Times };
        }
        """;

    [Fact]
    public void Chains_splits_and_drops_compile_without_a_warning()
    {
        Assert.Empty(Compiling.Ids(Source));
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(Source)));
    }

    [Fact]
    public void An_obsolete_version_compiles() => Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(
        "#pragma warning disable CS0618\n" + Source.Replace("[DomainEvent(1)] public sealed record HungEventV1", "[System.Obsolete(\"Old.\")] [DomainEvent(1)] public sealed record HungEventV1", StringComparison.Ordinal))));

    [Fact]
    public void What_an_upcaster_does_is_a_part_of_the_fingerprint()
    {
        Assert.NotEqual(Fingerprint(Source), Fingerprint(Source.Replace("brown", "white", StringComparison.Ordinal)));
        Assert.NotEqual(Fingerprint(Source), Fingerprint(Source.Replace("string? Colour)", "string? Colour, int Height = 2)", StringComparison.Ordinal)));
        Assert.Equal(Fingerprint(Source), Fingerprint(Source.Replace("    [Upcaster]", "\n    // Comment.\n  [Upcaster]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_service_folds_anew_when_a_referenced_assembly_changes_an_upcaster()
    {
        var split = Source.IndexOf("[StateMutator]", StringComparison.Ordinal);
        var contracts = "[assembly: Bux.ServiceContracts(\"doors\")]\n" + Source[..split].Replace("[State(\"doors\")] public sealed record Door(string Id, int Knocks);", "", StringComparison.Ordinal);
        contracts = "using Bux;\n" + contracts.Replace("using Bux;", "", StringComparison.Ordinal);
        var service = "using Bux;\n[State(\"doors\")] public sealed record Door(string Id, int Knocks);\n" + Source[split..];

        var first = Referencing(service, contracts);
        var second = Referencing(service, contracts.Replace("brown", "white", StringComparison.Ordinal));

        Assert.Empty(first.Diagnostics);
        Assert.NotEqual(Fingerprint(first), Fingerprint(second));
    }

    [Fact]
    public void A_retired_event_of_a_referenced_assembly_is_not_folded()
    {
        var contracts = """
            using Bux;
            [assembly: ServiceContracts("doors")]
            [DomainEvent(1)] public sealed record HungEventV1(string Id);
            [DomainEvent(2)] public sealed record HungEventV2(string Id);
            public static class Upcasters { [Upcaster] public static HungEventV2 Up(HungEventV1 e) => new(e.Id); }
            """;
        var service = """
            using Bux;
            [State("doors")] public sealed record Door(string Id);
            [StateMutator] public static class DoorMutator { public static Door Create(HungEventV1 e) => new(e.Id); public static Door Apply(Door d, HungEventV2 e) => d; }
            [Projection("doors")] public static class Doors { public static Door On(HungEventV1 e) => new(e.Id); }
            """;

        Assert.Equal(["BUX2106", "BUX2106"], Referencing(service, contracts).Diagnostics.Select(each => each.Id));
    }

    [Theory]
    [InlineData("public static HungEventV2 Up(HungEventV1", "public HungEventV2 Up(HungEventV1", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1", "private static HungEventV2 Up(HungEventV1", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null)", "public static HungEventV2? Up(HungEventV1 e) => null", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null)", "public static Door Up(HungEventV1 e) => new(e.Id, 0)", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null)", "public static Upcast<string> Up(HungEventV1 e) => e.Id", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e)", "public static HungEventV2 Up<T>(HungEventV1 e)", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null)", "public static HungEventV2 Up(string e) => new(e, null)", "BUX2101")]
    [InlineData("public static HungEventV2 Up(HungEventV1 e)", "public static HungEventV2 Up(ref HungEventV1 e)", "BUX2101")]
    [InlineData("[Upcaster] public static HungEventV2 Up(HungEventV1 e) => new(e.Id, null);", "", "BUX2105")]
    [InlineData("[Upcaster] internal static HungEventV3 Up(in HungEventV2 e) => new(e.Id, e.Colour ?? \"brown\");", "", "BUX2105")]
    [InlineData("[Upcaster] internal", "[Upcaster] public static HungEventV3 Again(HungEventV1 e) => new(e.Id, \"\"); [Upcaster] internal", "BUX2102")]
    [InlineData("[Upcaster] internal", "[Upcaster] public static HungEventV1 Down(HungEventV3 e) => new(e.Id); [Upcaster] internal", "BUX2104,BUX2106")]
    [InlineData("[DomainEvent(3)]", "[DomainEvent(3, Service = \"gates\")]", "BUX2103")]
    [InlineData("Create(HungEventV3 e)", "Create(HungEventV1 e)", "BUX2106")]
    [InlineData("NoStateChange<RungEventV2>", "NoStateChange<RungEventV1>", "BUX2106")]
    public void A_mistake_is_named_once(string text, string mistake, string ids)
    {
        Assert.Contains(text, Source, StringComparison.Ordinal);
        Assert.Equal(ids.Split(','), Compiling.Ids(Source.Replace(text, mistake, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_event_of_another_assembly_is_not_upcast_here()
    {
        var contracts = "using Bux; [assembly: ServiceContracts(\"doors\")] [DomainEvent(1)] public sealed record HungEventV1(string Id);";
        var own = "using Bux; [assembly: ServiceContracts(\"doors\")] [DomainEvent(2)] public sealed record HungEventV2(string Id); "
            + "public static class Upcasters { [Upcaster] public static HungEventV2 Up(HungEventV1 e) => new(e.Id); }";

        Assert.Equal(["BUX2101"], Referencing(own, contracts).Diagnostics.Select(each => each.Id));
    }

    private static GeneratorRunResult Referencing(string source, string referenced) => Compiling.Run(
        Compiling.Compilation("Doors", [source], Compiling.Image(Compiling.Compilation("Doors.Contracts", [referenced]))));

    private static string Fingerprint(string source) => Fingerprint(Compiling.Run(Compiling.Compilation(source)));

    private static string Fingerprint(GeneratorRunResult result)
    {
        var text = result.GeneratedSources.Single(file => file.HintName == "DoorsState.g.cs").SourceText.ToString();
        return text[text.IndexOf("Fingerprint =>", StringComparison.Ordinal)..][..40];
    }
}
