namespace Bux.Analyzers.Tests.Immutability;

/// <summary>BUX1022.</summary>
public sealed class MutableFieldTests
{
    [Theory]
    [InlineData("internal int Odd;")]
    [InlineData("protected int Odd;")]
    [InlineData("protected internal int Odd;")]
    [InlineData("private protected int Odd;")]
    [InlineData("private int Odd; public void Count() => Odd++;")]
    [InlineData("private int Odd; public void Count() { Odd += 1; }")]
    [InlineData("private int Odd; public void Count() => this.Odd = 1;")]
    [InlineData("private int Odd; public void Count() { ref var odd = ref Odd; odd = 1; }")]
    [InlineData("private int Odd; public ref int Count() => ref Odd;")]
    [InlineData("private int Odd; public void Count() => Interlocked.Increment(ref Odd);")]
    [InlineData("private int Odd; public bool Count(string text) => int.TryParse(text, out Odd);")]
    [InlineData("private int Odd; public void Count() => (Odd, _) = (1, 2);")]
    [InlineData("private int Odd; public Action Count() => () => Odd = 1;")]
    [InlineData("private string? Odd; public string Text => Odd ??= City.ToUpperInvariant();")]
    [InlineData("private int Odd; public void Count() { Set(); void Set() => Odd = 1; }")]
    [InlineData("private int Odd; public static void Count(Address other) => other.Odd = 1;")]
    [InlineData("private Point Odd; public void Count() => Odd.X = 1; private struct Point { internal int X; }", "BUX1022: Odd", "BUX1022: X")]
    [InlineData("private int Odd; public int Get() { Odd = 1; return Odd; } private sealed class Inner { public void Set(Address a) => a.Odd = 1; }")]
    [InlineData("private int Odd; public event Action Changed { add => Odd = 1; remove { } }")]
    [InlineData("public event Action? Odd; public void Fire() => Odd?.Invoke();")]
    public async Task A_field_that_changes_is_reported(string members, params string[] marks) =>
        Assert.Equal(marks.Length == 0 ? ["BUX1022: Odd"] : marks, await Facts.HoldingAsync("Address", $"public record Address(string City) {{ {members} }}"));

    [Theory]
    [InlineData("public readonly int Even;")]
    [InlineData("internal readonly int Even;")]
    [InlineData("private int Even; public int Twice => Even * 2;")]
    [InlineData("private int Even; public Address(int even) : this(\"\") => Even = even;")]
    [InlineData("private readonly int _even; public int Even { get => _even; init => _even = value; }")]
    [InlineData("private int _even; public int Even { get => _even; init => _even = value; }")]
    [InlineData("private int Even = 1; public Address Next() => this with { Even = Even + 1 };")]
    [InlineData("private int Even; public static Address Of(int even) => new(\"\") { Even = even };")]
    [InlineData("private static int Even; public void Count() => Even++;")]
    [InlineData("public const int Even = 2;")]
    public async Task A_field_that_is_set_while_its_object_is_made_is_not_reported(string members) =>
        Assert.DoesNotContain(await Facts.HoldingAsync("Address", $"public record Address(string City) {{ {members} }}"), each => each.StartsWith("BUX1022", StringComparison.Ordinal));

    [Theory]
    [InlineData("public sealed class Address(int odd) { public int Next() => odd++; }", "BUX1022: odd")]
    [InlineData("public sealed class Address(int odd) { public int Next() { Set(); return odd; void Set() => odd = 1; } }", "BUX1022: odd")]
    [InlineData("public sealed class Address(int even) { public int Even { get; } = even; public int Next() => even + 1; }")]
    [InlineData("public sealed class Address(int even) { public int Even { get; } = even++; }")]
    [InlineData("public sealed record Address(int Even) { public Address Next() => this with { Even = Even + 1 }; }")]
    public async Task A_captured_parameter_is_a_field(string declaration, params string[] marks) => Assert.Equal(marks, await Facts.HoldingAsync("Address", declaration));

    [Fact]
    public async Task A_public_field_is_the_generator_s_to_report_where_the_wire_carries_it()
    {
        const string Address = "public sealed record Address(string City) { public int Odd; }";
        Assert.Empty(await Facts.HoldingAsync("Address", Address));
        Assert.Equal(["BUX1022: Odd"], await Facts.InRowAsync("Address", Address));
    }

    [Fact]
    public async Task The_message_says_what_changes_it() => Assert.Equal(
        ["BUX1022 at _count: Opened._count can change after it is made: Next changes it. Return a changed copy instead."],
        await Facts.MessagesAsync("[DomainEvent(1)] public sealed record Opened(string Id) { private int _count; public int Next => ++_count; }"));
}
