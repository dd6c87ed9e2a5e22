using System.Globalization;
using System.Text.RegularExpressions;
using Bux.Generators.Model;

namespace Bux.Generators.Locking;

/// <summary>Something in a lock that cannot be read.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="What">What is wrong and how to mend it, as the end of a sentence that begins with the file's name and line.</param>
/// <param name="IsConflict">Whether it is a mark that a merge left.</param>
internal sealed record LockProblem(int Line, string What, bool IsConflict);

/// <summary>What was read from the text of a lock.</summary>
internal sealed class LockReading
{
    private static readonly Regex Block = new(
        @"^(?<kind>command|event|rejection|state) ((?<service>[a-z0-9-]+)/)?(?<name>[a-z0-9-]+)( v(?<version>[1-9][0-9]{0,8}))?(?<rest> retired| [0-9a-f]{12})?$",
        RegexOptions.CultureInvariant);

    private readonly List<LockedContract> _contracts = [];
    private readonly List<UsedContract> _uses = [];
    private readonly List<LockProblem> _problems = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<ShapeLine> _shape = [];
    private LockedContract? _block;
    private bool _hasFormat;

    private LockReading()
    {
    }

    /// <summary>The lock, without what could not be read.</summary>
    public LockFile File { get; private set; } = LockFile.Empty;

    /// <summary>What could not be read, in order.</summary>
    public IReadOnlyList<LockProblem> Problems => _problems;

    /// <summary>The line of a block, counted from 1, or null where there is none.</summary>
    /// <param name="id">A contract's identity; for one that is used, with <c>uses </c> before it.</param>
    public int? LineOf(string id) => _lines.TryGetValue(id, out var line) ? line : null;

    /// <summary>Reads a lock. It never throws: what is wrong are <see cref="Problems"/>.</summary>
    public static LockReading Of(string text)
    {
        var reading = new LockReading();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Replace("\r\n", "\n").Split('\n')) reading.Read(line, ++number);
        reading.Close();
        if (!reading._hasFormat && reading._problems.Count == 0) reading.Report(1, $"does not say '{LockFile.Format}'. Restore the file from source control, or accept the contracts anew");
        reading.File = LockFile.Of(reading._contracts, reading._uses);
        return reading;
    }

    private void Read(string line, int number)
    {
        if (IsMark(line))
        {
            Close();
            _problems.Add(new LockProblem(number, $"has a mark that a merge left: '{line.Trim()}'. Keep the blocks of both sides, and of two blocks of one contract the one that was accepted.", true));
        }
        else if (line.StartsWith("  ", StringComparison.Ordinal) && line.Trim().Length > 0) ReadShape(line.Substring(2), number);
        else if (line.StartsWith("format ", StringComparison.Ordinal)) ReadFormat(line, number);
        else if (line.Trim().Length > 0 && line[0] != '#') ReadBlock(line, number);
    }

    private static bool IsMark(string line) =>
        line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith(">>>>>>>", StringComparison.Ordinal)
        || line.StartsWith("|||||||", StringComparison.Ordinal) || line.StartsWith("=======", StringComparison.Ordinal);

    private void ReadFormat(string line, int number)
    {
        Close();
        _hasFormat = true;
        if (line != LockFile.Format) Report(number, $"says '{line}', but this release reads '{LockFile.Format}'. Update the Bux packages");
    }

    private void ReadBlock(string line, int number)
    {
        Close();
        var isUse = line.StartsWith("uses ", StringComparison.Ordinal);
        var match = Block.Match(isUse ? line.Substring("uses ".Length) : line);
        var rest = match.Groups["rest"].Value;
        var kind = match.Success ? (ContractKind)Enum.Parse(typeof(ContractKind), match.Groups["kind"].Value, ignoreCase: true) : default;
        var version = match.Groups["version"].Success ? int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture) : 0;
        var service = match.Groups["service"].Value;
        if (!match.Success
            || (kind == ContractKind.Event) != (version > 0)
            || (kind is ContractKind.Command or ContractKind.Event) != (service.Length > 0)
            || (isUse ? rest.Length != 13 : rest is not ("" or " retired")))
        {
            Report(number, $"is no block of a contract: '{line}'. A block begins like 'event broker-accounts/account-closed v2'");
            return;
        }

        var id = LockedContract.IdOf(kind, service, match.Groups["name"].Value, version);
        var key = isUse ? "uses " + id : id;
        if (_lines.TryGetValue(key, out var first)) Report(number, $"has '{key}' again, which line {first} has already. Keep the one that was accepted");
        else _lines.Add(key, number);

        if (isUse) _uses.Add(new UsedContract(kind, service, match.Groups["name"].Value, version, rest.Trim()));
        else _block = new LockedContract(kind, service, match.Groups["name"].Value, version, rest.Length > 0, EquatableArray<ShapeLine>.Empty);
    }

    private void ReadShape(string text, int number)
    {
        if (ShapeLine.Parse(text) is not { } line) Report(number, $"is no line of a shape: '{text}'. A line is like 'details.address: object'");
        else if (_block is null)
        {
            // After a block that could not be read, its lines say nothing new.
            if (_problems.Count == 0) Report(number, $"belongs to no contract: '{text}'");
        }
        else if (_shape.Any(each => each.Path == line.Path)) Report(number, $"has '{line.Path}' of {_block.Id} a second time. Keep the one that was accepted");
        else _shape.Add(line);
    }

    private void Close()
    {
        if (_block is { } block && _contracts.All(each => each.Id != block.Id))
        {
            _contracts.Add(block with { Lines = _shape.OrderBy(line => line, ShapeLine.Order).ToEquatableArray() });
        }

        _block = null;
        _shape.Clear();
    }

    private void Report(int line, string what) => _problems.Add(new LockProblem(line, what + ".", false));
}
