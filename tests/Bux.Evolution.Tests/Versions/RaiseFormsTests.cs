namespace Bux.Evolution.Tests.Versions;

/// <summary>The forms that events have: classes, structs, properties, nested types, namespaces, attributes, and where they are used.</summary>
public sealed class RaiseFormsTests
{
    [Fact]
    public async Task A_record_struct_in_a_block_namespace_with_a_constant_version_and_a_service()
    {
        const string Around = """
            namespace A
            {
                public static class Versions
                {
                    public const int Opened = 1;
                }

                [DomainEvent(Versions.Opened, Service = "accounts")]
                public readonly record struct Opened(string Id{0});
            }

            """;
        var raised = await Raise.ApplyAsync(Around.Replace("{0}", ", int Age", StringComparison.Ordinal), Around.Replace("{0}", "", StringComparison.Ordinal));

        var source = await raised.SourceAsync();
        Assert.Contains("    [DomainEvent(2, Service = \"accounts\")]\n    public readonly record struct OpenedV2(string Id);\n", source, StringComparison.Ordinal);
        Assert.Contains("    [DomainEvent(Versions.Opened, Service = \"accounts\")]\n    public readonly record struct Opened(string Id, int Age);\n", source, StringComparison.Ordinal);
        Assert.Contains("        public static OpenedV2 Up(Opened e) => new(e.Id);\n", source, StringComparison.Ordinal);
        Assert.Empty(await raised.GapsAsync());
    }

    [Fact]
    public async Task Properties_stay_properties()
    {
        const string Around = """
            [DomainEvent(1, Name = "was-opened")]
            public sealed class Opened
            {
                public required {0} Id { get; init; }

                [PersonalData] public required string Text { get; init; }

                public int Count { get; set; } = 3;{1}
            }

            """;
        var raised = await Raise.ApplyAsync(
            Around.Replace("{0}", "string", StringComparison.Ordinal).Replace("{1}", "\n\n    public List<int> Tags { get; set; } = [];", StringComparison.Ordinal),
            Around.Replace("{0}", "Guid", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal));

        var source = await raised.SourceAsync();
        Assert.Contains("[DomainEvent(2, Name = \"was-opened\")]\npublic sealed class OpenedV2\n", source, StringComparison.Ordinal);
        Assert.Contains(
            """
            [DomainEvent(1, Name = "was-opened")]
            public sealed record Opened
            {
                public required string Id { get; init; }

                [PersonalData] public required string Text { get; init; }

                public int Count { get; set; } = 3;

                public ImmutableArray<int> Tags { get; init; } = [];
            }

            """, source, StringComparison.Ordinal);
        Assert.Contains("=> new() { Text = e.Text, Count = e.Count };", source, StringComparison.Ordinal);
        Assert.Equal(["CS9035 at new"], await raised.GapsAsync());
    }

    [Fact]
    public async Task What_may_be_left_out_without_a_word_but_must_be_there_is_made_visible()
    {
        const string Around = "[DomainEvent(1)] public sealed class Opened { public string Id { get; init; } = \"\";{0} }";

        var raised = await Raise.ApplyAsync(Around.Replace("{0}", "", StringComparison.Ordinal), Around.Replace("{0}", " public string Title { get; init; } = \"\";", StringComparison.Ordinal));

        Assert.Contains("=> new() { Id = e.Id, Title = e.Title };", await raised.SourceAsync(), StringComparison.Ordinal);
        Assert.Equal(["CS1061 at Title"], await raised.GapsAsync());
    }

    [Fact]
    public async Task A_class_with_a_constructor_is_kept_as_a_record_with_the_same_parameters()
    {
        const string Around = """
            [DomainEvent(1)]
            public sealed class Opened
            {
                public Opened(string id, {0} age) => (Id, Age) = (id, age);

                public string Id { get; }

                [PersonalData] public {0} Age { get; }
            }
            """;
        var raised = await Raise.ApplyAsync(Around.Replace("{0}", "int", StringComparison.Ordinal), Around.Replace("{0}", "bool", StringComparison.Ordinal));

        Assert.Contains("public sealed record Opened(string Id, [property: PersonalData] int Age);", await raised.SourceAsync(), StringComparison.Ordinal);
        Assert.Equal(["CS7036 at new(id: e.Id)"], await raised.GapsAsync());
    }

    [Fact]
    public async Task An_internal_event_inside_another_type_keeps_its_company()
    {
        const string Around = "namespace A;\n\ninternal interface IMoved;\n\ninternal static class Events\n{\n    [DomainEvent(1), Obsolete] internal sealed partial record Moved({0}) : IMoved;\n}\n";

        var raised = await Raise.ApplyAsync(Around.Replace("{0}", "int X, int Y", StringComparison.Ordinal), Around.Replace("{0}", "int X", StringComparison.Ordinal));

        var source = await raised.SourceAsync();
        Assert.Contains("    [DomainEvent(2), Obsolete] internal sealed partial record MovedV2(int X) : IMoved;\n", source, StringComparison.Ordinal);
        Assert.Contains("    [DomainEvent(1), Obsolete] internal sealed record Moved(int X, int Y) : IMoved;\n", source, StringComparison.Ordinal);
        Assert.Contains("        internal static MovedV2 Up(Moved e) => new(e.X);\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_uses_the_event_moves_to_the_new_version_also_in_another_project()
    {
        const string Service = """
            using A;
            namespace B;

            [State("accounts")]
            public sealed record Account(string Id);

            [StateMutator]
            public static class Accounts
            {
                /// <summary>Takes <see cref="Opened"/>.</summary>
                public static Account Create(Opened e) => new(e.Id);
            }

            """;
        var raised = await Raise.ApplyAsync(
            "namespace A;\n[DomainEvent(1)] public sealed record Opened(string Id, int Age);\n", "namespace A;\n[DomainEvent(1)] public sealed record Opened(string Id);\n", Service);

        Assert.Equal(
            Service.Replace("cref=\"Opened\"", "cref=\"OpenedV2\"", StringComparison.Ordinal).Replace("(Opened e)", "(OpenedV2 e)", StringComparison.Ordinal), await raised.UsesAsync());
        Assert.Matches("\nuses event accounts/opened v2 [0-9a-f]{12}\n$", await raised.UsesLockAsync());
        Assert.Empty(await raised.GapsAsync());
    }

    [Theory]
    [InlineData("[DomainEvent(1)] public sealed record Opened(string Id);", "[DomainEvent(1)] public sealed record Opened(string Id, int? Age);")]
    [InlineData("[DomainEvent(1)] public sealed record Opened(string Id);", "[DomainEvent(1)] public sealed record Opened(int Id); public sealed record OpenedV2;")]
    public async Task Where_nothing_breaks_or_the_name_is_taken_it_is_not_offered(string before, string after) => Assert.False(await Raise.IsOfferedAsync(before, after));
}
