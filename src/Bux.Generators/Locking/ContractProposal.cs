using Bux.Generators.Composing;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>The files that an accepting build proposes.</summary>
internal static class ContractProposal
{
    /// <summary>The lock with the present contracts, or null when the assembly has none.</summary>
    /// <param name="all">What the assembly declares.</param>
    /// <param name="text">The text of the lock, or null when there is none.</param>
    public static Proposal? Of(AssemblyDeclarations all, string? text)
    {
        var declared = Contracts.Declared(all).ToArray();
        var used = Contracts.Used(all).ToArray();
        if (declared.Length + used.Length == 0 && text is null) return null;
        var reading = text is null ? null : LockReading.Of(text);
        if (reading is { Problems.Count: > 0 })
        {
            return new Proposal(EquatableArray<ProposedFile>.Empty, reading.Problems.Select(each => $"{LockFile.Name} line {each.Line} {each.What}").ToEquatableArray());
        }

        var acceptance = Acceptance.Of(reading?.File ?? LockFile.Empty, declared, used);
        return new Proposal(new([new ProposedFile(LockFile.Name, acceptance.Lock.ToString())]), acceptance.Refusals);
    }
}
