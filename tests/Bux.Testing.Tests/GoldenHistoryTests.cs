using System.Runtime.CompilerServices;
using Bux.Seam;
using Kyc.BrokerAccounts;
using Kyc.Contracts;

namespace Bux.Testing.Tests;

/// <summary>What the test of the golden history says when something is not as it was. The history is the sample's.</summary>
public sealed class GoldenHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bux-history-").FullName;

    public GoldenHistoryTests()
    {
        Copy(Path.Combine(Repository(), "samples", "Kyc.Contracts", "contracts"), Path.Combine(_folder, "contracts"));
        File.Copy(Path.Combine(Repository(), "tests", "Kyc.Tests", "contracts", "broker-accounts.folds.jsonl"), Folds);
    }

    private string Folds => Path.Combine(_folder, "contracts", "broker-accounts.folds.jsonl");

    [Fact]
    public void A_history_that_is_as_it_was_is_silent() => Verify();

    [Fact]
    public void A_version_without_documents_is_named_with_the_command_that_writes_them()
    {
        File.Delete(Documents("broker-account-closed.v1"));

        var problem = Assert.Single(Problems());
        Assert.Contains("no golden documents of BrokerAccountClosedEventV1", problem, StringComparison.Ordinal);
        Assert.Contains("dotnet build -t:BuxAcceptContracts", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_can_no_longer_be_read_is_named_with_its_line()
    {
        File.AppendAllText(Documents("broker-account-closed.v1"), "{\"why\":\"asked\"}\n");

        var problem = Assert.Single(Problems());
        Assert.Contains("BrokerAccountClosedEventV1 can no longer be read", problem, StringComparison.Ordinal);
        Assert.Contains("line 4", problem, StringComparison.Ordinal);
        Assert.Contains("reason", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_was_taken_out_is_passed_over()
    {
        File.AppendAllText(Documents("broker-account-closed.v1"), "# Never written: {\"why\":\"asked\"}\n\n");

        Verify();
    }

    [Fact]
    public void Documents_that_no_type_reads_any_more_are_named()
    {
        File.WriteAllText(Documents("broker-account-closed.v0"), "{}\n");

        Assert.Contains("No event reads", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_fold_is_shown_as_a_difference_and_can_be_accepted()
    {
        var accepted = File.ReadAllText(Folds);
        File.WriteAllText(Folds, accepted.Replace("\"closed\":true", "\"closed\":false", StringComparison.Ordinal));

        var problem = Assert.Single(Problems());
        Assert.Contains("- {\"event\":\"broker-account-closed v1 #1\"", problem, StringComparison.Ordinal);
        Assert.Contains("+ {\"event\":\"broker-account-closed v1 #1\"", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("broker-account-opened v1 #1\",\"on\":\"nothing", problem, StringComparison.Ordinal);
        Assert.Contains(GoldenHistory.AcceptVariable + "=1", problem, StringComparison.Ordinal);

        GoldenHistory.Verify(Register, _folder, _folder, accept: true);
        Assert.Equal(accepted, File.ReadAllText(Folds));
        Verify();
    }

    [Fact]
    public void A_mutator_that_throws_on_history_is_named_with_the_document()
    {
        var problem = Problems(bux => Register(new Intercepting(bux))).First();

        Assert.Contains("broker-account-closed v1 #1 of broker-accounts cannot be folded any more", problem, StringComparison.Ordinal);
        Assert.Contains("no history please", problem, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Register(IBuxBuilder bux) => bux.AddBrokerAccounts();

    private void Verify() => GoldenHistory.Verify(Register, _folder, _folder);

    private IReadOnlyList<string> Problems(Action<IBuxBuilder>? register = null) =>
        Assert.Throws<GoldenHistoryException>(() => GoldenHistory.Verify(register ?? Register, _folder, _folder)).Problems;

    private string Documents(string version) => Path.Combine(_folder, "contracts", "broker-accounts", version + ".jsonl");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Repository([CallerFilePath] string test = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", ".."));

    /// <summary>The sample with a mutator that does not take every history.</summary>
    private sealed class Intercepting(IBuxBuilder inner) : IBuxBuilder
    {
        public void AddContracts(ContractCatalogue catalogue) => inner.AddContracts(catalogue);

        public void AddProjection<TRow>(ProjectionModel<TRow> projection) where TRow : class => inner.AddProjection(projection);

        public void AddService<TState>(ServiceRegistration<TState> service) =>
            inner.AddService(new ServiceRegistration<TState>(new Picky<TState>(service.State), service.Dependencies, service.Routes));
    }

    private sealed class Picky<TState>(StateModel<TState> model) : StateModel<TState>
    {
        public override string Service => model.Service;

        public override string Fingerprint => model.Fingerprint;

        public override JsonCodec<TState> Codec => model.Codec;

        public override IReadOnlyList<EventContract> Events => model.Events;

        public override TState Apply(bool exists, TState? state, object domainEvent, out EventContract contract) =>
            domainEvent is BrokerAccountClosedEventV1 ? throw new InvalidOperationException("no history please") : model.Apply(exists, state, domainEvent, out contract);
    }
}
