using Bux.Generators.Locking;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.CodeFixes.Versions;

/// <summary>What became of a locked event: its document then and now.</summary>
internal sealed class ContractChange
{
    private readonly string[] _broken;

    public ContractChange(LockedContract locked, LockedContract present)
    {
        (Locked, Present) = (locked, present);
        (Was, Now) = (ShapeNode.Of(locked), ShapeNode.Of(present));
        _broken = [.. ShapeComparison.Changes(locked, present).Where(each => each.Verdict == Verdict.Breaking).Select(each => each.Path)];
    }

    public LockedContract Locked { get; }

    public LockedContract Present { get; }

    public ShapeNode Was { get; }

    public ShapeNode Now { get; }

    public bool IsBreaking => _broken.Length > 0;

    /// <summary>
    /// Whether the type that stands in a place now reads what was there before. A compatible change inside of it does no harm: then old and
    /// new version share the type.
    /// </summary>
    public bool IsKept(ShapeNode was, ShapeNode? now) => now is not null && !was.LooksOut() && !FormBreaks(was, now)
        && !_broken.Any(path => path != was.Path && ShapeNode.IsWithin(path, was.Path));

    /// <summary>The lines of the old version, with what is compatible in the types that both versions share.</summary>
    public LockedContract Retired()
    {
        var lines = Lines(Was, Now).OrderBy(line => line, ShapeLine.Order).ToEquatableArray();
        return Locked with { Retired = true, Lines = lines };
    }

    private IEnumerable<ShapeLine> Lines(ShapeNode was, ShapeNode? now)
    {
        if (was != Was && IsKept(was, now))
        {
            if (was.Line is { } line) yield return line with { Form = now!.Form };
            foreach (var each in now!.All().Where(each => each != now && each.Line is not null)) yield return each.Line!;
            yield break;
        }

        if (was.Line is not null) yield return was.Line;
        foreach (var line in was.Parts.SelectMany(part => Lines(part, now?.Part(part.Path)))) yield return line;
    }

    /// <summary>Whether what stood there is no longer what stands there, null and absence aside.</summary>
    private static bool FormBreaks(ShapeNode was, ShapeNode now)
    {
        static LockedContract Alone(string form) => new(ContractKind.Event, "", "", 1, false, new([new ShapeLine("x", false, form, false, null)]));
        return was.Form != now.Form && ShapeComparison.Of(ShapeComparison.Changes(Alone(was.Form), Alone(now.Form))) == Verdict.Breaking;
    }
}
