using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>What a body does besides computing its result from its arguments.</summary>
internal enum EffectKind
{
    /// <summary>It changes an object, or what is reached from one; <see cref="Effect.Target"/> says which.</summary>
    Change,

    /// <summary>It changes a static member or what is reached from one.</summary>
    ChangeOfStatic,

    /// <summary>It reads a static member whose value others can change.</summary>
    ReadOfStatic,

    /// <summary>It reads the clock.</summary>
    Clock,

    /// <summary>It draws a random number, makes an id, or uses a hash code that differs between processes.</summary>
    Chance,

    /// <summary>It reads something of the machine, the process or the container.</summary>
    Surroundings,

    /// <summary>It formats, parses or compares by the culture of the thread.</summary>
    Culture,

    /// <summary>It reads or writes a file, a socket, a database, the console.</summary>
    InputOutput,

    /// <summary>It writes to a log or a trace.</summary>
    Logging,

    /// <summary>It awaits, starts or waits for something on another thread.</summary>
    Waiting,

    /// <summary>It uses pointers.</summary>
    Unsafe,

    /// <summary>Its result depends on the order of a collection that has none.</summary>
    Order,

    /// <summary>It calls what cannot be looked into.</summary>
    Unknown,
}

/// <summary>One effect of one body, as whoever calls the body sees it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="What">The member or object concerned, in the words of the source.</param>
/// <param name="Target">For a change: the objects that may be changed, seen from the body's parameters. Otherwise nothing.</param>
/// <param name="Site">The place in the body's type: the effect itself, or the call out of the type that leads to it.</param>
/// <param name="Path">The methods called on the way to it, outermost first; empty when the body does it itself.</param>
internal sealed record Effect(EffectKind Kind, string What, Origin Target, SyntaxNode Site, CallPath? Path = null)
{
    /// <summary>The path as the end of a sentence: nothing, or <c> (through Rates.Current → Clock.Read)</c>.</summary>
    public string Through => Path is null ? "" : $" (through {Path})";
}

/// <summary>A chain of calls.</summary>
internal sealed record CallPath(string Method, CallPath? Next)
{
    public int Length => 1 + (Next?.Length ?? 0);

    public override string ToString() => Next is null ? Method : $"{Method} → {Next}";
}
