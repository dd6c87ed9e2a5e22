using Bux.Analyzers.Rules;
using Bux.CodeFixes;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Tests.Replies;

/// <summary>BUX1102. Every body begins with a reply to <c>Rename</c>, which declares Closed and Unchanged.</summary>
public sealed class IncompleteRejectionSwitchTests
{
    private const string Sent = "var reply = await commands.SendAsync(new Rename(id, \"\")); ";

    [Theory]
    [InlineData("Use(reply switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply switch { Reply<Renamed>.Accepted => 0, Reply<Renamed>.Rejected { Rejection: Closed c } => 1, Reply<Renamed>.Rejected { Rejection: EntityNotFound } => 2, _ => 3 });", "Unchanged")]
    [InlineData("Use(reply.Match(a => 0, r => r switch { Closed => 1, _ => 2 }, f => 3));", "Unchanged")]
    [InlineData("Use(reply.Match(faulted: f => 3, rejected: r => r switch { Unchanged { Id: \"1\" } => 1, _ => 2 }, accepted: a => 0));", "Closed")]
    [InlineData("Use(reply.Match(a => 0, r => { switch (r) { case Closed: return 1; default: return 2; } }, f => 3));", "Unchanged")]
    [InlineData("if (reply is Reply<Renamed>.Rejected r) switch (r.Rejection) { case Closed: break; default: break; }", "Unchanged")]
    [InlineData("if (reply is Reply<Renamed>.Rejected { Rejection: var why }) switch (why) { case Closed closed when flag: Use(closed); break; }", "Unchanged")]
    [InlineData("switch (reply) { case Reply<Renamed>.Rejected { Rejection: Closed }: break; case Reply<Renamed>.Rejected r: Use(r); break; }", "Unchanged")]
    [InlineData("switch (reply) { case Reply<Renamed>.Rejected r: Use(r.Rejection switch { Closed => 1, _ => 2 }); break; }", "Unchanged")]
    [InlineData("Use(((Reply<Renamed>.Rejected)reply).Rejection switch { Closed => 1, _ => 2 });", "Unchanged")]
    [InlineData("var why = (reply as Reply<Renamed>.Rejected)?.Rejection; Use(why switch { Closed or EntityNotFound => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply); Use(await commands.SendAsync(new Rename(id, \"\")).ConfigureAwait(false) switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply); var task = Tell(new Rename(id, \"\")); Use(task.Result switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("var other = reply; Use(other switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, Reply<Renamed>.Rejected { Rejection: Unchanged } => 2, _ => 3 }); Use(reply switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply); Use(renamed switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "Unchanged")]
    [InlineData("Use(reply is Reply<Renamed>.Rejected { Rejection: var why } ? why switch { not Closed => 1, _ => 2 } : 3);", "Unchanged")]
    public async Task A_switch_that_misses_a_rejection_is_reported(string body, string missing)
    {
        var source = Accounts.Client(Sent + body, more: More);

        Assert.Equal(["BUX1102: switch"], await Analysis.MarksAsync(source));
        var found = Assert.Single(await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + source)));
        Assert.Contains($"but not {missing}, which Rename declares", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Use(reply switch { Reply<Renamed>.Accepted => 0, Reply<Renamed>.Rejected { Rejection: Closed } => 1, Reply<Renamed>.Rejected { Rejection: Unchanged } => 2, _ => 3 });")]
    [InlineData("Use(reply switch { Reply<Renamed>.Rejected { Rejection: Closed or Unchanged } => 1, _ => 2 });")]
    [InlineData("Use(reply switch { Reply<Renamed>.Accepted => 0, Reply<Renamed>.Rejected => 1, _ => 2 });")]
    [InlineData("Use(reply switch { Reply<Renamed>.Rejected { Rejection: EntityNotFound } => 1, Reply<Renamed>.Rejected => 2, _ => 3 });")]
    [InlineData("Use(reply.Match(a => 0, r => r switch { Closed => 1, Unchanged => 2, _ => 3 }, f => 4));")]
    [InlineData("Use(reply.Match(a => \"\", r => r.Code switch { \"closed\" => \"1\", _ => \"2\" }, f => \"3\"));")]
    [InlineData("switch (reply) { case Reply<Renamed>.Rejected { Rejection: Closed }: break; case Reply<Renamed>.Rejected r: Use(r.Rejection switch { Unchanged => 1, _ => 2 }); break; }")]
    [InlineData("if (reply is Reply<Renamed>.Rejected { Rejection: Closed }) return; Use(reply switch { Reply<Renamed>.Rejected { Rejection: Unchanged } => 1, _ => 2 });")]
    [InlineData("if (reply is Reply<Renamed>.Rejected r) switch (r.Rejection) { case var why when why is Closed: break; case Unchanged: break; }")]
    [InlineData("Use(reply); Use(await commands.SendAsync(new Close(id)) switch { Reply<Done>.Rejected { Rejection: Closed } => 1, _ => 2 });")]
    [InlineData("Use(reply); Use(done switch { Reply<Done>.Rejected { Rejection: Closed } => 1, _ => 2 });")]
    [InlineData("Use(reply); ICommand<Renamed> command = new Rename(id, \"\"); Use(some switch { Closed => 1, _ => 2 });")]
    [InlineData("Use(reply switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, Reply<Renamed>.Rejected { Rejection: not Closed and Unchanged } => 2, _ => 3 });")]
    [InlineData("Use(id switch { \"1\" => 1, _ => 2 }); Use(reply);")]
    public async Task A_switch_that_names_all_or_none_is_not(string body) => Assert.Empty(await Analysis.MarksAsync(Accounts.Client(Sent + body, more: More)));

    [Fact]
    public async Task A_reply_whose_command_nobody_can_tell_is_not()
    {
        const string second = "[Command] [Rejects<Unchanged>] public sealed record RenameTwice([EntityKey] string Id) : ICommand<Renamed>;";

        Assert.Empty(await Analysis.MarksAsync(Accounts.Client("Use(renamed switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 });", "void", More) + second));
    }

    [Fact]
    public async Task A_base_type_stands_for_its_cases()
    {
        const string contracts = """
            [assembly: ServiceContracts("a")]
            public abstract record Late(string Code, string Message) : Rejection(Code, Message);
            public sealed record TooLate(string Id) : Late("too-late", "");
            public sealed record Never(string Id) : Rejection("never", "");
            [Command] [Rejects<TooLate>] [Rejects<Never>] public sealed record Pay([EntityKey] string Id) : ICommand;
            public static class Client
            {
                public static async Task<int> Run(ICommandClient commands) => await commands.SendAsync(new Pay("")) switch
                {
                    Reply<Done>.Rejected { Rejection: Late } => 1, Reply<Done>.Rejected { Rejection: Never } => 2, _ => 3,
                };
            }
            """;

        Assert.Empty(await Analysis.MarksAsync(contracts));
    }

    [Fact]
    public async Task The_fix_adds_arms_to_an_expression_over_the_reply() => await Fixing.CheckAsync<IncompleteRejectionSwitch, NameRejections>(
        Accounts.Contracts + Method("""
                return await commands.SendAsync(command) {|BUX1102:switch|}
                {
                    Reply<Renamed>.Accepted => 0,
                    // It is closed.
                    Reply<Renamed>.Rejected { Rejection: Closed } => 1,
                    Reply<Renamed>.Rejected => 2,
                    _ => 3,
                };
        """),
        Accounts.Contracts + Method("""
                return await commands.SendAsync(command) switch
                {
                    Reply<Renamed>.Accepted => 0,
                    // It is closed.
                    Reply<Renamed>.Rejected { Rejection: Closed } => 1,
                    Reply<Renamed>.Rejected { Rejection: Unchanged } => throw new NOT(),
                    Reply<Renamed>.Rejected => 2,
                    _ => 3,
                };
        """));

    [Fact]
    public async Task The_fix_adds_arms_to_expressions_and_statements_over_the_rejection() => await Fixing.CheckAsync<IncompleteRejectionSwitch, NameRejections>(
        Accounts.Contracts + Method("""
                var reply = await commands.SendAsync(command);
                if (reply is Reply<Renamed>.Rejected rejected)
                {
                    {|BUX1102:switch|} (rejected.Rejection)
                    {
                        case Closed:
                            return 1;
                        default:
                            return 2;
                    }
                }

                return (await commands.SendAsync(command)).Match(a => 0, r => r {|BUX1102:switch|} { Unchanged => 1, _ => 2 }, f => 3);
        """),
        Accounts.Contracts + Method("""
                var reply = await commands.SendAsync(command);
                if (reply is Reply<Renamed>.Rejected rejected)
                {
                    switch (rejected.Rejection)
                    {
                        case Closed:
                            return 1;
                        case Unchanged:
                            throw new NOT();
                        default:
                            return 2;
                    }
                }

                return (await commands.SendAsync(command)).Match(a => 0, r => r switch { Unchanged => 1, Closed => throw new NOT(), _ => 2 }, f => 3);
        """));

    [Fact]
    public async Task The_fix_names_a_rejection_of_another_namespace() => await Fixing.CheckAsync<IncompleteRejectionSwitch, NameRejections>(
        Other("case Far.Closed:\n                    return 1;", "{|BUX1102:switch|}"),
        Other("case Far.Closed:\n                    return 1;\n            case Far.Unchanged:\n                    throw new NOT();".Replace("NOT", Unfinished, StringComparison.Ordinal), "switch"));

    private static readonly string Unfinished = "NotImplemented" + "Exception";

    private const string More = """
        private Task<Reply<T>> Tell<T>(ICommand<T> command) => commands.SendAsync(command);
        private readonly Reply<Renamed> renamed = new Renamed("");
        private readonly Reply<Done> done = default(Done);
        private readonly Rejection? some = null;
        """;

    private static string Method(string body) => $$"""
        public static class Client
        {
            public static async Task<int> Run(ICommandClient commands, Rename command)
            {
        {{body}}
            }
        }

        """.Replace("NOT", Unfinished, StringComparison.Ordinal);

    private static string Other(string arms, string keyword) => $$"""
        namespace Far
        {
            public sealed record Closed(string Id) : Rejection("closed", "");
            public sealed record Unchanged(string Id) : Rejection("unchanged", "");
            [Command]
            [Rejects<Closed>, Rejects<Unchanged>]
            public sealed record Rename([EntityKey] string Id) : ICommand;
        }

        public static class Client
        {
            public static int Run(Reply<Done>.Rejected rejected)
            {
                {{keyword}} (rejected.Rejection)
                {
                    {{arms}}
                    default:
                        return 2;
                }
            }
        }
        """;
}
