namespace Bux.Analyzers.Tests.Immutability;

/// <summary>BUX1021.</summary>
public sealed class ChangeableContentTests
{
    [Theory]
    [InlineData("List<int>", "ImmutableArray<int>")]
    [InlineData("IList<int>", "ImmutableArray<int>")]
    [InlineData("ICollection<int>", "ImmutableArray<int>")]
    [InlineData("int[]", "ImmutableArray<int>")]
    [InlineData("byte[]", "ReadOnlyMemory<byte>")]
    [InlineData("byte[]?", "ReadOnlyMemory<byte>?")]
    [InlineData("HashSet<int>", "ImmutableHashSet<int>")]
    [InlineData("ISet<int>?", "ImmutableHashSet<int>?")]
    [InlineData("Dictionary<string, int>", "ImmutableDictionary<string, int>")]
    [InlineData("IDictionary<string, List<string?>?>", "ImmutableDictionary<string, ImmutableArray<string?>?>")]
    [InlineData("IReadOnlyList<int[]>", "IReadOnlyList<ImmutableArray<int>>")]
    [InlineData("int[][]", "ImmutableArray<ImmutableArray<int>>")]
    [InlineData("(int Number, List<int> List)", "(int Number, ImmutableArray<int> List)")]
    [InlineData("Page<List<int>>", "Page<ImmutableArray<int>>")]
    [InlineData("Numbers", "ImmutableArray<int>")]
    public async Task A_collection_that_can_be_changed_is_reported_with_what_to_use_instead(string type, string instead)
    {
        var found = Assert.Single(await Facts.MessagesAsync($$"""
            [DomainEvent(1)] public sealed record Opened(string Id, {{type}} Odd);
            public sealed record Page<T>(T Item);
            """.Replace("Numbers", "Alias", StringComparison.Ordinal), imports: "using Alias = System.Collections.Generic.List<int>;\n"));

        Assert.StartsWith("BUX1021 at Odd: Opened.Odd is of type ", found, StringComparison.Ordinal);
        Assert.EndsWith($" Use {instead}.", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImmutableArray<int>")]
    [InlineData("ImmutableArray<string?>?")]
    [InlineData("ImmutableList<int>")]
    [InlineData("ImmutableHashSet<int>")]
    [InlineData("ImmutableDictionary<string, ImmutableArray<int>>")]
    [InlineData("FrozenSet<int>")]
    [InlineData("FrozenDictionary<string, int>")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("IReadOnlyCollection<int>")]
    [InlineData("IReadOnlySet<int>")]
    [InlineData("IReadOnlyDictionary<string, int>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("(int, string?)")]
    [InlineData("Uri?")]
    [InlineData("DayOfWeek?")]
    [InlineData("DateTimeOffset")]
    [InlineData("decimal")]
    public async Task What_nobody_can_change_is_not_reported(string type)
    {
        Assert.Empty(await Facts.HoldingAsync(type));
        Assert.Empty(await Facts.InRowAsync(type));
    }

    [Theory]
    [InlineData("SortedDictionary<string, int>", "BUX1021: Held")]
    [InlineData("Queue<int>", "BUX1021: Held")]
    [InlineData("LinkedList<int>", "BUX1021: Held")]
    [InlineData("Memory<byte>", "BUX1021: Held")]
    [InlineData("StringBuilder", "BUX1021: Held")]
    [InlineData("int[,]", "BUX1021: Held")]
    [InlineData("System.Collections.ArrayList", "BUX1021: Held")]
    [InlineData("System.Collections.Concurrent.ConcurrentBag<int>", "BUX1021: Held")]
    [InlineData("ImmutableArray<int>.Builder", "BUX1021: Held")]
    [InlineData("ImmutableSortedDictionary<string, int>", null)]
    [InlineData("ImmutableQueue<int>", null)]
    [InlineData("ILookup<string, int>", null)]
    [InlineData("Version", null)]
    [InlineData("System.Numerics.BigInteger", null)]
    [InlineData("KeyValuePair<string, int>", null)]
    [InlineData("Tuple<string, int>", null)]
    public async Task What_the_wire_has_no_form_for_is_reported_only_where_the_wire_does_not_carry_it(string type, string? mark)
    {
        Assert.Empty(await Facts.HoldingAsync(type));
        Assert.Equal(mark is null ? [] : [mark], await Facts.InRowAsync(type));
    }

    [Theory]
    [InlineData("public sealed record Address(string City) { private readonly List<int> _lines = []; public void Add(int line) => _lines.Add(line); }", "_lines")]
    [InlineData("public sealed record Address(string City) { internal int[] Lines { get; init; } = []; }", "Lines")]
    [InlineData("public sealed record Address(string City) { [System.Text.Json.Serialization.JsonIgnore] public int[] Lines { get; init; } = []; }", "Lines")]
    [InlineData("public sealed class Address : List<string>;", "Address")]
    [InlineData("public sealed record Address(string City) : Holder<int[]>(new int[1]); public abstract record Holder<T>(T Item);", "Address")]
    [InlineData("public sealed class Address(List<int> lines) { public int Count => lines.Count; }", "lines")]
    public async Task A_collection_is_found_where_it_hides(string declarations, string mark) => Assert.Equal([$"BUX1021: {mark}"], await Facts.HoldingAsync("Address", declarations));

    [Theory]
    [InlineData("public sealed record Address(string Text) { public string[] Parts => Text.Split(','); }")]
    [InlineData("public sealed record Address(string Text) { private static readonly string[] Known = []; public bool IsKnown => Known.Contains(Text); }")]
    [InlineData("public sealed class Address(IEnumerable<int> lines) { public ImmutableArray<int> Lines { get; } = [.. lines]; }")]
    [InlineData("public sealed record Address(string Text) { public List<string> Split() => [.. Text.Split(',')]; }")]
    public async Task A_collection_that_is_made_anew_is_no_content(string declarations) => Assert.Empty(await Facts.HoldingAsync("Address", declarations));

    [Fact]
    public async Task A_response_that_is_a_collection_is_reported_at_its_command() => Assert.Equal(
        ["BUX1021 at Open: The response of Open is of type List<int>, which anyone who holds it can change. Use ImmutableArray<int>."],
        await Facts.MessagesAsync("[Command] public sealed record Open([EntityKey] string Id) : ICommand<List<int>>;"));

    [Fact]
    public async Task A_codec_of_one_s_own_does_not_make_a_collection_unchangeable() => Assert.Equal(["BUX1021: Held"], await Facts.MarksAsync("""
        [DomainEvent(1)] public sealed record Opened(string Id, [property: Codec(typeof(Lines))] SortedSet<int> Held);
        public sealed class Lines : ICodec<SortedSet<int>>
        {
            public static void Write(System.Text.Json.Utf8JsonWriter writer, SortedSet<int> value) { }
            public static SortedSet<int> Read(ref System.Text.Json.Utf8JsonReader reader) => [];
        }
        """));
}
