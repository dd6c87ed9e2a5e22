using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>Events that are recorded but leave the state as it is.</summary>
public sealed class NoStateChangeTests
{
    public const string Source = """
        using Bux;
        [State("doors")] public sealed record Door(string Id);
        [DomainEvent(1)] public sealed record HungEventV1(string Id);
        [DomainEvent(1)] public sealed record KnockedEventV1(int Times);
        [StateMutator]
        [NoStateChange<KnockedEventV1>]
        public static class DoorMutator { public static Door Create(HungEventV1 e) => new(e.Id); }
        """;

    [Fact]
    public void The_output_compiles_without_a_warning()
    {
        Assert.Empty(Compiling.Ids(Source));
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(Source)));
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(Source.Replace("sealed record Door(", "readonly record struct Door(", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_obsolete_event_compiles() => Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(
        "#pragma warning disable CS0618\n" + Source.Replace("[DomainEvent(1)] public sealed record Knocked", "[System.Obsolete(\"Old.\")] [DomainEvent(1)] public sealed record Knocked", StringComparison.Ordinal))));

    [Fact]
    public void What_an_event_that_changes_nothing_holds_is_no_part_of_the_fingerprint_but_what_it_does_is()
    {
        Assert.Equal(Fingerprint(Source), Fingerprint(Source.Replace("int Times", "long Times", StringComparison.Ordinal)));
        Assert.NotEqual(Fingerprint(Source), Fingerprint(Source
            .Replace("[NoStateChange<KnockedEventV1>]", "", StringComparison.Ordinal)
            .Replace("new(e.Id);", "new(e.Id); public static Door Apply(Door s, KnockedEventV1 e) => s;", StringComparison.Ordinal)));
        // An alias that means another event is the same text.
        var alias = "using E = KnockedEventV1;\n" + Source.Replace("NoStateChange<KnockedEventV1>", "NoStateChange<E>", StringComparison.Ordinal);
        Assert.NotEqual(Fingerprint(alias + Rung), Fingerprint(alias.Replace("E = Knocked", "E = Rung", StringComparison.Ordinal) + Rung));
    }

    [Fact]
    public void An_edited_event_is_read_again()
    {
        var compilation = Compiling.Compilation(Source.Replace("[DomainEvent(1)] public sealed record KnockedEventV1(int Times);", "", StringComparison.Ordinal), "[Bux.DomainEvent(1)] public sealed record KnockedEventV1(int Times);");
        var driver = Compiling.Driver().RunGenerators(compilation);
        var old = compilation.SyntaxTrees[1];
        compilation = compilation.ReplaceSyntaxTree(old, old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From("public sealed record KnockedEventV1(int Times);")));

        Assert.Equal(["BUX0046"], driver.RunGenerators(compilation).GetRunResult().Diagnostics.Select(each => each.Id));
    }

    [Theory]
    [InlineData("NoStateChange<KnockedEventV1>", "NoStateChange<string>", "BUX0046")]
    [InlineData("NoStateChange<KnockedEventV1>", "NoStateChange<int[]>", "BUX0046")]
    [InlineData("NoStateChange<KnockedEventV1>", "NoStateChange<Door>", "BUX0046")]
    [InlineData("DomainEvent(1)] public sealed record Knocked", "DomainEvent(1, Service = \"bells\")] public sealed record Knocked", "BUX0046")]
    [InlineData("NoStateChange<KnockedEventV1>", "NoStateChange<HungEventV1>", "BUX0047")]
    [InlineData("[NoStateChange<KnockedEventV1>]", "[NoStateChange<KnockedEventV1>, NoStateChange<KnockedEventV1>]", "BUX0031")]
    [InlineData("public static Door Create(HungEventV1 e) => new(e.Id);", "", "BUX0029")]
    [InlineData("public static Door Create(HungEventV1 e) => new(e.Id);", "public static Door Apply(Door s, HungEventV1 e) => s;", "BUX0040")]
    public void A_mistake_has_one_report(string old, string replacement, string id) => Assert.Equal([id], Compiling.Ids(Source.Replace(old, replacement, StringComparison.Ordinal)));

    [Fact]
    public void Another_mutator_that_folds_the_event_is_named()
    {
        var other = "\n[StateMutator] public static class OtherMutator { public static Door Apply(Door s, KnockedEventV1 e) => s; }";
        var found = Compiling.Run(Compiling.Compilation(Source + other)).Diagnostics.Single();

        Assert.Equal("BUX0047", found.Id);
        Assert.Contains("OtherMutator.Apply takes KnockedEventV1 too", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Rung = "\n[DomainEvent(1)] public sealed record RungEventV1;";

    private static string Fingerprint(string source) => Compiling.Run(Compiling.Compilation(source)).GeneratedSources
        .Single(file => file.HintName == "DoorsState.g.cs").SourceText.ToString().Split("Fingerprint => \"")[1][..12];
}
