using System;
using System.Collections.Immutable;
using System.Linq;
using Bux;

[assembly: ServiceContracts("four-in-a-row")]

namespace Corpus.FourInARow;

public enum Disc : byte
{
    None,
    Red,
    Yellow,
}

[Command]
public sealed record StartGame([EntityKey] string Game) : ICommand;

[Command]
[Rejects<GameIsOver>]
[Rejects<OtherTurn>]
[Rejects<ColumnFull>]
public sealed record DropDisc([EntityKey] string Game, Disc Disc, int Column) : ICommand<string>;

[Command]
[Rejects<TooManyMoves>]
public sealed record TakeBack([EntityKey] string Game, int Moves) : ICommand<int>;

[Command]
[Rejects<GameIsOver>]
public sealed record Resign([EntityKey] string Game, Disc Loser) : ICommand;

[DomainEvent(version: 1)]
public sealed record GameStarted(string Game);

[DomainEvent(version: 1)]
public sealed record DiscDropped(Disc Disc, int Column);

[DomainEvent(version: 1)]
public sealed record MoveTakenBack();

[DomainEvent(version: 1)]
public sealed record GameEnded(Disc Winner);

public sealed record ColumnFull(int Column) : Rejection("column-full", "There is no room in the column.");

public sealed record OtherTurn(Disc Turn) : Rejection("other-turn", $"{Turn} is to move.");

public sealed record GameIsOver(Disc Winner) : Rejection("game-is-over", "The game is over.");

public sealed record TooManyMoves(int Played) : Rejection("too-many-moves", "There are not as many moves.");

[State("four-in-a-row")]
public sealed partial record Game(string Id, ImmutableArray<Disc> Cells, ImmutableList<int> Moves, Disc? Winner)
{
    public const int Columns = 7;
    public const int Rows = 6;
}

public sealed partial record Game
{
    public static ImmutableArray<Disc> NoDiscs { get; } = ImmutableArray.Create(new Disc[Columns * Rows]);

    public Disc Turn => Moves.Count % 2 == 0 ? Disc.Red : Disc.Yellow;

    public Disc this[int column, int row] => Cells[row * Columns + column];

    public int Height(int column)
    {
        var height = 0;
        while (height < Rows && this[column, height] != Disc.None) height++;
        return height;
    }

    public override string ToString()
    {
        return string.Create(Rows * (Columns + 1), this, static (text, game) =>
        {
            var at = 0;
            for (var row = Rows - 1; row >= 0; row--)
            {
                for (var column = 0; column < Columns; column++) text[at++] = Letter(game[column, row]);
                text[at++] = '\n';
            }
        });

        static char Letter(Disc disc) => disc switch { Disc.Red => 'R', Disc.Yellow => 'Y', _ => '.' };
    }
}

internal static class Lines
{
    private static readonly ImmutableArray<(int X, int Y)> Directions = ImmutableArray.Create((1, 0), (0, 1), (1, 1), (1, -1));

    public static Disc WinnerOf(Board board)
    {
        for (var column = 0; column < Game.Columns; column++)
        {
            for (var row = 0; row < Game.Rows; row++)
            {
                foreach (var (x, y) in Directions)
                {
                    if (IsFour(board, column, row, x, y)) return board[column, row];
                }
            }
        }

        return Disc.None;
    }

    private static bool IsFour(Board board, int column, int row, int x, int y)
    {
        if (column + 3 * x >= Game.Columns || row + 3 * y is < 0 or >= Game.Rows || board[column, row] == Disc.None) return false;
        return Enumerable.Range(1, 3).All(i => board[column + i * x, row + i * y] == board[column, row]);
    }

    /// <summary>The best column by looking ahead; the two functions call each other.</summary>
    public static int Advice(Board board, Disc turn, int depth)
    {
        var (best, value) = (-1, int.MinValue);
        for (var column = 0; column < Game.Columns; column++)
        {
            if (board.Height(column) == Game.Rows) continue;
            var worth = -Worth(board.With(turn, column), Other(turn), depth - 1);
            if (worth > value) (best, value) = (column, worth);
        }

        return best;
    }

    private static int Worth(Board board, Disc turn, int depth)
    {
        if (WinnerOf(board) != Disc.None) return -100 - depth;
        if (depth <= 0) return 0;
        var next = Advice(board, turn, depth - 1);
        return next < 0 ? 0 : -Worth(board.With(turn, next), Other(turn), depth - 1);
    }

    private static Disc Other(Disc turn) => turn == Disc.Red ? Disc.Yellow : Disc.Red;
}

/// <summary>Discs in their places, to try moves on without a game.</summary>
internal readonly record struct Board(ImmutableArray<Disc> Cells)
{
    public Disc this[int column, int row] => Cells[row * Game.Columns + column];

    public int Height(int column)
    {
        var height = 0;
        while (height < Game.Rows && this[column, height] != Disc.None) height++;
        return height;
    }

    public Board With(Disc disc, int column) => new(Cells.SetItem(Height(column) * Game.Columns + column, disc));
}

[StateMutator]
public static class GameMutator
{
    public static Game Create(GameStarted e) => new(e.Game, Game.NoDiscs, [], null);

    public static Game Apply(Game s, DiscDropped e)
    {
        Span<Disc> cells = new Disc[s.Cells.Length];
        s.Cells.CopyTo(cells);
        ref var cell = ref cells[s.Height(e.Column) * Game.Columns + e.Column];
        cell = e.Disc;
        return s with { Cells = [.. cells], Moves = s.Moves.Add(e.Column) };
    }

    public static Game Apply(Game s, MoveTakenBack e)
    {
        var column = s.Moves[^1];
        var cells = s.Cells.ToBuilder();
        Clear(cells, (s.Height(column) - 1) * Game.Columns + column);
        return s with { Cells = cells.MoveToImmutable(), Moves = s.Moves.RemoveAt(s.Moves.Count - 1), Winner = null };
    }

    public static Game Apply(Game s, GameEnded e) => s with { Winner = e.Winner };

    private static void Clear(ImmutableArray<Disc>.Builder cells, int index) => cells[index] = Disc.None;
}

[UseCase]
public static class Playing
{
    public static Rejection? Handle(StartGame command, UseCaseContext<Game> context)
    {
        context.Emit(new GameStarted(command.Game));
        return null;
    }

    public static Reply<string> Handle(DropDisc command, Game game, UseCaseContext<Game> context)
    {
        if (Refusal(game, command.Disc) is { } refusal) return refusal;
        if (game.Height(command.Column) >= Game.Rows) return new ColumnFull(command.Column);

        game = context.Emit(new DiscDropped(command.Disc, command.Column));
        if (Lines.WinnerOf(new Board(game.Cells)) is not Disc.None and var winner) game = context.Emit(new GameEnded(winner));
        return game.Winner is null ? $"{game}advice: {Lines.Advice(new Board(game.Cells), game.Turn, 3)}" : game.ToString();
    }

    public static Reply<int> Handle(TakeBack command, Game game, UseCaseContext<Game> context)
    {
        if (command.Moves > game.Moves.Count) return new TooManyMoves(game.Moves.Count);
        for (var i = 0; i < command.Moves; i++) game = context.Emit(new MoveTakenBack());
        return game.Moves.Count;
    }

    public static Rejection? Handle(Resign command, Game game, UseCaseContext<Game> context)
    {
        if (game.Winner is { } known) return new GameIsOver(known);
        context.Emit(new GameEnded(command.Loser == Disc.Red ? Disc.Yellow : Disc.Red));
        return null;
    }

    private static Rejection? Refusal(Game game, Disc disc) => game switch
    {
        { Winner: { } winner } => new GameIsOver(winner),
        _ => game.Turn == disc ? null : new OtherTurn(game.Turn),
    };
}
