using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bux.Generated.Bux_Compiler_Benchmarks;
using Bux.Seam;
using MemoryPack;

[assembly: Bux.ServiceContracts("benchmarks")]

namespace Bux.Compiler.Benchmarks;

/// <summary>Bux's codecs beside System.Text.Json's source generation, and MemoryPack for scale: it is binary, and nobody can read it.</summary>
internal static class CodecSuite
{
    private const int Rounds = 9;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(150);

    public static string Run()
    {
        var text = new StringBuilder("| document | bytes | what | bux, ns | System.Text.Json, ns | MemoryPack, ns | System.Text.Json / bux | bux, B | System.Text.Json, B | bytes, bux / System.Text.Json |\n|---|---|---|---|---|---|---|---|---|---|\n");
        Measure(text, "command (KYC)", Contracts.SubmitProposal, Example.Proposal, Documents.Default.SubmitProposal);
        Measure(text, "event (KYC)", Contracts.ProposedEvent, Example.Proposed, Documents.Default.ProposedEvent);
        Measure(text, "event of 40 members", Contracts.FortyEvent, Example.Forty, Documents.Default.FortyEvent);
        return text.ToString();
    }

    private static void Measure<T>(StringBuilder text, string name, EventContract<T> contract, T value, JsonTypeInfo<T> info) where T : notnull
    {
        var writer = new JsonWriter();
        var buffer = new ArrayBufferWriter<byte>(4096);
        var plain = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        contract.Write(writer, value);
        var (document, packed) = (writer.ToArray(), MemoryPackSerializer.Serialize(value));
        if (!JsonElement.DeepEquals(JsonElement.Parse(document), JsonSerializer.SerializeToElement(value, info))) throw new InvalidOperationException(Encoding.UTF8.GetString(document));

        Report(text, name, document.Length, "read", () => contract.Read(document), () => JsonSerializer.Deserialize(document, info), () => MemoryPackSerializer.Deserialize<T>(packed));
        Report(
            text, name, document.Length, "write",
            () => contract.Write(writer.Restart(), value),
            () =>
            {
                buffer.ResetWrittenCount();
                plain.Reset(buffer);
                JsonSerializer.Serialize(plain, value, info);
            },
            () =>
            {
                buffer.ResetWrittenCount();
                MemoryPackSerializer.Serialize(buffer, value);
            });
    }

    private static void Report(StringBuilder text, string name, int length, string what, Action bux, Action json, Action packed)
    {
        Action[] subjects = [bux, json, packed];
        var times = subjects.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var subject = (i + round + 3) % subjects.Length;
                var time = Time(subjects[subject]);
                if (round >= 0) times[subject].Add(time);
            }
        }

        var (ours, theirs) = (Allocated(bux), Allocated(json));
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            | {name} | {length} | {what} | {Statistics.Median(times[0]):0} | {Statistics.Median(times[1]):0} | {Statistics.Median(times[2]):0} | {Statistics.Median(times[0].Zip(times[1], (one, other) => other / one)):0.00} | {ours:0} | {theirs:0} | {(theirs > 0 ? (ours / theirs).ToString("0.00", CultureInfo.InvariantCulture) : "—")} |
            """);
    }

    private static double Time(Action action)
    {
        long count = 0;
        var begun = Stopwatch.GetTimestamp();
        do
        {
            for (var i = 0; i < 1000; i++) action();
            count += 1000;
        }
        while (Stopwatch.GetElapsedTime(begun) < Slice);
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds / count;
    }

    private static double Allocated(Action action)
    {
        const int Count = 10_000;
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++) action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count;
    }
}

/// <summary>What System.Text.Json needs to know at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SubmitProposal))]
[JsonSerializable(typeof(ProposedEvent))]
[JsonSerializable(typeof(FortyEvent))]
internal sealed partial class Documents : JsonSerializerContext;

[MemoryPackable]
public sealed partial record Address(string Street, string City, string Country);

[MemoryPackable]
public sealed partial record PersonalDetails(string FullName, DateOnly DateOfBirth, Address Address, string? TaxNumber);

[MemoryPackable, DomainEvent(1)]
public sealed partial record SubmitProposal(string AccountId, PersonalDetails Details);

[MemoryPackable, DomainEvent(1)]
public sealed partial record ProposedEvent(Guid ProposalId, PersonalDetails Details);

public enum Currency
{
    [JsonStringEnumMemberName("euro")]
    Euro,

    [JsonStringEnumMemberName("dollar")]
    Dollar,
}

[MemoryPackable, DomainEvent(1)]
public sealed partial record FortyEvent(
    string S1, string S2, string S3, string S4, string S5, string S6, string S7, string S8, string S9, string S10, int I1, int I2, int I3, int I4, int I5,
    long L1, long L2, long L3, long L4, long L5, decimal D1, decimal D2, decimal D3, double F1, double F2, bool B1, bool B2, bool B3, Guid G1, Guid G2, Guid G3,
    DateTimeOffset T1, DateTimeOffset T2, DateOnly Day, Currency C1, Currency C2, string? N1, int? N2, ImmutableArray<int> List, Address Address);

/// <summary>The values.</summary>
internal static class Example
{
    private static readonly Address Home = new("12 St James Square", "London", "GB");

    public static readonly SubmitProposal Proposal = new("account-1234567", new PersonalDetails("Ada Lovelace", new DateOnly(1815, 12, 10), Home, null));

    public static readonly ProposedEvent Proposed = new(new Guid("0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11"), Proposal.Details);

    public static readonly FortyEvent Forty = new(
        "alpha beta", "some text", "x", "Lorem ipsum dolor", "12345", "EUR", "DE", "Musterstraße 12", "Berlin", "10115", 1, 2, 345, -4, 2_000_000,
        1_234_567_890_123, 2, 3, 4, -5, 12.50m, 99_999.99m, 0.01m, 1.5, -2.25e10, true, false, true,
        new Guid("0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11"), new Guid("1b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c12"), new Guid("2b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c13"),
        new DateTimeOffset(2026, 11, 24, 7, 30, 15, 123, TimeSpan.Zero), new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), new DateOnly(2024, 2, 29),
        Currency.Euro, Currency.Dollar, null, 7, [1, 2, 3, 4, 5], Home);
}
