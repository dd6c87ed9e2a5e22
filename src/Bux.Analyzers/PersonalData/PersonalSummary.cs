using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.PersonalData;

/// <summary>What becomes of a method's parameters. The bit after the last parameter is the instance.</summary>
/// <param name="Returned">What it returns.</param>
/// <param name="Reaches">The places that parameters reach.</param>
/// <param name="Changed">What it puts into its parameters.</param>
/// <param name="IsComplete">Whether all helpers behind it were read.</param>
internal sealed record PersonalSummary(
    PersonalValue Returned, ImmutableArray<PersonalReach> Reaches, ImmutableDictionary<int, PersonalValue> Changed, bool IsComplete)
{
    /// <summary>Nothing known.</summary>
    public static readonly PersonalSummary Empty = new(PersonalValue.Clean, [], ImmutableDictionary<int, PersonalValue>.Empty, IsComplete: true);

    /// <summary>Nothing known, because it is too many helpers away.</summary>
    public static readonly PersonalSummary Cut = Empty with { IsComplete = false };
}

/// <summary>A place that parameters reach.</summary>
/// <param name="Rule">The rule that the place is of.</param>
/// <param name="Place">The place in words.</param>
/// <param name="Whole">Parameters that get there themselves, or as text.</param>
/// <param name="Inner">Parameters of which a member gets there.</param>
internal readonly record struct PersonalReach(DiagnosticDescriptor Rule, string Place, ulong Whole, ulong Inner);
