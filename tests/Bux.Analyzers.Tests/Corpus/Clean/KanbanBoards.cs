using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Bux;

[assembly: ServiceContracts("kanban-boards")]

namespace Corpus.KanbanBoards;

public readonly record struct CardId(string Value)
{
    public static CardId Of(string board, int number) => new(FormattableString.Invariant($"{board}-{number:D4}"));
}

public sealed record Card(CardId Id, string Title, ImmutableArray<string> Labels, ImmutableDictionary<string, string> Fields, int Moves = 0);

public sealed record Column(string Title, int? Limit, ImmutableList<Card> Cards)
{
    public bool IsFull => Cards.Count >= Limit;
}

[Command]
[Rejects<NoColumns>]
public sealed record CreateBoard([EntityKey] string Board, ImmutableArray<string> Columns) : ICommand;

[Command]
[Rejects<ColumnFull>]
public sealed record AddCard([EntityKey] string Board, string Title, string Description) : ICommand<CardId>;

[Command]
[Rejects<UnknownCard>]
[Rejects<UnknownColumn>]
[Rejects<ColumnFull>]
public sealed record MoveCard([EntityKey] string Board, CardId Card, string ToColumn, int Position) : ICommand;

[Command]
public sealed record RelabelCards([EntityKey] string Board, string Label, ImmutableHashSet<CardId> Cards) : ICommand<int>;

[Command]
public sealed record ArchiveDone([EntityKey] string Board) : ICommand<string>;

[DomainEvent(version: 1)]
public sealed record BoardCreated(string Board, ImmutableArray<string> Columns);

[DomainEvent(version: 1)]
public sealed record CardAdded(CardId Card, string Title, string Description);

[DomainEvent(version: 1)]
public sealed record CardMoved(CardId Card, int FromColumn, int ToColumn, int Position);

[DomainEvent(version: 1)]
public sealed record CardLabelled(CardId Card, string Label);

[DomainEvent(version: 1)]
public sealed record CardsArchived(ImmutableArray<CardId> Cards);

public sealed record UnknownColumn(string Column) : Rejection("unknown-column", $"There is no column '{Column}'.");

public sealed record UnknownCard(CardId Card) : Rejection("unknown-card", $"There is no card {Card.Value}.");

public sealed record ColumnFull(string Column) : Rejection("column-full", $"The column '{Column}' has reached its limit.");

public sealed record NoColumns() : Rejection("no-columns", "A board has columns.");

[State("kanban-boards")]
public sealed record Board(string Name, ImmutableList<Column> Columns, int Cards)
{
    public (int Column, int Position)? Find(CardId card)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            var position = Columns[i].Cards.FindIndex(each => each.Id == card);
            if (position >= 0) return (i, position);
        }

        return null;
    }
}

[StateMutator]
public static class BoardMutator
{
    public static Board Create(BoardCreated e)
    {
        return new Board(e.Board, e.Columns.Select(Parsed).ToImmutableList(), 0);

        // "Doing/3" is a column with a limit.
        static Column Parsed(string text)
        {
            var slash = text.LastIndexOf('/');
            return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                ? new Column(text[..slash].TrimEnd(), limit, [])
                : new Column(text, null, []);
        }
    }

    public static Board Apply(Board s, CardAdded e)
    {
        var (labels, fields) = Read(e.Description);
        var card = new Card(e.Card, Title(e.Title), labels, fields);
        return s with { Cards = s.Cards + 1, Columns = s.Columns.SetItem(0, s.Columns[0] with { Cards = s.Columns[0].Cards.Add(card) }) };
    }

    public static Board Apply(Board s, CardMoved e)
    {
        if (s.Find(e.Card) is not var (column, position)) return s;
        var card = s.Columns[column].Cards[position];
        var columns = s.Columns.ToBuilder();
        columns[column] = columns[column] with { Cards = columns[column].Cards.RemoveAt(position) };
        var target = columns[e.ToColumn];
        columns[e.ToColumn] = target with { Cards = target.Cards.Insert(Math.Clamp(e.Position, 0, target.Cards.Count), card with { Moves = card.Moves + 1 }) };
        return s with { Columns = columns.ToImmutable() };
    }

    public static Board Apply(Board s, CardLabelled e) => Each(s, card => card.Id == e.Card ? card with { Labels = Sorted([.. card.Labels, e.Label]) } : card);

    public static Board Apply(Board s, CardsArchived e)
    {
        var gone = e.Cards.ToHashSet();
        return s with { Columns = s.Columns.ConvertAll(column => column with { Cards = column.Cards.RemoveAll(card => gone.Contains(card.Id)) }) };
    }

    private static Board Each(Board board, Func<Card, Card> change) =>
        board with { Columns = [.. board.Columns.Select(column => column with { Cards = [.. column.Cards.Select(change)] })] };

    private static ImmutableArray<string> Sorted(ReadOnlySpan<string> labels)
    {
        var distinct = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var label in labels) distinct.Add(label.Trim());
        return [.. distinct];
    }

    /// <summary>Words with a hash are labels, words with a colon are fields.</summary>
    private static (ImmutableArray<string> Labels, ImmutableDictionary<string, string> Fields) Read(string description)
    {
        var labels = new List<string>();
        var fields = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var word in description.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (word)
            {
                case ['#', .. var label]:
                    labels.Add(label);
                    break;
                case [_, ..] when word.IndexOf(':') is > 0 and var colon:
                    fields[word[..colon]] = word[(colon + 1)..];
                    break;
            }
        }

        labels.Sort(StringComparer.Ordinal);
        return (labels.ToImmutableArray(), fields.ToImmutable());
    }

    private static string Title(string title)
    {
        var text = new StringBuilder(title.Length);
        foreach (var letter in title.Normalize())
        {
            if (char.IsControl(letter)) continue;
            text.Append(text.Length == 0 ? char.ToUpperInvariant(letter) : letter);
        }

        if (text.Length > 80) text.Remove(79, text.Length - 79).Append('…');
        return text.ToString();
    }
}

[UseCase]
public static class BoardUseCases
{
    public static Reply<Done> Handle(CreateBoard command, UseCaseContext<Board> context)
    {
        if (command.Columns.IsDefaultOrEmpty) return new NoColumns();
        context.Emit(new BoardCreated(command.Board, command.Columns));
        return default(Done);
    }

    public static Reply<CardId> Handle(AddCard command, Board board, UseCaseContext<Board> context)
    {
        if (board.Columns is not [{ IsFull: false }, ..]) return new ColumnFull(board.Columns[0].Title);
        var id = CardId.Of(board.Name, board.Cards + 1);
        context.Emit(new CardAdded(id, command.Title, command.Description));
        return id;
    }

    public static Rejection? Handle(MoveCard command, Board board, UseCaseContext<Board> context)
    {
        if (board.Find(command.Card) is not { } from) return new UnknownCard(command.Card);
        var to = board.Columns.FindIndex(column => column.Title.Equals(command.ToColumn, StringComparison.OrdinalIgnoreCase));
        if (to < 0) return new UnknownColumn(command.ToColumn);
        if (to != from.Column && board.Columns[to].IsFull) return new ColumnFull(command.ToColumn);

        context.Emit(new CardMoved(command.Card, from.Column, to, command.Position));
        return null;
    }

    public static Reply<int> Handle(RelabelCards command, Board board, UseCaseContext<Board> context)
    {
        var known = board.Columns.SelectMany(column => column.Cards).Where(card => command.Cards.Contains(card.Id)).ToList();
        known.ForEach(card => ArgumentException.ThrowIfNullOrEmpty(card.Title));
        foreach (var card in known) board = context.Emit(new CardLabelled(card.Id, command.Label));
        return known.Count;
    }

    public static Reply<string> Handle(ArchiveDone command, Board board, UseCaseContext<Board> context)
    {
        var done = board.Columns[^1].Cards;
        if (done is { IsEmpty: true }) return "nothing";
        context.Emit(new CardsArchived([.. done.Select(card => card.Id)]));
        return string.Join(", ", done.Select(card => card.Id.Value));
    }
}
