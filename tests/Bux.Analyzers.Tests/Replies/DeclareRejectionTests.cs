using Bux.Analyzers.Rules;
using Bux.CodeFixes;

namespace Bux.Analyzers.Tests.Replies;

/// <summary>The fixes of BUX1103 and BUX1104, in one project and over two.</summary>
public sealed class DeclareRejectionTests
{
    [Fact]
    public async Task Several_rejections_of_one_command_are_declared_in_one_list() => await Fixing.CheckAsync<DeclaredRejections, DeclareRejection>(
        Rejections + "\n/// <summary>Says it.</summary>\n[Command] // on the wire: rename\npublic sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("""
            if (account.IsClosed) return {|BUX1103:new Closed("")|};
            return command.Id == "" ? {|BUX1103:new Unchanged("")|} : default(Done);
            """),
        Rejections + "\n/// <summary>Says it.</summary>\n[Command] // on the wire: rename\n[Rejects<Closed>]\n[Rejects<Unchanged>]\npublic sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("""
            if (account.IsClosed) return new Closed("");
            return command.Id == "" ? new Unchanged("") : default(Done);
            """));

    [Fact]
    public async Task A_command_on_one_line_stays_on_it() => await Fixing.CheckAsync<DeclaredRejections, DeclareRejection>(
        Rejections + "[Command] public sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("return {|BUX1103:new Closed(\"\")|};"),
        Rejections + "[Command] [Rejects<Closed>] public sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("return new Closed(\"\");"));

    [Fact]
    public async Task What_is_never_returned_is_removed_with_its_line() => await Fixing.CheckAsync<DeclaredRejections, DeclareRejection>(
        Rejections + """

            /// <summary>Says it.</summary>
            [Rejects<Closed>] // no more
            [Command, Rejects<Unchanged>]
            public sealed record Rename([EntityKey] string Id) : ICommand;

            """ + Use("return Reply.Done;", "{|BUX1104:{|BUX1104:Handle|}|}"),
        Rejections + """

            /// <summary>Says it.</summary>
            [Command]
            public sealed record Rename([EntityKey] string Id) : ICommand;

            """ + Use("return Reply.Done;"));

    [Fact]
    public async Task A_list_in_the_midst_of_a_line_is_removed_alone() => await Fixing.CheckAsync<DeclaredRejections, DeclareRejection>(
        Rejections + "[Command] [Rejects<Closed>] public sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("return Reply.Done;", "{|BUX1104:Handle|}"),
        Rejections + "[Command] public sealed record Rename([EntityKey] string Id) : ICommand;\n" + Use("return Reply.Done;"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_of_another_project_is_changed_there(bool all)
    {
        const string contracts = """
            using Bux;
            namespace Far.Contracts;

            public sealed record Closed(string Id) : Rejection("closed", "");

            public sealed record Unchanged(string Id) : Rejection("unchanged", "");

            /// <summary>Says it.</summary>
            [Command]
            [Rejects<Unchanged>]
            public sealed record Rename([EntityKey] string Id) : ICommand;
            """;

        var added = await TwoProjects.FixAsync(contracts, Use("return new Closed(\"\");"), "BUX1103", all);
        var removed = await TwoProjects.FixAsync(contracts, Use("return new Closed(\"\");"), "BUX1104", all);

        Assert.Equal(contracts.Replace("[Rejects<Unchanged>]\n", "[Rejects<Unchanged>]\n[Rejects<Closed>]\n", StringComparison.Ordinal), added);
        Assert.Equal(contracts.Replace("[Rejects<Unchanged>]\n", "", StringComparison.Ordinal), removed);
    }

    [Fact]
    public async Task A_rejection_that_the_contracts_cannot_see_has_no_fix()
    {
        const string contracts = "using Bux; namespace Far.Contracts; [Command] public sealed record Rename([EntityKey] string Id) : ICommand;";

        Assert.Equal(contracts, await TwoProjects.FixAsync(contracts, Rejections + Use("return new Closed(\"\");"), "BUX1103", all: false));
    }

    private const string Rejections = """
        public sealed record Closed(string Id) : Rejection("closed", "");
        public sealed record Unchanged(string Id) : Rejection("unchanged", "");

        """;

    private static string Use(string body, string handle = "Handle") => $$"""

        [State("accounts")]
        public sealed record Account(string Id, bool IsClosed);

        [UseCase]
        public sealed class Renames
        {
            public Reply<Done> {{handle}}(Rename command, Account account, UseCaseContext<Account> context)
            {
                {{body}}
            }
        }
        """;
}
