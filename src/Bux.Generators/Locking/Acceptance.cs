using System.Globalization;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>What becomes of a lock when the present contracts are accepted.</summary>
/// <param name="Lock">The lock with everything taken in that may be.</param>
/// <param name="Refusals">What was not taken in, a sentence each: its blocks stay as they were.</param>
internal sealed record Acceptance(LockFile Lock, EquatableArray<string> Refusals)
{
    /// <summary>Accepts the contracts that an assembly declares and uses.</summary>
    public static Acceptance Of(LockFile locked, IReadOnlyCollection<LockedContract> declared, IEnumerable<UsedContract> used)
    {
        var refusals = new List<string>();
        var contracts = new List<LockedContract>();
        foreach (var contract in declared.OrderBy(each => each.Id, StringComparer.Ordinal))
        {
            if (contracts.Any(each => each.Id == contract.Id)) continue;
            var retired = IsReplaced(contract, declared);
            var before = locked.Find(contract.Id);
            var breaking = before is null ? [] : ShapeComparison.Changes(before, contract).Where(change => change.Verdict == Verdict.Breaking).ToArray();
            foreach (var change in breaking) refusals.Add(Broken(contract, change));
            contracts.Add(breaking.Length > 0 ? before! : contract with { Retired = retired });
        }

        foreach (var gone in locked.Contracts.Where(each => contracts.All(other => other.Id != each.Id)))
        {
            // What nobody can read any more is not a matter of acceptance.
            if (gone.Kind == ContractKind.Event) refusals.Add(Gone(gone));
            contracts.Add(gone.Kind == ContractKind.Event ? gone : gone with { Retired = true });
        }

        return new Acceptance(LockFile.Of(contracts, used), refusals.ToEquatableArray());
    }

    /// <summary>A breaking change in the words of the rule that reports it.</summary>
    private static string Broken(LockedContract contract, ShapeChange change) => string.Format(
        CultureInfo.InvariantCulture, (contract.Kind == ContractKind.Event ? LockDescriptors.BreakingEvent : LockDescriptors.BreakingOther).MessageFormat.ToString(),
        contract.Id, change.What, change.Why);

    private static string Gone(LockedContract locked) => string.Format(CultureInfo.InvariantCulture, LockDescriptors.EventGone.MessageFormat.ToString(), locked.Id);

    /// <summary>Whether an event is there for stored documents alone, because a newer version took its place.</summary>
    private static bool IsReplaced(LockedContract contract, IEnumerable<LockedContract> declared) => contract.Kind == ContractKind.Event
        && declared.Any(other => other.Kind == ContractKind.Event && other.Service == contract.Service && other.Name == contract.Name && other.Version > contract.Version);
}
