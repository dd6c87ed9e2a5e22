using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Bux.Generators.Emitting;
using Bux.Generators.Model;

namespace Bux.Generators;

/// <summary>A file to be generated.</summary>
internal sealed record GeneratedSource(string HintName, string Content);

/// <summary>Everything that an assembly declares, put together.</summary>
internal sealed record Composition(
    AssemblyModel Assembly,
    EquatableArray<ContractModel> Contracts,
    EquatableArray<StateModel> States,
    EquatableArray<MutatorModel> Mutators,
    EquatableArray<UseCaseModel> UseCases,
    EquatableArray<ProjectionModel> Projections)
{
    private StateModel? State => States.Count > 0 ? States[0] : null;

    private string? Service => Assembly.Service ?? State?.Service;

    /// <summary>The contracts in the order of their names, without those that clash or belong nowhere.</summary>
    private IReadOnlyList<ContractModel> Sound => [.. Contracts
        .Where(contract => contract.Kind == ContractKind.Rejection || ServiceOf(contract) is not null)
        .GroupBy(WireKey).Select(group => group.OrderBy(contract => contract.FullName, StringComparer.Ordinal).First())
        .OrderBy(contract => contract.FullName, StringComparer.Ordinal)];

    /// <summary>The files besides the codecs. Under errors the public methods are there all the same, so that one mistake is one error.</summary>
    public IEnumerable<GeneratedSource> Sources(CancellationToken cancellation)
    {
        var sound = Sound;
        foreach (var contract in sound)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new GeneratedSource($"{contract.Namespace}.{contract.ClassName}.g.cs", ContractEmitter.Emit(contract, ServiceOf(contract) ?? ""));
        }

        var catalogues = new List<string>(Assembly.ReferencedCatalogues);
        if (Contracts.Count > 0)
        {
            catalogues.Insert(0, $"global::{Assembly.Namespace}.Contracts");
            yield return new GeneratedSource($"{Assembly.Namespace}.Contracts.g.cs", ContractEmitter.EmitCatalogue(Assembly, sound));
        }

        if (Contracts.Count > 0 || Projections.Count > 0)
        {
            yield return new GeneratedSource($"{Assembly.Namespace}.{Assembly.MethodName}.g.cs", AssemblyEmitter.Emit(
                Assembly, catalogues, [.. Projections.OrderBy(projection => projection.Name, StringComparer.Ordinal)]));
        }

        if (State is not { } state) yield break;
        var folds = Folds(state).GroupBy(fold => (fold.Event.Name, fold.TakesState)).Select(group => group.First())
            .OrderBy(fold => fold.Event.Name, StringComparer.Ordinal).ToArray();
        yield return new GeneratedSource($"{Assembly.Namespace}.{WireNames.Pascal(state.Service)}State.g.cs", ServiceEmitter.EmitState(Assembly, state, folds, Fingerprint(state)));
        yield return new GeneratedSource(
            $"{Assembly.Namespace}.Add{WireNames.Pascal(state.Service)}.g.cs", ServiceEmitter.EmitRegistration(Assembly, state, SoundUseCases(state), catalogues));
    }

    /// <summary>What is wrong with several declarations together.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var contract in Contracts.Where(contract => contract.Kind != ContractKind.Rejection && ServiceOf(contract) is null))
        {
            yield return Found("BUX0004", contract.Place, contract.Type.Display);
        }

        foreach (var clash in Contracts.GroupBy(WireKey).Where(group => group.Count() > 1))
        {
            var ordered = clash.OrderBy(contract => contract.FullName, StringComparer.Ordinal).ToArray();
            yield return Found("BUX0006", ordered[1].Place, ordered[1].Type.Display, ordered[0].Type.Display, ordered[0].WireName);
        }

        foreach (var second in States.Skip(1)) yield return Found("BUX0014", second.Place, second.Type.Display, States[0].Type.Display);
        foreach (var finding in ServiceFindings()) yield return finding;
        foreach (var twice in Projections.GroupBy(projection => projection.Name).Where(group => group.Count() > 1))
        {
            yield return Found("BUX0006", twice.Last().Place, twice.Last().Type.Display, twice.First().Type.Display, twice.Key);
        }
    }

    private IEnumerable<Finding> ServiceFindings()
    {
        var own = State?.Type.Display ?? "none";
        foreach (var useCase in UseCases.Where(useCase => !Fits(useCase))) yield return Found("BUX0015", useCase.Place, useCase.Type.Display, own);
        foreach (var fold in Mutators.SelectMany(mutator => mutator.Folds).Where(fold => fold.State.Name != State?.Type.Name))
        {
            yield return Found("BUX0015", fold.Place, $"{fold.Mutator.Display}.{fold.Method}", own);
        }

        foreach (var twice in UseCases.SelectMany(useCase => useCase.Routes.Select(route => (useCase, route))).GroupBy(entry => entry.route.Command.Name).Where(group => group.Count() > 1))
        {
            var (first, second) = (twice.First(), twice.Skip(1).First());
            yield return Found("BUX0013", second.route.Place, first.route.Command.Display, first.useCase.Type.Display, second.useCase.Type.Display);
        }

        foreach (var twice in Mutators.SelectMany(mutator => mutator.Folds).GroupBy(fold => (fold.Event.Name, fold.Method)).Where(group => group.Count() > 1))
        {
            var second = twice.Skip(1).First();
            yield return Found("BUX0017", second.Place, second.State.Display, second.Method, second.Event.Display);
        }

        if (State is null) yield break;
        var handled = new HashSet<string>(UseCases.SelectMany(useCase => useCase.Routes).Select(route => route.Command.Name));
        foreach (var contract in Contracts.Where(contract => contract.Kind == ContractKind.Command && ServiceOf(contract) == State.Service && !handled.Contains(contract.Type.Name)))
        {
            yield return Found("BUX0022", contract.Place, contract.Type.Display);
        }
    }

    private bool Fits(UseCaseModel useCase) => State is { } state && useCase.Routes.All(route => route.State is null || route.State.Name == state.Type.Name);

    private UseCaseModel[] SoundUseCases(StateModel state)
    {
        var commands = new HashSet<string>();
        return [.. UseCases.Where(Fits).OrderBy(useCase => useCase.Type.Name, StringComparer.Ordinal)
            .Select(useCase => useCase with { Routes = useCase.Routes.Where(route => commands.Add(route.Command.Name)).ToEquatableArray() })];
    }

    private IEnumerable<FoldModel> Folds(StateModel state) => Mutators.SelectMany(mutator => mutator.Folds).Where(fold => fold.State.Name == state.Type.Name);

    /// <summary>States that were folded by other code, or have another shape, are not read: they are folded anew.</summary>
    private string Fingerprint(StateModel state)
    {
        var text = state.Shape + "\n" + string.Join("\n", Mutators.OrderBy(mutator => mutator.Type.Name, StringComparer.Ordinal).Select(mutator => mutator.Body));
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(6).Select(octet => octet.ToString("x2")));
    }

    private string? ServiceOf(ContractModel contract) => contract.Service ?? Service;

    private string WireKey(ContractModel contract) => $"{contract.Kind}/{(contract.Kind == ContractKind.Rejection ? "" : ServiceOf(contract))}/{contract.WireName}/{contract.Version}";

    private static Finding Found(string id, Place? place, params string[] arguments) => new(id, place, arguments.ToEquatableArray());
}
