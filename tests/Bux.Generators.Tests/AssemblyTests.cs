using System.Reflection;
using System.Runtime.Loader;
using Bux.Seam;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>Catalogues across assemblies: nothing clashes, and nothing is lost.</summary>
public sealed class AssemblyTests
{
    private const string Contracts = """
        using Bux;
        [assembly: ServiceContracts("accounts")]
        namespace Shared
        {
            public sealed record Money(decimal Amount, string Currency);
            [Command] public sealed record Open([property: EntityKey] string Id, Money Deposit) : ICommand;
            [DomainEvent(1)] public sealed record OpenedEventV1(string Id, Money Deposit);
            public sealed record Closed(string Id) : Rejection("account-closed", "It is closed.");
        }
        """;

    private const string Service = """
        using Bux;
        NAMES
        namespace SPACE
        {
            [State("SERVICE")] public sealed record Account(string Id);
            [DomainEvent(1, Service = "SERVICE")] public sealed record OpenedEventV1(string Id);
            [Command(Service = "SERVICE")] public sealed record Open([property: EntityKey] string Id, Shared.Money Deposit) : ICommand;
            [StateMutator] public static class Mutator { public static Account Create(OpenedEventV1 e) => new(e.Id); }
            [UseCase] public static class Opening { public static void Handle(Open command, UseCaseContext<Account> context) => context.Emit(new OpenedEventV1(command.Id)); }
        }
        """;

    [Fact]
    public void Two_services_and_a_query_side_over_shared_contracts_clash_nowhere_and_lose_nothing()
    {
        var contracts = Compiling.Compilation("Shared.Contracts", [Contracts]);
        var shared = Compiling.Image(contracts);
        // The assemblies' names make the same identifier, and their types have the same names.
        var first = Compiling.Compilation("One.Two", [Of("one", "One")], shared);
        var second = Compiling.Compilation("One_Two", [Of("two", "Two")], shared);
        var query = Compiling.Compilation("Query", ["""
            using Bux;
            namespace Query;
            public sealed record Row(string Id);
            [Projection("rows")] public static class Rows { public static Row On(Shared.OpenedEventV1 e) => new(e.Id); }
            """], shared);
        var host = Compiling.Compilation("Host", ["""
            using Bux; using Bux.Seam;
            public static class Program { public static void Add<T>(T bux) where T : IBuxBuilder => bux.AddOne().AddTwo().AddQuery(); }
            """], shared, Compiling.Image(first), Compiling.Image(second), Compiling.Image(query));

        foreach (var compilation in new[] { contracts, first, second, query, host }) AssertSilent(compilation);
        var builder = Run([contracts, first, second, query, host]);
        Assert.Equal(["one", "two"], builder.Services.Order());
        Assert.Equal(["rows"], builder.Projections);
        Assert.Equal(["One.Two", "One_Two", "Shared.Contracts"], builder.Catalogues.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["accounts/open", "one/open", "two/open"], builder.Catalogues.Values.SelectMany(each => each.Commands).Select(each => $"{each.Service}/{each.Name}").Order());
        Assert.Equal(["accounts/opened", "one/opened", "two/opened"], builder.Catalogues.Values.SelectMany(each => each.Events).Select(each => $"{each.Service}/{each.Name}").Order());
    }

    [Fact]
    public void Assemblies_that_see_each_others_internals_do_not_clash()
    {
        const string Friends = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")] [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Host\")]";
        var shared = Compiling.Image(Compiling.Compilation("Shared.Contracts", [Contracts]));
        var first = Compiling.Compilation("First", [Of("one", "One", Friends)], shared);
        var second = Compiling.Compilation("Second", [Of("two", "Two", Friends)], shared, Compiling.Image(first));
        var host = Compiling.Compilation("Host", ["using Bux; using Bux.Seam; public static class Program { public static void Add<T>(T bux) where T : IBuxBuilder => bux.AddOne().AddTwo(); }"],
            shared, Compiling.Image(first), Compiling.Image(second));

        AssertSilent(second);
        AssertSilent(host);
    }

    [Fact]
    public void An_assembly_without_a_type_of_Bux_gets_nothing()
    {
        var shared = Compiling.Image(Compiling.Compilation("Shared.Contracts", [Contracts]));
        var result = Compiling.Run(Compiling.Compilation("Plain", ["public sealed class Nothing { public Shared.Money? Money { get; set; } }"], shared));

        Assert.Empty(result.GeneratedSources);
        Assert.Empty(result.Diagnostics);
    }

    private static string Of(string service, string space, string more = "") =>
        Service.Replace("SERVICE", service, StringComparison.Ordinal).Replace("SPACE", space, StringComparison.Ordinal).Replace("NAMES", more, StringComparison.Ordinal);

    private static void AssertSilent(Compilation compilation)
    {
        var output = Compiling.WithOutput(compilation);
        Assert.Empty(Compiling.Run(compilation).Diagnostics);
        Assert.DoesNotContain(output.GetDiagnostics(TestContext.Current.CancellationToken), each => each.Severity == DiagnosticSeverity.Error || each.Id is "CS0436" or "CS0121");
        Assert.DoesNotContain(Compiling.ComplaintsAboutOutput(compilation), each => each.Id != "CS1591");
    }

    /// <summary>Loads the assemblies and lets the last one's program add everything.</summary>
    private static RecordingBuilder Run(Compilation[] compilations)
    {
        var context = new AssemblyLoadContext("catalogues", isCollectible: true);
        Assembly? last = null;
        foreach (var compilation in compilations)
        {
            using var image = new MemoryStream();
            Assert.True(Compiling.WithOutput(compilation).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
            image.Position = 0;
            last = context.LoadFromStream(image);
        }

        var builder = new RecordingBuilder();
        last!.GetType("Program")!.GetMethod("Add")!.MakeGenericMethod(typeof(RecordingBuilder)).Invoke(null, [builder]);
        context.Unload();
        return builder;
    }

    /// <summary>Notes what is added, as a host does: a catalogue that comes by several ways counts once.</summary>
    public sealed class RecordingBuilder : IBuxBuilder
    {
        public Dictionary<string, ContractCatalogue> Catalogues { get; } = [];

        public List<string> Services { get; } = [];

        public List<string> Projections { get; } = [];

        public void AddContracts(ContractCatalogue catalogue) => Catalogues[catalogue.Assembly] = catalogue;

        public void AddService<TState>(ServiceRegistration<TState> service) => Services.Add(service.State.Service);

        public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class => Projections.Add(projection.Name);
    }
}
