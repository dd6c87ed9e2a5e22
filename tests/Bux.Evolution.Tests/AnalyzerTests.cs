using Microsoft.CodeAnalysis;

namespace Bux.Evolution.Tests;

/// <summary>What the analyzer says of the lock as a whole: none, not all in it, not declared any more, unreadable, switched off.</summary>
public sealed class AnalyzerTests
{
    private const string Opened = "[DomainEvent(1)] public sealed record Opened(string Id);\n";
    private const string Closed = """public sealed record Closed(string Id) : Rejection("closed", "Closed.");""" + "\n";

    [Fact]
    public async Task Without_a_lock_one_warning_names_the_command_to_run()
    {
        var found = await Locking.JudgeAsync(Locking.Compile(Opened + Closed), null);

        Assert.Equal(
            "BUX2001 at Opened: Contracts has contracts, but no bux.contracts.lock beside its project file. Run 'dotnet build -t:BuxAcceptContracts' and keep the file that it writes in source control.",
            Locking.Text(Assert.Single(found)));
        Assert.Equal(DiagnosticSeverity.Warning, found[0].Severity);
    }

    [Fact]
    public async Task Without_contracts_there_is_nothing_to_say() =>
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile("public sealed class Nothing;"), null));

    [Theory]
    [InlineData("BuxContractLock", "disable")]
    [InlineData("BuxContractLock", "Disable")]
    [InlineData("BuxAccepting", "true")]
    public async Task It_is_silent_where_the_project_says_so(string property, string value)
    {
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile(Opened), null, (property, value)));
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile(Opened), "<<<<<<<", (property, value)));
    }

    [Fact]
    public async Task A_new_contract_is_a_warning_that_brings_its_block()
    {
        var found = Assert.Single(await Locking.JudgeAsync(Locking.Compile(Opened + Closed), Locking.Accept(Opened)));

        Assert.Equal("BUX2002 at Closed: rejection closed is not in bux.contracts.lock. Accept it with 'dotnet build -t:BuxAcceptContracts' or the fix.", Locking.Text(found));
        Assert.Equal("rejection closed", found.Properties["contract"]);
        Assert.Equal("rejection closed\n  id: string", found.Properties["block"]);
    }

    [Fact]
    public async Task A_locked_event_without_a_type_is_an_error_in_the_lock()
    {
        var found = Assert.Single(await Locking.JudgeAsync(Opened + Closed, Closed));

        Assert.Equal(
            "BUX2006 at line 5: event accounts/opened v1 is locked, but no type declares it: its stored documents could not be read. Bring its type back. "
            + "If it was never deployed, delete its block from bux.contracts.lock and accept again.",
            found);
    }

    [Fact]
    public async Task An_event_that_is_just_being_typed_is_not_gone()
    {
        var compilation = Locking.Compile("[DomainEvent(1)] public sealed record Opened(string Id, Unknown Half);");

        Assert.Empty(await Locking.JudgeAsync(compilation, Locking.Accept(Opened)));
    }

    [Fact]
    public async Task Anything_else_that_is_removed_is_retired_and_must_come_back_as_it_was()
    {
        Assert.Equal(
            "BUX2010 at line 8: rejection closed is locked, but no type declares it. Bring it back, or retire it with 'dotnet build -t:BuxAcceptContracts'.",
            Assert.Single(await Locking.JudgeAsync(Opened + Closed, Opened)));

        var retired = Locking.Accept(Locking.Compile(Opened), Locking.Accept(Opened + Closed)).Lock;
        Assert.Contains("\nrejection closed retired\n  id: string\n", retired, StringComparison.Ordinal);
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile(Opened), retired));

        Assert.StartsWith(
            "BUX2003 at Closed: rejection closed: it was retired and is back.",
            Locking.Text(Assert.Single(await Locking.JudgeAsync(Locking.Compile(Opened + Closed), retired))), StringComparison.Ordinal);
        var otherwise = Locking.Compile(Opened + Closed.Replace("string Id", "int Id", StringComparison.Ordinal));
        Assert.Equal(
            "BUX2008 at Id: rejection closed was retired, and comes back otherwise: 'id' is no longer string but int32; documents that exist have it in the other form. "
            + "Give it a new name, or the shape that it had.",
            Locking.Text(Assert.Single(await Locking.JudgeAsync(otherwise, retired))));
        Assert.Contains("\nrejection closed\n  id: string\n", Locking.Accept(Locking.Compile(Opened + Closed), retired).Lock, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_merge_its_marks_are_the_only_errors()
    {
        var locked = Locking.Accept(Opened).Replace("event accounts/opened v1", "<<<<<<< ours\nevent accounts/opened v1\n=======\n>>>>>>> theirs", StringComparison.Ordinal);

        var found = await Locking.JudgeAsync(Locking.Compile(Opened + Closed), locked);

        Assert.Equal([5, 7, 8], found.Select(each => each.Location.GetLineSpan().StartLinePosition.Line + 1));
        Assert.Equal(
            "BUX2007 at line 5: Line 5 of bux.contracts.lock has a mark that a merge left: '<<<<<<< ours'. Keep the blocks of both sides, and of two blocks of one contract the one that was accepted.",
            Locking.Text(found[0]));
        Assert.Equal(DiagnosticSeverity.Error, found[0].Severity);
    }

    [Fact]
    public async Task A_malformed_line_is_an_error_at_that_line()
    {
        var found = Assert.Single(await Locking.JudgeAsync(Locking.Compile(Opened), Locking.Accept(Opened) + "evnt accounts/moved v1\n"));

        Assert.Equal("/project/bux.contracts.lock", found.Location.GetLineSpan().Path);
        Assert.StartsWith("BUX2007 at line 7: Line 7 of bux.contracts.lock is no block of a contract: 'evnt accounts/moved v1'.", Locking.Text(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_beside_the_old_one_is_accepted_and_retires_the_old_one()
    {
        const string Both = Opened + "[DomainEvent(2)] public sealed record OpenedV2(int Id);";

        var found = Assert.Single(await Locking.JudgeAsync(Opened, Both));
        Assert.StartsWith("BUX2002 at OpenedV2: event accounts/opened v2 is not in bux.contracts.lock.", found, StringComparison.Ordinal);
        var accepted = Locking.Accept(Locking.Compile(Both), Locking.Accept(Opened)).Lock;
        Assert.Contains("\nevent accounts/opened v1 retired\n  id: string\n\nevent accounts/opened v2\n  id: int32\n", accepted, StringComparison.Ordinal);
        Assert.Empty(await Locking.JudgeAsync(Locking.Compile(Both), accepted));
        Assert.Empty(Locking.Accept(Locking.Compile(Both), accepted).Refusals);
    }

    [Theory]
    [InlineData("namespace A { [DomainEvent(1)] public sealed record Opened(string Id); }")]
    [InlineData("public static class Outer { [DomainEvent(1)] public sealed record Opened(string Id); }")]
    [InlineData("[DomainEvent(1)] public sealed partial record Opened(string Id); public sealed partial record Opened;")]
    [InlineData("public abstract record Identified<T>(T Id); [DomainEvent(1)] public sealed record Opened(string Id) : Identified<string>(Id);")]
    public async Task It_is_the_same_contract_wherever_it_is_declared(string declaration) =>
        Assert.Empty(await Locking.JudgeAsync(Opened, declaration));

    [Fact]
    public async Task A_service_that_only_the_state_names_is_found()
    {
        const string State = """[State("accounts")] public sealed record Account(string Id);""";
        var source = Opened + State;
        var compilation = Locking.Compile(source).RemoveAllSyntaxTrees()
            .AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Locking.Usings + source, Locking.Parsing, "Contracts.cs"));

        Assert.Empty(await Locking.JudgeAsync(compilation, Locking.Accept(compilation).Lock));
        Assert.Contains("event accounts/opened v1", Locking.Accept(compilation).Lock, StringComparison.Ordinal);
    }
}
