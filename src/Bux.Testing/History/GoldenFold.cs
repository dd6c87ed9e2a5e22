using System.Text;
using Bux.Seam;

namespace Bux.Testing;

/// <summary>Folds golden documents into a service's states, and compares them with the accepted ones.</summary>
internal interface IGoldenFold
{
    void Judge(IReadOnlyList<GoldenDocument> history, string folder, bool accept, List<string> problems);
}

/// <summary>The fold of one service.</summary>
internal sealed class GoldenFold<TState>(StateModel<TState> model) : IGoldenFold
{
    private const int LongestDifference = 20;

    private readonly JsonWriter _json = new();

    public void Judge(IReadOnlyList<GoldenDocument> history, string folder, bool accept, List<string> problems)
    {
        var before = problems.Count;
        var folded = Fold([.. history.Where(document => document.Contract.Service == model.Service)], problems);
        // States that lack some documents are not worth a comparison.
        if (problems.Count > before) return;
        var path = Path.Combine(folder, $"{model.Service}.folds.jsonl");
        var accepted = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (accepted.SequenceEqual(folded, StringComparer.Ordinal)) return;
        if (accept)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, string.Concat(folded.Select(line => line + "\n")));
            return;
        }

        problems.Add(
            $"The golden history of {model.Service} folds to other states than were accepted, so states that were stored would differ from those folded anew:\n"
            + Difference(accepted, folded)
            + $"\nWhen that is meant, run the test with {GoldenHistory.AcceptVariable}=1 and keep {Path.GetFullPath(path)} in source control; else mend the mutator or the upcaster.");
    }

    /// <summary>Each document folded on nothing, where that is possible, and on the first state that a document makes.</summary>
    private List<string> Fold(IReadOnlyList<GoldenDocument> history, List<string> problems)
    {
        var made = history.Select(document => (Document: document, Result: Fold(document, false, default, problems))).ToArray();
        var (root, seed) = made.FirstOrDefault(each => each.Result is { Exists: true });
        var lines = new List<string>();
        foreach (var (document, onNothing) in made)
        {
            var onSeed = seed is null ? null : Fold(document, true, seed.State, problems);
            if (document.Parts.Count == 0) lines.Add(Line(document, "anything", null));
            else if (onNothing is null && onSeed is null && seed is not null)
            {
                problems.Add($"{model.Service} folds {document.Name} neither on nothing nor on the state that {root.Name} makes. Its mutator lacks a Create or an Apply.");
            }
            else
            {
                if (onNothing is not null) lines.Add(Line(document, "nothing", onNothing));
                if (onSeed is not null) lines.Add(Line(document, root.Name, onSeed));
            }
        }

        if (seed is null && history.Count > 0) problems.Add($"No golden document makes a state of {model.Service}.");
        return lines;
    }

    private Folded? Fold(GoldenDocument document, bool exists, TState? state, List<string> problems)
    {
        try
        {
            foreach (var part in document.Parts) (state, exists) = (model.Apply(exists, state, part.Event, out _), true);
            return document.Parts.Count == 0 ? null : new Folded(exists, state);
        }
        catch (EventNotFoldedException)
        {
            // A creating event on an existing entity, or the other way round.
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            problems.Add(
                $"{document.Name} of {model.Service} cannot be folded any more: {error.GetType().Name}: {error.Message} A mutator takes whatever was ever stored. "
                + "When such a document can never have been stored, begin its line with # and say why.");
            return null;
        }
    }

    private string Line(GoldenDocument document, string on, Folded? folded)
    {
        var state = "\"dropped\"";
        if (folded is not null)
        {
            model.Codec.Write(_json.Restart(), folded.State!);
            state = Encoding.UTF8.GetString(_json.Written);
        }

        return $"{{\"event\":\"{document.Name}\",\"on\":\"{on}\",\"state\":{state}}}";
    }

    private static string Difference(IReadOnlyList<string> accepted, IReadOnlyList<string> folded)
    {
        var gone = accepted.Except(folded, StringComparer.Ordinal).Select(line => "- " + line);
        var come = folded.Except(accepted, StringComparer.Ordinal).Select(line => "+ " + line);
        var lines = gone.Concat(come).OrderBy(line => line[2..], StringComparer.Ordinal).ToArray();
        var more = lines.Length > LongestDifference ? $"\n… and {lines.Length - LongestDifference} more" : "";
        return lines.Length == 0 ? "(the same lines in another order)" : string.Join("\n", lines.Take(LongestDifference)) + more;
    }

    private sealed record Folded(bool Exists, TState? State);
}
