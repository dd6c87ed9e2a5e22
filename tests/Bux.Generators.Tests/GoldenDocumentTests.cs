using System.Reflection;
using System.Text;
using System.Text.Json;
using Bux.Generators.Tests.Schemas;
using Bux.Seam;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>The documents that an accepting build writes can be read, and cover what a codec can meet.</summary>
public sealed class GoldenDocumentTests
{
    [Fact]
    public void Every_document_of_every_shape_is_read()
    {
        var compilation = Publishing.Shapes();
        var events = Catalogue(compilation).Events;
        var read = 0;
        foreach (var (file, lines) in Golden(compilation))
        {
            var contract = events.Single(each => file == $"contracts/{each.Service}/{each.Name}.v{each.Version}.jsonl");
            foreach (var line in lines.Where(line => line[0] != '#'))
            {
                contract.Read(Encoding.UTF8.GetBytes(line));
                read++;
            }
        }

        Assert.True(events.Count > 10 && read > 4 * events.Count, $"{read} documents of {events.Count} events");
    }

    [Fact]
    public void Documents_hold_every_member_every_name_and_every_case()
    {
        var compilation = Compiling.Compilation("Wide", """
            using Bux; using System.Text.Json.Serialization;
            [assembly: ServiceContracts("wide")]
            [DomainEvent(3)] public sealed record Drawn(string Id, Colour Colour, Shape Shape, int? Note, string Unit = "mm");
            public enum Colour { Red, Green, Blue }
            [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), "square")] public abstract record Shape;
            public sealed record Circle(double Radius) : Shape;
            public sealed record Square(double Side) : Shape;
            """);
        var documents = Golden(compilation).Single().Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(["blue", "green", "red"], documents.Select(each => each.GetProperty("colour").GetString()!).Distinct().Order());
        Assert.Equal(["circle", "square"], documents.Select(each => each.GetProperty("shape").GetProperty("$type").GetString()!).Distinct().Order());
        Assert.Contains(documents, each => !each.TryGetProperty("unit", out _) && !each.TryGetProperty("note", out _));
        Assert.Contains(documents, each => each.TryGetProperty("note", out var note) && note.GetInt64() == int.MaxValue && each.GetProperty("id").GetString()!.Contains("🦊", StringComparison.Ordinal));
        Assert.Contains(documents, each => each.TryGetProperty("note", out var note) && note.GetInt64() == int.MinValue && each.GetProperty("id").GetString() == "");
    }

    [Fact]
    public void A_codec_of_one_s_own_asks_for_documents_by_hand()
    {
        var compilation = Compiling.Compilation("Own", """
            using Bux; using Bux.Seam;
            [assembly: ServiceContracts("own")]
            [DomainEvent(1)] public sealed record Paid([property: Codec(typeof(MoneyCodec))] Money Amount);
            public sealed record Money(decimal Value);
            public sealed class MoneyCodec : ICodec<Money>
            {
                public static Money Read(ref JsonReader reader) => new(reader.ReadDecimal());
                public static void Write(JsonWriter writer, Money value) => writer.Write(value.Value);
            }
            """);

        Assert.Contains("knows no value for 'amount'", Assert.Single(Golden(compilation).Single().Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_must_hold_itself_asks_for_documents_by_hand() => Assert.StartsWith(
        "# The build knows no value for",
        Assert.Single(Golden(Compiling.Compilation("Endless", "using Bux; [assembly: ServiceContracts(\"s\")] [DomainEvent(1)] public sealed record Opened(Link Link); public sealed record Link(int Number, Link Next);")).Single().Lines),
        StringComparison.Ordinal);

    private static IEnumerable<(string File, List<string> Lines)> Golden(Compilation compilation)
    {
        var result = Compiling.Driver().WithUpdatedAnalyzerConfigOptions(new Publishing.Properties(("BuxAccepting", "true")))
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.DoesNotContain(result.Diagnostics, each => each.Severity == DiagnosticSeverity.Error);
        var files = new List<(string, List<string>)>();
        foreach (var line in result.GeneratedSources.Single(each => each.HintName == "BuxProposal.Contracts.g.cs").SourceText.ToString().Split('\n'))
        {
            if (line.StartsWith("//+ ", StringComparison.Ordinal)) files.Add((line[4..], []));
            else if (files.Count > 0 && line.StartsWith("//| ", StringComparison.Ordinal)) files[^1].Item2.Add(line[4..]);
        }

        return files;
    }

    private static ContractCatalogue Catalogue(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = Compiling.WithOutput(compilation).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        var contracts = Assembly.Load(stream.ToArray()).GetCustomAttribute<BuxCatalogueAttribute>()!.Contracts;
        return (ContractCatalogue)contracts.GetProperty("Catalogue")!.GetValue(null)!;
    }
}
