using Bux.Analyzers.Rules;
using Bux.CodeFixes;

namespace Bux.Analyzers.Tests.Immutability;

/// <summary>The fixes for setters and fields.</summary>
public sealed class FixTests
{
    [Fact]
    public Task A_setter_becomes_init() => Fixing.CheckAsync<DeepImmutability, SettablePropertyFix>("""
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            public int {|BUX1020:Count|} { get; set; } // how many

            public required string {|BUX1020:Name|}
            {
                get;
                private protected set; // once
            } = "";

            public Address Address { get; init; } = new();
        }

        public sealed record Address
        {
            private int _number;
            public int {|BUX1020:Number|} { get => _number; set => _number = value; }
        }
        """.Replace("private protected set", "set", StringComparison.Ordinal), """
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            public int Count { get; init; } // how many

            public required string Name
            {
                get;
                init; // once
            } = "";

            public Address Address { get; init; } = new();
        }

        public sealed record Address
        {
            private int _number;
            public int Number { get => _number; init => _number = value; }
        }
        """);

    [Fact]
    public Task A_class_becomes_a_record() => Fixing.CheckAsync<DeepImmutability, SettablePropertyFix>("""
        /// <summary>A fact.</summary>
        [DomainEvent(1)]
        public sealed class Opened : IFact
        {
            public string {|BUX1020:Id|} { get; set; } = "";
            public int {|BUX1020:Count|} { get; set; }
        }

        public interface IFact { }
        """, """
        /// <summary>A fact.</summary>
        [DomainEvent(1)]
        public sealed record Opened : IFact
        {
            public string Id { get; init; } = "";
            public int Count { get; init; }
        }

        public interface IFact { }
        """, action: 1);

    [Theory]
    [InlineData("public record struct Point(int X, int Y);", "public readonly record struct Point(int X, int Y);")]
    [InlineData("/// <summary>A point.</summary>\nrecord struct Point(int X, int Y);", "/// <summary>A point.</summary>\nreadonly record struct Point(int X, int Y);")]
    [InlineData("/* where */ partial record struct Point(int X);", "/* where */ readonly partial record struct Point(int X);")]
    [InlineData("public record struct Point(int X) { private int _y = 0; public int Y { get => _y; init => _y = value; } }", "public readonly record struct Point(int X) { private readonly int _y = 0; public int Y { get => _y; init => _y = value; } }")]
    public Task A_record_struct_becomes_readonly(string before, string after)
    {
        const string Event = "[DomainEvent(1)] public sealed record Opened(string Id) { internal Point Point { get; init; } }\n";
        return Fixing.CheckAsync<DeepImmutability, SettablePropertyFix>(
            Event + before.Replace("Point(", "{|BUX1020:Point|}(", StringComparison.Ordinal), Event + after);
    }

    [Theory]
    [InlineData("public sealed class Opened { public string {|BUX1020:Id|} { get; set; } = \"\"; public void Rename() => Id = \"\"; }")]
    [InlineData("public sealed class Opened { public string {|BUX1020:Id|} { get; set; } = \"\"; public static void Rename(Opened e) => (e.Id, _) = (\"\", 1); }")]
    [InlineData("public sealed class Opened { public int {|BUX1020:Id|} { get; set; } public static void Rename(Opened e) => e.Id++; }")]
    [InlineData("public sealed class Opened : IFact { public string {|BUX1020:Id|} { get; set; } = \"\"; } public interface IFact { string Id { get; set; } }")]
    public Task What_is_set_later_has_no_fix_that_would_not_compile(string source) =>
        Fixing.CheckAsync<DeepImmutability, SettablePropertyFix>("[DomainEvent(1)] " + source, "[DomainEvent(1)] " + source);

    [Fact]
    public Task A_field_becomes_readonly() => Fixing.CheckAsync<DeepImmutability, MutableFieldFix>("""
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            public Opened(int count) : this("") => Count = count;
            internal int {|BUX1022:Count|}; // how many
            internal int {|BUX1022:A|}, {|BUX1022:B|} = 1;
        }
        """, """
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            public Opened(int count) : this("") => Count = count;
            internal readonly int Count; // how many
            internal readonly int A, B = 1;
        }
        """);

    [Fact]
    public Task A_field_becomes_a_property() => Fixing.CheckAsync<DeepImmutability, MutableFieldFix>("""
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            /// <summary>How many.</summary>
            internal int {|BUX1022:Count|};
            internal string {|BUX1022:Name|} = "none"; // once
            public static Opened One => new("") { Count = 1, Name = "one" };
        }
        """, """
        [DomainEvent(1)]
        public sealed record Opened(string Id)
        {
            /// <summary>How many.</summary>
            internal int Count { get; init; }
            internal string Name { get; init; } = "none"; // once
            public static Opened One => new("") { Count = 1, Name = "one" };
        }
        """);
}
