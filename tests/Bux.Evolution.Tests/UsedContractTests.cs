using Microsoft.CodeAnalysis;

namespace Bux.Evolution.Tests;

/// <summary>A project records the contracts of others that it uses, and hears of it when they change.</summary>
public sealed class UsedContractTests
{
    private const string Opened = "namespace Accounts; [DomainEvent({1})] public sealed record Opened({0});";
    private const string Projection = """
        public sealed record Row(string Id);
        [Projection("rows")] public static class Rows { public static Row On(Accounts.Opened e) => new(e.Id); }
        """;

    [Fact]
    public async Task A_used_contract_is_recorded_with_its_hash()
    {
        var consumer = Consumer("string Id");

        Assert.StartsWith(
            "BUX2001 at Rows: Consumer has contracts, but no bux.contracts.lock",
            Locking.Text(Assert.Single(await Locking.JudgeAsync(consumer, null))), StringComparison.Ordinal);
        var accepted = Locking.Accept(consumer).Lock;
        Assert.Matches("format 1\n\nuses event accounts/opened v1 [0-9a-f]{12}\n$", accepted);
        Assert.Empty(await Locking.JudgeAsync(consumer, accepted));
        Assert.Equal(
            "BUX2012 at Rows: event accounts/opened v1 is used here but not in bux.contracts.lock. Accept it with 'dotnet build -t:BuxAcceptContracts'.",
            Locking.Text(Assert.Single(await Locking.JudgeAsync(consumer, "format 1\n"))));
    }

    [Fact]
    public async Task A_used_contract_with_another_shape_is_named_where_it_is_used()
    {
        var accepted = Locking.Accept(Consumer("string Id")).Lock;

        var found = Locking.Text(Assert.Single(await Locking.JudgeAsync(Consumer("string Id, string? Name"), accepted)));

        Assert.Matches("^BUX2011 at Rows: event accounts/opened v1 was accepted with the shape [0-9a-f]{12}, but the referenced assembly now has it with the shape [0-9a-f]{12}[.]", found);
    }

    [Fact]
    public async Task A_used_contract_that_went_on_to_another_version_is_named()
    {
        var accepted = Locking.Accept(Consumer("string Id")).Lock;

        var found = await Locking.JudgeAsync(Consumer("string Id", version: 2), accepted);

        Assert.Equal(["BUX2011", "BUX2012"], found.Select(each => each.Id));
        Assert.Contains("but the referenced assembly no longer has it, but event accounts/opened v2.", Locking.Text(found[0]), StringComparison.Ordinal);
        Assert.StartsWith("BUX2012 at Rows: event accounts/opened v2 is used here", Locking.Text(found[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_used_contract_that_nobody_has_any_more_is_named_in_the_lock()
    {
        var accepted = Locking.Accept(Consumer("string Id")).Lock;

        var found = await Locking.JudgeAsync(Locking.Compile("public sealed class Nothing;"), accepted);

        Assert.Matches("^BUX2011 at line 5: event accounts/opened v1 was accepted with the shape [0-9a-f]{12}, but no referenced assembly has it any more[.]", Locking.Text(Assert.Single(found)));
    }

    private static Compilation Consumer(string members, int version = 1)
    {
        var source = Opened.Replace("{0}", members, StringComparison.Ordinal).Replace("{1}", version.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return Locking.Compile(Projection, "Consumer", MetadataReference.CreateFromImage(Locking.Emit(Locking.Compile(source, "Accounts"))));
    }
}
