using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests.Replies;

/// <summary>Contracts, service and client are assemblies of their own: a client sees the contracts' image and never the service.</summary>
public sealed class AssemblyTests
{
    private static readonly MetadataReference Contracts = Analysis.Image(Analysis.Compilation("Far.Contracts", [Analysis.Usings + """
        public sealed record Closed(string Id) : Rejection("closed", "");
        public sealed record Unchanged(string Id) : Rejection("unchanged", "");
        public sealed record Renamed(string Name);
        [Command] [Rejects<Closed>, Rejects<Unchanged>] public sealed record Rename([EntityKey] string Id) : ICommand<Renamed>;
        [Command] [Rejects<Closed>] public sealed record Close([EntityKey] string Id) : ICommand;
        public static class Answers { public static Rejection? Any(string id) => null; public static readonly Closed Shut = new(""); }
        """]));

    [Theory]
    [InlineData("(await commands.SendAsync(new Rename(\"\"))) switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 }", "BUX1102: switch")]
    [InlineData("(await task) switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, _ => 2 }", "BUX1102: switch")]
    [InlineData("(await task) switch { Reply<Renamed>.Rejected { Rejection: Closed } => 1, Reply<Renamed>.Rejected { Rejection: Unchanged } => 2, _ => 3 }", "")]
    [InlineData("(await commands.SendAsync(new Close(\"\"))) switch { Reply<Done>.Rejected { Rejection: Closed } => 1, _ => 2 }", "")]
    public async Task A_client_is_held_to_the_list_in_the_contracts(string expression, string marks) => Assert.Equal(marks, await MarksAsync("Client", $$"""
        public static class Client
        {
            public static async Task<int> Run(ICommandClient commands, Task<Reply<Renamed>> task) => {{expression}};
        }
        """));

    [Theory]
    [InlineData("Rename", "Renamed", "return account is null ? new Closed(\"\") : new Unchanged(\"\");", "")]
    [InlineData("Close", "Done", "return account is null ? new Closed(\"\") : new Unchanged(\"\");", "BUX1103: new Unchanged(\"\")")]
    [InlineData("Rename", "Renamed", "return new Closed(\"\");", "BUX1104: Handle")]
    [InlineData("Rename", "Renamed", "return Answers.Shut;", "BUX1104: Handle")]
    [InlineData("Rename", "Renamed", "return Answers.Any(\"\") is { } refused ? refused : new Renamed(\"\");", "")]
    [InlineData("Close", "Done", "return Answers.Shut;", "")]
    public async Task A_service_is_held_to_the_list_in_the_contracts(string command, string response, string body, string marks) => Assert.Equal(marks, await MarksAsync("Service", $$"""
        [State("accounts")] public sealed record Account(string Id);
        [UseCase]
        public static class Case
        {
            public static Reply<{{response}}> Handle({{command}} command, Account? account, UseCaseContext<Account> context)
            {
                {{body}}
            }
        }
        """));

    [Fact]
    public async Task Code_that_is_being_typed_never_makes_a_rule_fail()
    {
        var source = Analysis.Usings + Accounts.Client("""
            var reply = await commands.SendAsync(new Rename(id, ""));
            if (reply is Reply<Renamed>.Rejected { Rejection: Closed closed }) Use(closed);
            Use(reply switch { Reply<Renamed>.Rejected { Rejection: Unchanged } => 1, { IsAccepted: true, Value: var value } => 2, _ => 3 });
            Use(reply.Match(a => a.Name, r => r switch { Closed => "", _ => r.Code }, f => f.Code));
            try { Use(many.Where(each => each.IsAccepted).Select(each => each.Value)); } catch (CommandRejectedException refused) { Use(refused); }
            await Task.WhenAll(given, commands.SendAsync(new Open(id)));
            """) + Service.Model + """
            [UseCase] public sealed class Case
            {
                private static readonly Func<Account, Rejection?>[] Table = [a => a.IsClosed ? new Closed(a.Id) : null];
                public Reply<Renamed> Handle(Rename command, Account account, UseCaseContext<Account> context)
                {
                    foreach (var rule in Table) if (rule(account) is { } refused) return refused;
                    return Check(account) is { } other ? other : new Renamed(command.Name);
                }
                private static Rejection? Check(Account account) => account.Name == "" ? new Unchanged(account.Id) : null;
            }
            """;
        var tokens = CSharpSyntaxTree.ParseText(source, Analysis.Parsing).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.SpanStart > Analysis.Usings.Length).ToArray();
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var from = random.Next(tokens.Length - 1);
            var until = Math.Min(from + random.Next(1, 6), tokens.Length - 1);
            var typed = source.Remove(tokens[from].SpanStart, tokens[until].SpanStart - tokens[from].SpanStart);

            var failed = (await Analysis.RunAsync(Analysis.Compilation(typed))).Where(each => each.Id == "AD0001");

            Assert.True(!failed.Any(), $"Round {round}, without tokens {from} to {until}: {failed.FirstOrDefault()}");
        }
    }

    private static async Task<string> MarksAsync(string assembly, string source)
    {
        var compilation = Analysis.Compilation(assembly, [Analysis.Usings + source], Contracts);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return string.Join("|", (await Analysis.RunAsync(compilation)).Select(each => $"{each.Id}: {Analysis.Text(each)}"));
    }
}
