using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>Every emitted file of the sample and of each odd case, so that one look at a change shows what users will get.</summary>
public sealed class SnapshotTests
{
    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        """;

    internal const string Odd = """
        using System;
        using System.Text.Json.Serialization;
        using Bux;

        [assembly: ServiceContracts("odd-things")]

        [DomainEvent(1)] public sealed record InNoNamespace(string Id);

        namespace @namespace
        {
            public static class Outer
            {
                [Command] public sealed record @class([property: EntityKey] int @event, string @value, int? reader, string? Member) : ICommand;

                public static class Inner { [DomainEvent(1, Name = "nested")] internal sealed record InNoNamespace(string Id); }
            }

            [Obsolete("Old.", error: true)] [DomainEvent(1)] public sealed record OldEventV1(string Id);
            [Obsolete("Old.", DiagnosticId = "OLD1")] [DomainEvent(2)] public sealed record OldEventV2(string Id, int Number = 3);
            public static class Upcasters
            {
                [Upcaster, Obsolete("Old.")] public static OldEventV2 Up(OldEventV1 e) => new(e.Id);
                [Upcaster, Obsolete("Old.")] public static Upcast<OldEventV3> Up(OldEventV2 e) => Upcast.Drop("It had no pages.");
            }
            [DomainEvent(3)] public sealed record OldEventV3(Page<Page<int?>> Pages, Page<string?>? Names);
            public sealed record Page<T>(T First, T Last);
            [DomainEvent(1)] public sealed record Empty;
            [DomainEvent(1)] public readonly record struct Struct(int X, int Y);
            public sealed record Refusal(int Limit, string Code2) : Rejection("refusal", "No.");
        }

        namespace System2.Bux
        {
            public sealed class String;
            [DomainEvent(1)] public sealed class Task { public required string Id { get; init; } public int Number { get; set; } = 5; }
        }
        """;

    [Theory]
    [InlineData("Kyc.Contracts")]
    [InlineData("Kyc.BrokerAccounts")]
    [InlineData("Kyc.Backoffice")]
    public void The_output_of_the_sample_is_as_verified(string project)
    {
        var contracts = Compiling.Compilation("Kyc.Contracts", [Usings, .. Files("samples", "Kyc.Contracts")]);
        var compilation = project == "Kyc.Contracts" ? contracts
            : Compiling.Compilation(project, [Usings, .. Files("samples", project)], Compiling.Image(contracts));

        Verify(project, compilation);
    }

    [Fact]
    public void The_output_of_every_shape_is_as_verified() => Verify("Shapes", Compiling.Compilation("Shapes", [Usings, .. Files("tests", "Bux.Codecs.Tests", "*Shapes.cs")]));

    [Fact]
    public void The_output_of_odd_declarations_is_as_verified()
    {
        var compilation = Compiling.Compilation("Odd", Odd);

        Assert.Empty(Compiling.ComplaintsAboutOutput(compilation));
        Verify("Odd", compilation);
    }

    [Fact]
    public void The_output_of_an_event_that_changes_nothing_is_as_verified() => Verify("NoStateChange", Compiling.Compilation("NoStateChange", NoStateChangeTests.Source));

    private static void Verify(string folder, Compilation compilation)
    {
        var result = Compiling.Run(compilation);
        Assert.DoesNotContain(result.Diagnostics, each => each.Severity == DiagnosticSeverity.Error);
        Snapshot.Verify(folder, result.GeneratedSources.Select(source => (source.HintName.Replace(".g.cs", "", StringComparison.Ordinal), source.SourceText.ToString())));
    }

    /// <summary>The source files of a project of this repository.</summary>
    internal static IEnumerable<string> Files(string room, string project, string pattern = "*.cs") =>
        Directory.GetFiles(Folder(room, project), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    /// <summary>The folder of a project of this repository.</summary>
    internal static string Folder(string room, string project) => Path.Combine(Here(), "..", "..", room, project);

    private static string Here([CallerFilePath] string test = "") => Path.GetDirectoryName(test)!;
}
