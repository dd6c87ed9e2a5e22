using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Bux;

[assembly: ServiceContracts("polls")]

namespace Corpus.Polls;

public readonly record struct VoterId(string Value);

public enum Method
{
    Plurality,
    Approval,
    Instant,
}

public sealed record Ballot(VoterId Voter, ImmutableArray<string> Ranking);

public sealed record Tally(string Option, int Votes, ImmutableArray<VoterId> Voters);

[Command]
[Rejects<TooFewOptions>]
public sealed record OpenPoll([EntityKey] string Poll, Method Method, ImmutableArray<string> Options) : ICommand;

[Command]
[Rejects<PollIsClosed>]
[Rejects<VotedTwice>]
[Rejects<UnknownOption>]
public sealed record CastBallots([EntityKey] string Poll, ImmutableArray<Ballot> Ballots) : ICommand<int>;

[Command]
[Rejects<PollIsClosed>]
public sealed record AddOption([EntityKey] string Poll, string Option) : ICommand<string>;

[Command]
[Rejects<PollIsClosed>]
public sealed record ClosePoll([EntityKey] string Poll) : ICommand<string?>;

[DomainEvent(version: 1)]
public sealed record PollOpened(string Poll, Method Method, ImmutableArray<string> Options);

[DomainEvent(version: 1)]
public sealed record BallotsCast(ImmutableArray<Ballot> Ballots);

[DomainEvent(version: 1)]
public sealed record OptionAdded(string Option, string Slug);

[DomainEvent(version: 1)]
public sealed record PollClosed(string? Winner, string Report);

public sealed record UnknownOption(string Option) : Rejection("unknown-option", $"'{Option}' is no option.");

public sealed record VotedTwice(VoterId Voter) : Rejection("voted-twice", "Somebody votes twice.");

public sealed record TooFewOptions() : Rejection("too-few-options", "A poll has at least two options.");

public sealed record PollIsClosed() : Rejection("poll-is-closed", "The poll is closed.");

[State("polls")]
public sealed record Poll(
    string Id, Method Method, ImmutableArray<string> Options, ImmutableDictionary<VoterId, Ballot> Ballots, ImmutableArray<Tally> Tallies, bool IsClosed, string? Winner);

/// <summary>Collects who voted for an option.</summary>
internal sealed class TallySheet(string option)
{
    private readonly List<VoterId> _voters = [];
    private int _votes;

    public string Option { get; } = option;

    public void Count(Ballot ballot, int weight = 1)
    {
        _voters.Add(ballot.Voter);
        _votes += weight;
    }

    public static implicit operator Tally(TallySheet sheet)
    {
        sheet._voters.Sort((one, other) => string.CompareOrdinal(one.Value, other.Value));
        return new Tally(sheet.Option, sheet._votes, [.. sheet._voters]);
    }
}

[StateMutator]
public static class PollMutator
{
    public static Poll Create(PollOpened e) => new(e.Poll, e.Method, e.Options, ImmutableDictionary<VoterId, Ballot>.Empty, [], false, null);

    public static Poll Apply(Poll s, BallotsCast e)
    {
        var ballots = s.Ballots.ToDictionary();
        foreach (var ballot in e.Ballots) ballots[ballot.Voter] = ballot;
        var counted = ballots.ToImmutableDictionary();
        return s with { Ballots = counted, Tallies = s.Method is Method.Instant ? FirstChoices(s.Options, counted) : Tallied(s.Options, counted, s.Method) };
    }

    public static Poll Apply(Poll s, OptionAdded e) => s with { Options = s.Options.Contains(e.Slug, StringComparer.Ordinal) ? s.Options : [.. s.Options, e.Slug] };

    public static Poll Apply(Poll s, PollClosed e) => s with { IsClosed = true, Winner = e.Winner };

    private static ImmutableArray<Tally> Tallied(ImmutableArray<string> options, ImmutableDictionary<VoterId, Ballot> ballots, Method method)
    {
        var sheets = options.ToDictionary(option => option, option => new TallySheet(option), StringComparer.Ordinal);
        foreach (var ballot in ballots.Values.OrderBy(ballot => ballot.Voter.Value, StringComparer.Ordinal))
        {
            foreach (var (place, choice) in ballot.Ranking.Index())
            {
                if (place > 0 && method == Method.Plurality) break;
                if (sheets.TryGetValue(choice, out var sheet)) sheet.Count(ballot, weight: 1);
            }
        }

        return [.. options.Select(option => (Tally)sheets[option])];
    }

    private static ImmutableArray<Tally> FirstChoices(ImmutableArray<string> options, ImmutableDictionary<VoterId, Ballot> ballots)
    {
        var voters = new Dictionary<string, List<VoterId>>(StringComparer.Ordinal);
        foreach (var (voter, ballot) in ballots.OrderBy(each => each.Key.Value, StringComparer.Ordinal))
        {
            if (ballot.Ranking.IsEmpty) continue;
            if (!voters.TryGetValue(ballot.Ranking[0], out var list)) voters.Add(ballot.Ranking[0], list = []);
            list.Add(voter);
        }

        var tallies = new Tally[options.Length];
        for (var i = 0; i < options.Length; i++)
        {
            var list = voters.GetValueOrDefault(options[i]) ?? [];
            tallies[i] = new Tally(options[i], list.Count, [.. list]);
        }

        Array.Sort(tallies, (one, other) => (other.Votes, one.Option.Length).CompareTo((one.Votes, other.Option.Length)));
        return [.. tallies];
    }
}

internal static class Elections
{
    private static readonly FrozenDictionary<Method, string> Words = new[] { (Method.Plurality, "most votes"), (Method.Approval, "most approvals"), (Method.Instant, "last of the eliminations") }
        .ToFrozenDictionary(each => each.Item1, each => each.Item2);

    /// <summary>Whoever has the fewest first choices leaves, until somebody has more than half.</summary>
    public static string? InstantWinner(IEnumerable<Ballot> ballots, IEnumerable<string> options)
    {
        var left = new SortedSet<string>(options, StringComparer.Ordinal);
        var rankings = ballots.Select(ballot => ballot.Ranking.ToList()).ToList();
        while (left.Count > 0)
        {
            var counts = left.ToDictionary(option => option, _ => 0, StringComparer.Ordinal);
            foreach (var ranking in rankings)
            {
                ranking.RemoveAll(option => !left.Contains(option));
                if (ranking.Count > 0) counts[ranking[0]]++;
            }

            var most = left.MaxBy(option => counts[option])!;
            if (left.Count == 1 || 2 * counts[most] > rankings.Count) return most;
            left.Remove(left.MinBy(option => counts[option])!);
        }

        return null;
    }

    public static string Report(Poll poll)
    {
        var report = new StringBuilder();
        report.AppendJoin(", ", poll.Options).AppendLine();
        report.AppendFormat(CultureInfo.InvariantCulture, "{0} ballots, {1}", poll.Ballots.Count, Words[poll.Method]).AppendLine();
        foreach (var tally in poll.Tallies) report.AppendLine(CultureInfo.InvariantCulture, $"{tally.Option,-20}{tally.Votes,5}");
        return report.ToString();
    }

    public static string Slug(string text)
    {
        Span<char> slug = new char[text.Length];
        var length = 0;
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (length < slug.Length && Rune.IsLetterOrDigit(rune) && rune.IsAscii) slug[length++] = (char)Rune.ToLowerInvariant(rune).Value;
            else if (length is > 0 and var last && slug[last - 1] != '-' && length < slug.Length) slug[length++] = '-';
        }

        return new string(slug[..length].TrimEnd('-'));
    }
}

[UseCase]
public static class PollUseCases
{
    public static Reply<Done> Handle(OpenPoll command, UseCaseContext<Poll> context)
    {
        if (command.Options is not [_, _, ..]) return new TooFewOptions();
        context.Emit(new PollOpened(command.Poll, command.Method, [.. command.Options.Select(Elections.Slug)]));
        return Reply.Done;
    }

    public static Reply<int> Handle(CastBallots command, Poll poll, UseCaseContext<Poll> context)
    {
        if (Refusal(command, poll) is { } refusal) return refusal;
        foreach (var part in command.Ballots.Chunk(100)) poll = context.Emit(new BallotsCast([.. part]));
        return poll.Ballots.Count;
    }

    public static Reply<string> Handle(AddOption command, Poll poll, UseCaseContext<Poll> context)
    {
        if (poll.IsClosed) return new PollIsClosed();
        var slug = Elections.Slug(command.Option);
        context.Emit(new OptionAdded(command.Option, slug));
        return slug;
    }

    public static Reply<string?> Handle(ClosePoll command, Poll poll, UseCaseContext<Poll> context)
    {
        if (poll.IsClosed) return new PollIsClosed();
        var winner = poll.Method == Method.Instant
            ? Elections.InstantWinner(poll.Ballots.Values, poll.Options)
            : poll.Tallies.OrderByDescending(tally => tally.Votes).ThenBy(tally => tally.Option, StringComparer.Ordinal).FirstOrDefault()?.Option;
        return context.Emit(new PollClosed(winner, Elections.Report(poll))).Winner;
    }

    private static Rejection? Refusal(CastBallots command, Poll poll)
    {
        if (poll.IsClosed) return new PollIsClosed();
        var seen = new HashSet<VoterId>();
        foreach (var (voter, ranking) in command.Ballots)
        {
            if (!seen.Add(voter)) return new VotedTwice(voter);
            foreach (var option in ranking)
            {
                if (!poll.Options.Contains(option)) return new UnknownOption(option);
            }
        }

        return null;
    }
}
