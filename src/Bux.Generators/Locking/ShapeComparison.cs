using System.Text.RegularExpressions;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>Compares a contract as it is with what the lock has of it. The policy, with its reasons, is a table in <c>docs/evolution.md</c>.</summary>
internal sealed class ShapeComparison
{
    private readonly ContractKind _kind;
    private readonly Dictionary<string, ShapeLine> _locked;
    private readonly Dictionary<string, ShapeLine> _current;
    private readonly List<ShapeChange> _changes = [];

    private ShapeComparison(LockedContract locked, LockedContract current)
    {
        _kind = locked.Kind;
        _locked = locked.Lines.ToDictionary(line => line.Path, StringComparer.Ordinal);
        _current = current.Lines.ToDictionary(line => line.Path, StringComparer.Ordinal);
    }

    /// <summary>What changed, in the order of paths. Of something that changed as a whole, its parts are not named.</summary>
    public static IReadOnlyList<ShapeChange> Changes(LockedContract locked, LockedContract current)
    {
        if (locked.Lines.Equals(current.Lines)) return [];
        var comparison = new ShapeComparison(locked, current);
        comparison.Compare();
        return comparison._changes;
    }

    /// <summary>The gravest of several changes.</summary>
    public static Verdict Of(IEnumerable<ShapeChange> changes) => changes.Select(change => change.Verdict).DefaultIfEmpty(Verdict.Same).Max();

    private void Compare()
    {
        foreach (var path in _locked.Keys.Union(_current.Keys).OrderBy(path => path, StringComparer.Ordinal))
        {
            if (WirePath.Around(path).Any(around => IsOtherwise(path, around))) continue;
            _locked.TryGetValue(path, out var before);
            _current.TryGetValue(path, out var after);
            if (before is null) Added(after!);
            else if (after is null) Removed(before);
            else Changed(before, after);
        }
    }

    /// <summary>Whether something around a path changed so that its parts are others, too.</summary>
    private bool IsOtherwise(string path, string around)
    {
        var was = _locked.TryGetValue(around, out var before);
        var isNow = _current.TryGetValue(around, out var after);
        if (was != isNow) return true;
        if (!was) return false;
        if (Names.Of(before!.Form) is not { } before_ || Names.Of(after!.Form) is not { } after_) return before!.Form != after!.Form;
        return before_.Kind != after_.Kind
            || (WirePath.CaseBelow(path, around) is { } name && before_.All.Contains(name) != after_.All.Contains(name));
    }

    private void Added(ShapeLine after)
    {
        if (after.Optional) Report(after, $"{Quote(after)} is new and may be missing", "documents without it are read with its default", Verdict.Compatible);
        else Report(after, $"{Quote(after)} is new and must be there", "documents that exist do not have it and could not be read", Verdict.Breaking);
    }

    private void Removed(ShapeLine before) => Report(
        before, $"{Quote(before)} is gone", "what documents hold there would be dropped, and whoever still expects it would not get it", Verdict.Breaking);

    private void Changed(ShapeLine before, ShapeLine after)
    {
        if (before.Path == ShapeLine.Key)
        {
            if (before.Form == after.Form) return;
            Report(after, $"the entity key is no longer '{before.Form}' but '{after.Form}'", "commands on their way have the other key, and would be refused", Verdict.Breaking);
            return;
        }

        CompareForms(before, after);
        CompareNull(before, after);
        // What may be null may be missing, too: that is one change and not two.
        if (before.Nullable == after.Nullable || !IsPlain(before) || !IsPlain(after)) CompareAbsence(before, after);
    }

    private void CompareForms(ShapeLine before, ShapeLine after)
    {
        if (before.Form == after.Form) return;
        if (Names.Of(before.Form) is not { } was || Names.Of(after.Form) is not { } now || was.Kind != now.Kind)
        {
            Report(after, $"{Quote(after)} is no longer {Article(before)} but {Article(after)}", "documents that exist have it in the other form", Verdict.Breaking);
            return;
        }

        if (was.By != now.By)
        {
            Report(after, $"{Quote(after)} no longer tells its kind by '{was.By}' but by '{now.By}'", "documents that exist do not have that member", Verdict.Breaking);
        }

        var gone = was.All.Except(now.All, StringComparer.Ordinal).ToArray();
        var added = now.All.Except(was.All, StringComparer.Ordinal).ToArray();
        if (gone.Length > 0) Report(after, $"{Quote(after)} no longer knows {List(gone)}", "documents that say so could not be read", Verdict.Breaking);
        if (added.Length > 0) Report(after, $"{Quote(after)} also knows {List(added)}", "no document that exists says so", Verdict.Compatible);
    }

    private void CompareNull(ShapeLine before, ShapeLine after)
    {
        if (before.Nullable == after.Nullable) return;
        if (before.Nullable) Report(after, $"{Quote(after)} is no longer null or a value, but always a value", "documents that have null there could not be read", Verdict.Breaking);
        else if (_kind == ContractKind.Command && !WirePath.IsInResponse(after.Path))
        {
            Report(after, $"{Quote(after)} may now be null", "only the service itself reads commands", Verdict.Compatible);
        }
        else Report(after, $"{Quote(after)} may now be null", "whoever was built with the locked shape would get null where a value was promised", Verdict.Breaking);
    }

    private void CompareAbsence(ShapeLine before, ShapeLine after)
    {
        if (before.Optional && !after.Optional)
        {
            Report(after, $"{Quote(after)} must now be there", "documents that leave it out could not be read", Verdict.Breaking);
        }
        else if (after.Optional && !before.Optional)
        {
            Report(after, $"{Quote(after)} may now be missing", "documents that exist have it", Verdict.Compatible);
        }
        else if (before.Default != after.Default)
        {
            Report(
                after, $"{Quote(after)} is no longer {before.Default} but {after.Default} when it is missing", "documents that leave it out would say something else",
                Verdict.Breaking);
        }
    }

    private static bool IsPlain(ShapeLine line) => line.Default is null or "null" && line.Optional == line.Nullable;

    private void Report(ShapeLine line, string what, string why, Verdict verdict)
    {
        // Of a state, nothing is kept that could not be made anew from its events.
        if (_kind == ContractKind.State) _changes.Add(new ShapeChange(line.Path, what, "states are folded anew from their events", Verdict.Compatible));
        else _changes.Add(new ShapeChange(line.Path, what, why, verdict));
    }

    private static string Quote(ShapeLine line) => line.Path switch
    {
        WirePath.Root => "the document",
        WirePath.Response => "the response",
        var path when WirePath.IsInResponse(path) => $"'{path.Substring(WirePath.Response.Length).TrimStart('.')}' of the response",
        var path => $"'{path}'",
    };

    private static string Article(ShapeLine line) => line.Form switch
    {
        "list" or "set" or "tuple" => "a " + line.Form,
        "object" => "an object",
        var form when form.StartsWith("map ", StringComparison.Ordinal) => "a " + form,
        var form when form.StartsWith("enum ", StringComparison.Ordinal) => "an " + form,
        var form when form.StartsWith("^", StringComparison.Ordinal) => form == "^" ? "the document again" : $"'{form.Substring(1)}' again",
        var form => form,
    };

    private static string List(string[] names) => string.Join(", ", names.Select(name => $"'{name}'"));

    /// <summary>The names of an enum or of the cases of a hierarchy.</summary>
    /// <param name="Kind">What the names are of; only names of the same are compared.</param>
    /// <param name="By">The member that tells a hierarchy's case.</param>
    private sealed record Names(string Kind, string[] All, string By)
    {
        private static readonly Regex Pattern = new("^(?<kind>(map of )?enum|one of) (?<names>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

        public static Names? Of(string form)
        {
            if (Pattern.Match(form) is not { Success: true } match) return null;
            var names = match.Groups["names"].Value;
            var by = WirePath.Find(names, " by ");
            return new Names(
                match.Groups["kind"].Value, WirePath.Split(by < 0 ? names : names.Substring(0, by), '|'), by < 0 ? "" : names.Substring(by + " by ".Length));
        }
    }
}
