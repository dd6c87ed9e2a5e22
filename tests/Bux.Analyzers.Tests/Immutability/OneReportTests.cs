using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests.Immutability;

/// <summary>A mistake that both generator and analyzers could report is reported by one of them, and by one at least.</summary>
public sealed class OneReportTests
{
    [Theory]
    [InlineData("List<int>")]
    [InlineData("byte[]")]
    [InlineData("int[,]")]
    [InlineData("List<Queue<int>>")]
    [InlineData("Queue<List<int>>")]
    [InlineData("SortedDictionary<string, int>")]
    [InlineData("Dictionary<Uri, int>")]
    [InlineData("Dictionary<string?, int>")]
    [InlineData("Dictionary<Guid, int>")]
    [InlineData("Dictionary<DayOfWeek, int[]>")]
    [InlineData("Dictionary<DateOnly, int>")]
    [InlineData("Dictionary<Key, int>")]
    [InlineData("IReadOnlyDictionary<object, int[]>")]
    [InlineData("List<object>")]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("Func<int>")]
    [InlineData("Delegated")]
    [InlineData("IShape")]
    [InlineData("Shape")]
    [InlineData("Memory<byte>")]
    [InlineData("ReadOnlyMemory<int>")]
    [InlineData("ArraySegment<byte>")]
    [InlineData("StringBuilder")]
    [InlineData("Lazy<int>")]
    [InlineData("Task<int>")]
    [InlineData("(int, object)")]
    [InlineData("(int, List<int>)")]
    [InlineData("nint[]")]
    [InlineData("Exception")]
    [InlineData("System.Collections.ArrayList")]
    [InlineData("ImmutableArray<int>.Builder")]
    [InlineData("Page<object>", true)]
    [InlineData("Page<List<int>>")]
    public async Task A_type_is_reported_once(string type, bool elsewhere = false)
    {
        var found = await ReportsAsync($$"""
            [DomainEvent(1)] public sealed record Opened(string Id, {{type}} Odd);
            public delegate int Delegated();
            public interface IShape { int Corners { get; set; } }
            public abstract class Shape { public int Corners { get; set; } }
            public readonly record struct Key(string Value);
            public sealed record Page<T>(T Item);
            """);

        var odd = Assert.Single(found);
        Assert.EndsWith(elsewhere ? " Item" : " Odd", odd, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed record Address(string City) { public int Odd; }")]
    [InlineData("public sealed record Address(string City) { public readonly int Odd; }")]
    [InlineData("public sealed record Address(string City) { public List<int> Odd = []; }")]
    [InlineData("public sealed record Address(string City) { public int Odd { get; private set; } }")]
    [InlineData("public sealed record Address(string City) { public int Odd { get; protected set; } }")]
    [InlineData("public sealed record Address(string City) { public List<int> Odd { get; } = []; }")]
    [InlineData("public sealed record Address(string City) { public int Odd { get; set; } }")]
    [InlineData("public sealed record Address(string City) { public int Odd { get; internal set; } }")]
    [InlineData("public sealed class Address { public Address(int odd) => Odd = odd; public int Odd { get; private set; } }")]
    [InlineData("public sealed class Address { public Address(List<int> odd) => Odd = odd; public List<int> Odd { get; } }")]
    [InlineData("public sealed record Address(string City) : Place; public abstract record Place { public int Odd; }")]
    [InlineData("public sealed record Address(string City) : Place; public abstract record Place { public int Odd { get; private set; } }")]
    [InlineData("public sealed record Address(string City) { internal int[] Odd = []; }", 2)]
    [InlineData("public sealed record Address(string City) { [System.Text.Json.Serialization.JsonIgnore] public int Odd { get; private set; } }")]
    [InlineData("public sealed record Address(string City) { public List<int> Odd { get; set; } = []; }", 2)]
    public async Task A_member_is_reported_once_for_one_mistake(string declarations, int mistakes = 1)
    {
        var found = await ReportsAsync($"[DomainEvent(1)] public sealed record Opened(string Id, Address Held);\n{declarations}");

        Assert.Equal(mistakes, found.Length);
        Assert.All(found, each => Assert.EndsWith(" Odd", each, StringComparison.Ordinal));
    }

    private static async Task<string[]> ReportsAsync(string source)
    {
        var compilation = Analysis.Compilation(Analysis.Usings + "[assembly: ServiceContracts(\"s\")]\n" + source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Analysis.Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out _, out var generated, TestContext.Current.CancellationToken);
        var text = await compilation.SyntaxTrees.Single().GetTextAsync(TestContext.Current.CancellationToken);
        return [.. generated.Concat(await Analysis.RunAsync(compilation)).Select(each => $"{each.Id} {text.ToString(each.Location.SourceSpan)}")];
    }
}
