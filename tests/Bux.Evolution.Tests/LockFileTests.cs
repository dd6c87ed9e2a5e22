using Bux.Generators.Locking;
using Bux.Generators.Model;
using CsCheck;

namespace Bux.Evolution.Tests;

/// <summary>The format of the lock: what is written is read, and what cannot be read is named with its line.</summary>
public sealed class LockFileTests
{
    private const string Good = """
        # A comment.
        format 1

        command accounts/open
          @key: id
          id: string
          =>: object

        event accounts/opened v1 retired
          colour: enum blue|red
          tags: list
          tags[]: string or null

        event accounts/opened v10
          id?: string or null = null

        uses event customers/moved v2 0123456789ab

        """;

    [Fact]
    public void A_lock_is_read_and_written_as_it_was_but_for_its_comments()
    {
        var reading = LockReading.Of(Good.ReplaceLineEndings("\n"));

        Assert.Empty(reading.Problems);
        Assert.Equal(["command accounts/open", "event accounts/opened v1", "event accounts/opened v10"], reading.File.Contracts.Select(each => each.Id));
        Assert.Equal([false, true, false], reading.File.Contracts.Select(each => each.Retired));
        Assert.Equal(9, reading.LineOf("event accounts/opened v1"));
        Assert.Equal(17, reading.LineOf("uses event customers/moved v2"));
        var written = reading.File.ToString();
        Assert.Equal(Good.ReplaceLineEndings("\n")[Good.IndexOf("format", StringComparison.Ordinal)..], written[written.IndexOf("format", StringComparison.Ordinal)..]);
        Assert.Equal(written, LockReading.Of(written).File.ToString());
        Assert.Equal(reading.File, LockReading.Of(Good.ReplaceLineEndings("\r\n")).File);
    }

    [Fact]
    public void Blocks_and_lines_are_sorted_whatever_order_they_come_in()
    {
        var shuffled = "format 1\nevent accounts/opened v10\n  b: string\n  a: string\nevent accounts/opened v2\ncommand accounts/open\n  =>: object\n  a: string\n  @key: a\n";

        Assert.EndsWith(
            "format 1\n\ncommand accounts/open\n  @key: a\n  a: string\n  =>: object\n\nevent accounts/opened v2\n\nevent accounts/opened v10\n  a: string\n  b: string\n",
            LockReading.Of(shuffled).File.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format 1\nevent accounts/opened\n", 2, "is no block of a contract: 'event accounts/opened'")]
    [InlineData("format 1\nevent opened v1\n", 2, "is no block of a contract: 'event opened v1'")]
    [InlineData("format 1\ncommand accounts/open v1\n", 2, "is no block of a contract")]
    [InlineData("format 1\nstate accounts/open\n", 2, "is no block of a contract")]
    [InlineData("format 1\nevent accounts/opened v1 gone\n", 2, "is no block of a contract")]
    [InlineData("format 1\nuses event accounts/opened v1 123\n", 2, "is no block of a contract")]
    [InlineData("format 1\nnonsense\n", 2, "is no block of a contract: 'nonsense'")]
    [InlineData("format 1\nevent accounts/opened v1\n  id\n", 3, "is no line of a shape: 'id'")]
    [InlineData("format 1\nevent accounts/opened v1\n  id?: string\n", 3, "is no line of a shape: 'id?: string'")]
    [InlineData("format 1\nevent accounts/opened v1\n  id: string\n  id: guid\n", 4, "has 'id' of event accounts/opened v1 a second time")]
    [InlineData("format 1\nstate accounts\n\nstate accounts\n", 4, "has 'state accounts' again, which line 2 has already")]
    [InlineData("format 1\n  id: string\n", 2, "belongs to no contract: 'id: string'")]
    [InlineData("format 2\n", 1, "says 'format 2', but this release reads 'format 1'")]
    [InlineData("state accounts\n", 1, "does not say 'format 1'")]
    [InlineData("", 1, "does not say 'format 1'")]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line, string what)
    {
        var problem = Assert.Single(LockReading.Of(text).Problems);

        Assert.Equal(line, problem.Line);
        Assert.StartsWith(what, problem.What, StringComparison.Ordinal);
        Assert.False(problem.IsConflict);
    }

    [Fact]
    public void The_marks_of_a_merge_are_named_as_such()
    {
        var problems = LockReading.Of("format 1\nstate accounts\n<<<<<<< HEAD\n  a: string\n||||||| base\n=======\n  b: string\n>>>>>>> other\n").Problems;

        Assert.Equal([3, 5, 6, 8], problems.Where(problem => problem.IsConflict).Select(problem => problem.Line));
        Assert.All(problems.Where(problem => problem.IsConflict), problem => Assert.StartsWith("has a mark that a merge left: '", problem.What, StringComparison.Ordinal));
    }

    [Fact]
    public void Odd_names_and_defaults_come_back_as_they_were() => Gen.Select(Gen.String, Gen.String, Gen.String, Gen.Bool, Gen.Bool).Sample((one, two, text, optional, nullable) =>
    {
        var path = WirePath.Member(WirePath.Case(WirePath.Items(WirePath.Member(WirePath.Root, one)), two), two);
        var line = new ShapeLine(path, optional, $"enum {WirePath.Word(one)}|{WirePath.Word(two)}", nullable, optional ? JsonText.Quoted(text) : null);

        var reading = LockReading.Of($"format 1\nstate accounts\n  {line}\n");
        Assert.Empty(reading.Problems);
        Assert.Equal(line, Assert.Single(Assert.Single(reading.File.Contracts).Lines));
        Assert.Equal(
            [WirePath.Case(WirePath.Items(WirePath.Member(WirePath.Root, one)), two), WirePath.Items(WirePath.Member(WirePath.Root, one)), WirePath.Member(WirePath.Root, one), WirePath.Root],
            WirePath.Around(path));
        Assert.Equal(WirePath.Word(two), WirePath.CaseBelow(path, WirePath.Items(WirePath.Member(WirePath.Root, one))));
    });

    [Fact]
    public void No_text_makes_the_reader_throw() => Gen.String[Gen.Char["uses evntcomad/v12: ?=|.[]{}()\"\\\n <>=#"], 0, 80].Sample(text =>
    {
        var reading = LockReading.Of("format 1\n" + text);
        Assert.Equal(reading.File, LockReading.Of(reading.File.ToString()).File);
        foreach (var contract in reading.File.Contracts) Assert.Empty(ShapeComparison.Changes(contract, contract));
    });

    [Fact]
    public void A_hash_is_twelve_digits_and_tells_shapes_apart()
    {
        string Hash(string line) => LockReading.Of($"format 1\nstate accounts\n  {line}\n").File.Contracts[0].Hash;

        Assert.Matches("^[0-9a-f]{12}$", Hash("a: string"));
        Assert.Equal(Hash("a: string"), Hash("a: string"));
        Assert.NotEqual(Hash("a: string"), Hash("a: string or null"));
    }
}
