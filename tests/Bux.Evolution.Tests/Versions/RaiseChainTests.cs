namespace Bux.Evolution.Tests.Versions;

/// <summary>Events that have older versions already: their chain stays as it was.</summary>
public sealed class RaiseChainTests
{
    private const string Chain = """
        namespace A;

        [DomainEvent(1)]
        public sealed record OpenedV1(string Id, Address Address);

        [DomainEvent(2)]
        public sealed record OpenedV2(string Id, DetailsV2 Details);

        public sealed record DetailsV2(Address Address);

        [DomainEvent(3)]
        public sealed record OpenedV3({0});

        public sealed record Details(Address Address, int Age);

        public sealed record Address({1});

        public static class History
        {
            [Upcaster]
            public static OpenedV2 Up(OpenedV1 e) => new(e.Id, new DetailsV2(new Address(e.Address.Street)));

            [Upcaster]
            public static OpenedV3 Up(OpenedV2 e)
            {
                OpenedV3 made = new OpenedV3({2}new Details(e.Details.Address, 0));
                var same = made;
                return same;
            }
        }

        """;

    [Fact]
    public async Task Older_upcasters_still_lead_to_the_version_that_they_led_to()
    {
        var raised = await Raise.ApplyAsync(Source("string Id, Details Details", "string Street"), Source("Guid Id, Details Details", "string Street"));

        var source = await raised.SourceAsync();
        Assert.Contains("public sealed record OpenedV4(Guid Id, Details Details);", source, StringComparison.Ordinal);
        Assert.Contains("public sealed record OpenedV3(string Id, Details Details);", source, StringComparison.Ordinal);
        Assert.Contains("    public static OpenedV3 Up(OpenedV2 e)\n    {\n        OpenedV3 made = new OpenedV3(e.Id, new Details(e.Details.Address, 0));\n        var same = made;\n", source, StringComparison.Ordinal);
        Assert.Contains("    [Upcaster]\n    public static OpenedV4 Up(OpenedV3 e) => new(Details: e.Details);\n}\n", source, StringComparison.Ordinal);
        Assert.Equal(["CS7036 at new(Details: e.Details)"], await raised.GapsAsync());
    }

    [Fact]
    public async Task A_type_that_old_versions_share_with_the_new_one_is_kept_for_all_of_them()
    {
        var raised = await Raise.ApplyAsync(Source("string Id, Details Details", "string Street"), Source("string Id, Details Details", "string Street, string? City, string Country"));

        var source = await raised.SourceAsync();
        foreach (var line in (string[])
        [
            "record OpenedV1(string Id, AddressV3 Address);", "record DetailsV2(AddressV3 Address);", "record OpenedV4(string Id, Details Details);",
            "record OpenedV3(string Id, DetailsV3 Details);", "record DetailsV3(AddressV3 Address, int Age);", "record AddressV3(string Street);",
            "=> new(e.Id, new DetailsV2(new AddressV3(e.Address.Street)));", "new OpenedV3(e.Id, new DetailsV3(e.Details.Address, 0));",
            "Address Up(AddressV3 e) => new(Street: e.Street, City: null);", "Details Up(DetailsV3 e) => new(Up(e.Address), e.Age);",
        ]) Assert.Contains(line, source, StringComparison.Ordinal);
        Assert.Equal(["CS7036 at new(Street: e.Street, City: null)"], await raised.GapsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_that_share_a_changed_type_share_its_old_shape(bool isAllAtOnce)
    {
        const string Rest = "[DomainEvent(7)]\npublic sealed record Moved(Address To);\n";
        var (before, after) = (Source("string Id, Details Details", "string Street") + Rest, Source("string Id, Details Details", "string Street, string Country") + Rest);

        var raised = isAllAtOnce ? await Raise.ApplyToAllAsync(before, after) : await Raise.ApplyAsync(before, after);

        var source = await raised.SourceAsync();
        Assert.Contains("public sealed record MovedV8(Address To);", source, StringComparison.Ordinal);
        Assert.Matches("public sealed record Moved\\(AddressV[37] To\\);", source);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(source, @"record AddressV\d"));
        Assert.Equal(["CS7036 at new(Street: e.Street)"], await raised.GapsAsync());
    }

    [Fact]
    public async Task Events_that_share_a_changed_enum_share_its_old_names()
    {
        const string Both = "[DomainEvent(1)]\npublic sealed record Opened(Colour Colour);\n\n[DomainEvent(3)]\npublic sealed record Moved(Colour? Colour);\n\n";

        var raised = await Raise.ApplyAsync(Both + "public enum Colour { Red, Blue }\n", Both + "public enum Colour { Red }\n");

        Assert.Single(System.Text.RegularExpressions.Regex.Matches(await raised.SourceAsync(), @"enum ColourV\d"));
        Assert.Equal(["CS0117 at Blue"], await raised.GapsAsync());
    }

    [Fact]
    public async Task Values_that_an_older_upcaster_gives_by_place_cannot_get_into_the_wrong_member()
    {
        var before = Source("string Id, Details Details, string Note", "string Street").Replace("0));", "0), \"\");", StringComparison.Ordinal);
        var after = Source("Details Details, string Note", "string Street").Replace("0));", "0), \"\");", StringComparison.Ordinal);

        var raised = await Raise.ApplyAsync(before, after);

        Assert.Contains("public sealed record OpenedV3\n{\n    public required Details Details { get; init; }\n", await raised.SourceAsync(), StringComparison.Ordinal);
        Assert.Contains("CS1729 at OpenedV3", await raised.GapsAsync());
    }

    [Fact]
    public async Task The_shape_of_a_retired_version_alone_is_no_reason_for_a_new_one() => Assert.False(await Raise.IsOfferedAsync(
        Source("string Id, Details Details", "string Street"), Source("string Id, Details Details", "string Street").Replace("OpenedV1(string Id", "OpenedV1(int Id", StringComparison.Ordinal)));

    private static string Source(string members, string address) => Chain
        .Replace("{0}", members, StringComparison.Ordinal).Replace("{1}", address, StringComparison.Ordinal).Replace("{2}", "e.Id, ", StringComparison.Ordinal);
}
