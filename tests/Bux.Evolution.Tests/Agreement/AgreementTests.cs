using System.Runtime.Loader;
using System.Text;
using System.Text.Json.Nodes;
using Bux.Generators.Locking;
using Bux.Seam;
using CsCheck;

namespace Bux.Evolution.Tests.Agreement;

/// <summary>
/// The lock and the codecs agree: whatever documents the old codec writes, the new one reads as they were meant, whenever the lock calls the
/// change compatible. <c>BUX_EVOLUTIONS=10000</c> plays more pairs.
/// </summary>
public sealed class AgreementTests
{
    private const int BatchSize = 100, DocumentsOfPair = 8;

    private static readonly int Pairs = int.TryParse(Environment.GetEnvironmentVariable("BUX_EVOLUTIONS"), out var pairs) ? pairs : 300;

    [Fact]
    public void What_the_lock_calls_compatible_is_read_as_it_was_meant()
    {
        var verdicts = new Dictionary<Verdict, int>();
        // Compiling is what costs: a hundred pairs share one compilation.
        Gen.UInt.Array[BatchSize].Sample(seeds => Play(seeds, verdicts), iter: Math.Max(1, Pairs / BatchSize), threads: 1);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", verdicts.Select(each => $"{each.Value} {each.Key}")));
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.True(verdicts.GetValueOrDefault(verdict) >= Pairs / 20, $"Of {verdict} there are too few to show anything."));
    }

    private static void Play(uint[] seeds, Dictionary<Verdict, int> verdicts)
    {
        var pairs = seeds.Select((seed, number) => Evolution.Of(seed, number)).ToArray();
        var (text, refusals) = Locking.Accept(Compile(pairs));
        Assert.Empty(refusals);
        var reading = LockReading.Of(text);
        Assert.Empty(reading.Problems);
        Assert.Equal(text, reading.File.ToString());
        foreach (var pair in pairs) verdicts[pair.Judge(reading.File)] = verdicts.GetValueOrDefault(pair.Judge(reading.File)) + 1;
        Agree([.. pairs.Where(pair => pair.Judge(reading.File) != Verdict.Breaking)]);
    }

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compile(Evolution[] pairs) =>
        Locking.Compile(string.Concat(pairs.Select(pair => pair.Source)), "Evolutions");

    private static void Agree(Evolution[] pairs)
    {
        var context = new AssemblyLoadContext("Evolutions", isCollectible: true);
        try
        {
            using var image = new MemoryStream(Locking.Emit(Compile(pairs)));
            var catalogue = (ContractCatalogue)context.LoadFromStream(image).GetType("Bux.Generated.Evolutions.Contracts")!.GetProperty("Catalogue")!.GetValue(null)!;
            foreach (var pair in pairs) Agree(pair, Codec.Of(catalogue, pair, "old"), Codec.Of(catalogue, pair, "new"));
        }
        finally
        {
            context.Unload();
        }
    }

    private static void Agree(Evolution pair, Codec old, Codec now)
    {
        var random = new Random((int)pair.Seed);
        for (var i = 0; i < DocumentsOfPair; i++)
        {
            var sent = Documents.Of(pair.Old, random)!.AsObject();
            if (pair.IsCommand) sent["key"] = "k";
            try
            {
                var meant = old.ReadAndWrite(sent.ToJsonString());
                // What the old codec has written, and what others wrote without the members that may be missing.
                Assert.Null(Difference("", JsonNode.Parse(meant), JsonNode.Parse(now.ReadAndWrite(meant))));
                Assert.Null(Difference("", JsonNode.Parse(meant), JsonNode.Parse(now.ReadAndWrite(sent.ToJsonString()))));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"{sent.ToJsonString()}\n{pair.Source}", error);
            }
        }
    }

    /// <summary>Where the second document does not say all that the first one says, or null. It may say more.</summary>
    private static string? Difference(string path, JsonNode? meant, JsonNode? read) => (meant, read) switch
    {
        (JsonObject one, JsonObject other) => one.Select(member => other.ContainsKey(member.Key) ? Difference($"{path}.{member.Key}", member.Value, other[member.Key]) : $"{path}.{member.Key}")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray one, JsonArray other) when one.Count == other.Count => one.Select((item, i) => Difference($"{path}[{i}]", item, other[i])).FirstOrDefault(difference => difference is not null),
        _ => JsonNode.DeepEquals(meant, read) ? null : $"{path}: {meant?.ToJsonString()} became {read?.ToJsonString()}",
    };

    /// <summary>A contract, and what became of it.</summary>
    private sealed record Evolution(uint Seed, int Number, bool IsCommand, Object Old, string Source)
    {
        public static Evolution Of(uint seed, int number)
        {
            var random = new Random((int)seed);
            var evolving = new Evolving(random);
            var old = evolving.Contract();
            var isCommand = random.Next(3) == 0;
            string Attribute(string service) => isCommand ? $"[Command(\"e-{number}\", Service = \"{service}\")]" : $"[DomainEvent(1, Name = \"e-{number}\", Service = \"{service}\")]";
            return new Evolution(seed, number, isCommand, old,
                Agreement.Source.Of(old, $"Old{number}", Attribute("old"), isCommand) + Agreement.Source.Of(evolving.Changed(old), $"New{number}", Attribute("new"), isCommand));
        }

        public Verdict Judge(LockFile file)
        {
            LockedContract Contract(string service) => file.Contracts.Single(each => each.Service == service && each.Name == $"e-{Number}");
            return ShapeComparison.Of(ShapeComparison.Changes(Contract("old"), Contract("new")));
        }
    }

    /// <summary>The generated codec of one side.</summary>
    private sealed record Codec(Func<byte[], object> Read, Action<JsonWriter, object> Write)
    {
        public static Codec Of(ContractCatalogue catalogue, Evolution pair, string service)
        {
            var name = $"e-{pair.Number}";
            if (!pair.IsCommand)
            {
                var found = catalogue.Events.Single(each => each.Service == service && each.Name == name);
                return new Codec(document => found.Read(document), found.Write);
            }

            var command = catalogue.Commands.Single(each => each.Service == service && each.Name == name);
            var read = typeof(Codec).GetMethod(nameof(ReadCommand), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(command.CommandType).CreateDelegate<Func<CommandContract, byte[], object>>();
            return new Codec(document => read(command, document), command.Write);
        }

        public string ReadAndWrite(string document)
        {
            var writer = new JsonWriter();
            Write(writer, Read(Encoding.UTF8.GetBytes(document)));
            return Encoding.UTF8.GetString(writer.Written);
        }

        private static object ReadCommand<TCommand>(CommandContract contract, byte[] document) where TCommand : ICommand<Done> =>
            JsonDocuments.Read(((CommandContract<TCommand, Done>)contract).Body, document)!;
    }
}
