using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Services;

/// <summary>What a mutator does with an event.</summary>
/// <param name="State">The state that the mutator evolves, or null where it is not known (yet).</param>
/// <param name="Name"><c>Create</c>, <c>Apply</c> or <c>[NoStateChange]</c>.</param>
/// <param name="At">The method's name, or the attribute.</param>
internal sealed record Fold(INamedTypeSymbol Mutator, INamedTypeSymbol? State, INamedTypeSymbol Event, string Name, Location At);
