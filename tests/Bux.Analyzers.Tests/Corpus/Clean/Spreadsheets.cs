using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using Bux;

[assembly: ServiceContracts("spreadsheets")]

namespace Corpus.Spreadsheets;

[Command]
public sealed record OpenSheet([EntityKey] string Sheet) : ICommand;

[Command]
[Rejects<BadFormula>]
[Rejects<Circle>]
public sealed record WriteCells([EntityKey] string Sheet, ImmutableDictionary<string, string> Cells) : ICommand<ImmutableDictionary<string, double>>;

[Command]
public sealed record ClearCells([EntityKey] string Sheet, ImmutableArray<string> Cells) : ICommand;

[Command]
[Rejects<CellEmpty>]
[Rejects<CellTaken>]
public sealed record RenameCell([EntityKey] string Sheet, string From, string To) : ICommand<int>;

[DomainEvent(version: 1)]
public sealed record SheetOpened(string Sheet);

[DomainEvent(version: 1)]
public sealed record CellWritten(string Cell, string Formula);

[DomainEvent(version: 1)]
public sealed record CellsCleared(ImmutableHashSet<string> Cells);

[DomainEvent(version: 1)]
public sealed record CellRenamed(string From, string To);

public sealed record BadFormula(string Cell, int Position, string Expected) : Rejection("bad-formula", $"The formula of {Cell} cannot be read.");

public sealed record Circle(ImmutableArray<string> Cells) : Rejection("circle", "The cells need each other.");

public sealed record CellTaken(string Cell) : Rejection("cell-taken", $"{Cell} is not empty.");

public sealed record CellEmpty(string Cell) : Rejection("cell-empty", $"{Cell} is empty.");

[State("spreadsheets")]
public sealed record Sheet(string Name, ImmutableDictionary<string, string> Formulas, ImmutableDictionary<string, double> Values);

/// <summary>A formula as a tree.</summary>
internal abstract record Node
{
    public sealed record Number(double Value) : Node;

    public sealed record Cell(string Name) : Node;

    public sealed record Binary(char Operator, Node Left, Node Right) : Node;

    public sealed record Call(string Function, ImmutableArray<Node> Arguments) : Node;

    public IEnumerable<string> Cells() => this switch
    {
        Cell cell => [cell.Name],
        Binary binary => binary.Left.Cells().Concat(binary.Right.Cells()),
        Call call => call.Arguments.SelectMany(argument => argument.Cells()),
        _ => [],
    };

    public Node Renamed(string from, string to) => this switch
    {
        Cell(var name) when name == from => new Cell(to),
        Binary(_, var left, var right) binary => binary with { Left = left.Renamed(from, to), Right = right.Renamed(from, to) },
        Call call => call with { Arguments = [.. from argument in call.Arguments select argument.Renamed(@from, to)] },
        _ => this,
    };

    public string Text() => this switch
    {
        Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        Cell cell => cell.Name,
        Binary binary => $"({binary.Left.Text()}{binary.Operator}{binary.Right.Text()})",
        Call call => call.Function + "(" + string.Join(',', call.Arguments.Select(argument => argument.Text())) + ")",
        _ => throw new InvalidOperationException($"{GetType().Name} has no text."),
    };
}

/// <summary>Reads a formula by recursive descent.</summary>
internal ref struct FormulaReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position = 0;

    public int Position => _position;

    public string? Expected { get; private set; }

    public static bool TryRead(string formula, [NotNullWhen(true)] out Node? node, out int position, out string? expected)
    {
        var reader = new FormulaReader(formula);
        node = reader.Sum();
        if (node is not null && reader._position < formula.Length) (node, reader.Expected) = (null, "end");
        (position, expected) = (reader.Position, reader.Expected);
        return node is not null;
    }

    private char Next => _position < _text.Length ? _text[_position] : '\0';

    private Node? Sum()
    {
        var left = Product();
        while (left is not null && Next is '+' or '-')
        {
            var sign = _text[_position++];
            left = Product() is { } right ? new Node.Binary(sign, left!, right) : null;
        }

        return left;
    }

    private Node? Product()
    {
        var left = Factor();
        while (left is not null && Next is '*' or '/')
        {
            var sign = _text[_position++];
            left = Factor() is { } right ? new Node.Binary(sign, left!, right) : null;
        }

        return left;
    }

    private Node? Factor()
    {
        if (Next == '(')
        {
            _position++;
            var inner = Sum();
            return Take(')') ? inner : null;
        }

        var start = _position;
        while (char.IsAsciiLetterOrDigit(Next) || Next == '.') _position++;
        var word = _text[start.._position];
        if (word.IsEmpty) return Missing("number, cell or '('");
        if (char.IsAsciiDigit(word[0])) return double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? new Node.Number(number) : Missing("number");
        return Next == '(' ? Call(word.ToString()) : new Node.Cell(word.ToString().ToUpperInvariant());
    }

    private Node? Call(string function)
    {
        var arguments = ImmutableArray.CreateBuilder<Node>();
        do
        {
            _position++;
            if (Sum() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (Next == ',');
        return Take(')') ? new Node.Call(function.ToLowerInvariant(), arguments.ToImmutable()) : null;
    }

    private bool Take(char sign)
    {
        if (Next != sign) return Missing($"'{sign}'") is not null;
        _position++;
        return true;
    }

    private Node? Missing(string what)
    {
        Expected ??= what;
        return null;
    }
}

/// <summary>Computes every cell once, those that it needs first.</summary>
internal sealed class Evaluation
{
    private readonly ImmutableDictionary<string, string> _formulas;
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly Stack<string> _path = [];
    private ImmutableArray<string> _circle = [];

    private Evaluation(ImmutableDictionary<string, string> formulas) => _formulas = formulas;

    public static (ImmutableDictionary<string, double> Values, ImmutableArray<string> Circle) Of(ImmutableDictionary<string, string> formulas)
    {
        var evaluation = new Evaluation(formulas);
        foreach (var cell in formulas.Keys.OrderBy(cell => cell, StringComparer.Ordinal)) evaluation.Value(cell);
        return (evaluation._values.ToImmutableDictionary(StringComparer.Ordinal), evaluation._circle);
    }

    private double Value(string cell)
    {
        if (_values.TryGetValue(cell, out var known)) return known;
        if (_path.Contains(cell))
        {
            if (_circle.IsEmpty) _circle = [.. _path.Reverse()];
            return double.NaN;
        }

        if (!_formulas.TryGetValue(cell, out var formula) || !FormulaReader.TryRead(formula, out var node, out _, out _)) return 0;
        _path.Push(cell);
        var value = Value(node);
        _path.Pop();
        return _values[cell] = value;
    }

    private double Value(Node node) => node switch
    {
        Node.Number(var value) => value,
        Node.Cell(var name) => Value(name),
        Node.Binary('+', var left, var right) => Value(left) + Value(right),
        Node.Binary('-', var left, var right) => Value(left) - Value(right),
        Node.Binary('*', var left, var right) => Value(left) * Value(right),
        Node.Binary(_, var left, var right) => Value(left) / Value(right),
        Node.Call("sum", var arguments) => arguments.Sum(Value),
        Node.Call("max", var arguments) => arguments.Max(Value),
        Node.Call("min", var arguments) => arguments.Min(Value),
        _ => double.NaN,
    };
}

[StateMutator]
public static class SheetMutator
{
    public static Sheet Create(SheetOpened e) => new(e.Sheet, ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, double>.Empty);

    public static Sheet Apply(Sheet s, CellWritten e) => Evaluated(s with { Formulas = s.Formulas.SetItem(e.Cell, e.Formula) });

    public static Sheet Apply(Sheet s, CellsCleared e) => Evaluated(s with { Formulas = s.Formulas.RemoveRange(e.Cells) });

    public static Sheet Apply(Sheet s, CellRenamed e)
    {
        var renamed = new Dictionary<string, string>(s.Formulas.Count, StringComparer.Ordinal);
        foreach (var (cell, formula) in s.Formulas)
        {
            var text = FormulaReader.TryRead(formula, out var node, out _, out _) ? node.Renamed(e.From, e.To).Text() : formula;
            renamed[cell == e.From ? e.To : cell] = text;
        }

        return Evaluated(s with { Formulas = renamed.ToImmutableDictionary(StringComparer.Ordinal) });
    }

    private static Sheet Evaluated(Sheet sheet) => sheet with { Values = Evaluation.Of(sheet.Formulas).Values };
}

[UseCase]
public static class SheetUseCases
{
    public static void Handle(OpenSheet command, UseCaseContext<Sheet> context) => context.Emit(new SheetOpened(command.Sheet));

    public static Reply<ImmutableDictionary<string, double>> Handle(WriteCells command, Sheet sheet, UseCaseContext<Sheet> context)
    {
        foreach (var (cell, formula) in command.Cells)
        {
            if (!FormulaReader.TryRead(formula, out _, out var position, out var expected)) return new BadFormula(cell, position, expected ?? "a formula");
        }

        if (Evaluation.Of(sheet.Formulas.SetItems(command.Cells)).Circle is { IsEmpty: false } circle) return new Circle(circle);
        foreach (var cell in command.Cells.Keys.Order(StringComparer.Ordinal)) sheet = context.Emit(new CellWritten(cell, command.Cells[cell]));
        return sheet.Values;
    }

    public static Reply<Done> Handle(ClearCells command, Sheet sheet, UseCaseContext<Sheet> context)
    {
        var cleared = command.Cells.Where(sheet.Formulas.ContainsKey).ToImmutableHashSet(StringComparer.Ordinal);
        if (!cleared.IsEmpty) context.Emit(new CellsCleared(cleared));
        return Reply.Done;
    }

    public static Reply<int> Handle(RenameCell command, Sheet sheet, UseCaseContext<Sheet> context)
    {
        if (!sheet.Formulas.ContainsKey(command.From)) return new CellEmpty(command.From);
        if (sheet.Formulas.ContainsKey(command.To)) return new CellTaken(command.To);
        return context.Emit(new CellRenamed(command.From, command.To)).Formulas.Count;
    }
}
