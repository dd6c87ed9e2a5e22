using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>What one body does by itself, and what it calls.</summary>
/// <param name="Effects">Its own effects.</param>
/// <param name="Calls">The bodies of this compilation that it calls.</param>
/// <param name="Result">What it returns.</param>
internal sealed record Body(ImmutableArray<Effect> Effects, ImmutableArray<Call> Calls, Value Result)
{
    public static Body Empty { get; } = new([], [], Value.Fresh);
}

/// <summary>A call of a body of this compilation.</summary>
/// <param name="Member">
/// The method that is called, or the static member whose initializer ran before; for a virtual or interface method every body that may be
/// meant is a call of its own.
/// </param>
/// <param name="Site">Where.</param>
/// <param name="Receiver">The instance that it is called on.</param>
/// <param name="Arguments">The arguments, by the parameters' order.</param>
internal sealed record Call(ISymbol Member, SyntaxNode Site, Value Receiver, ImmutableArray<Value> Arguments);
