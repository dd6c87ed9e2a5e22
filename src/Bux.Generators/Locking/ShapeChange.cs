namespace Bux.Generators.Locking;

/// <summary>What became of a contract between its locked shape and the present one.</summary>
internal enum Verdict
{
    /// <summary>Nothing that the wire would show.</summary>
    Same,

    /// <summary>Whatever was written before is read as it was meant, and whatever is written now by those who know nothing of it.</summary>
    Compatible,

    /// <summary>A document exists, or will, that somebody cannot read or understands otherwise.</summary>
    Breaking,
}

/// <summary>One difference between a locked shape and the present one.</summary>
/// <param name="Path">Where in the document.</param>
/// <param name="What">What changed, as a sentence without its end: <c>'details.age' is no longer int32 but string</c>.</param>
/// <param name="Why">Why it matters, as a sentence without its end.</param>
/// <param name="Verdict">Whether it breaks.</param>
internal sealed record ShapeChange(string Path, string What, string Why, Verdict Verdict);
