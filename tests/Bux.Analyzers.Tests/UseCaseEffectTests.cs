using Bux.Analyzers.Rules;

namespace Bux.Analyzers.Tests;

/// <summary>What a use case may not do inside a transaction, and what it may.</summary>
public sealed class UseCaseEffectTests
{
    private const string Model = """
        [assembly: ServiceContracts("accounts")]
        [Command] public sealed record Open([property: EntityKey] string Id, decimal Amount) : ICommand<Opened>;
        public sealed record Opened(Guid Id, DateTimeOffset At);
        [DomainEvent(1)] public sealed record OpenedEvent(string Id, DateTimeOffset At);
        [State("accounts")] public sealed record Account(string Id);
        [StateMutator] public static class Mutator { public static Account Create(OpenedEvent e) => new(e.Id); }
        public interface IRates { decimal Of(string currency); }
        public sealed class FixedRates : IRates { public decimal Of(string currency) => 1m; }
        public interface IElsewhere { decimal Ask(); }
        public static class Settings { public static int Limit; public const int Most = 5; public static readonly TimeSpan Long = TimeSpan.FromDays(1); }

        """;

    [Theory]
    [InlineData("await Task.Delay(1);", "BUX1040: Task.Delay(1)", "async void")]
    [InlineData("Task.Delay(1).Wait();", "BUX1040: Task.Delay(1)")]
    [InlineData("Thread.Sleep(1);", "BUX1040: Thread.Sleep(1)")]
    [InlineData("Task.Run(() => { });", "BUX1040: Task.Run(() => { })")]
    [InlineData("new Thread(() => { }).Start();", "BUX1040: new Thread(() => { })")]
    [InlineData("lock (this) { }", "BUX1040: lock (this) { }")]
    [InlineData("Parallel.For(0, 1, i => { });", "BUX1040: Parallel.For(0, 1, i => { })")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { });", "BUX1040: ThreadPool.QueueUserWorkItem(_ => { })")]
    [InlineData("Wait();", "BUX1040: Task.Delay(1)")]
    [InlineData("File.WriteAllText(\"a\", \"b\");", "BUX1041: File.WriteAllText(\"a\", \"b\")")]
    [InlineData("Console.WriteLine();", "BUX1041: Console.WriteLine()")]
    [InlineData("new HttpClient();", "BUX1041: new HttpClient()")]
    [InlineData("_http.CancelPendingRequests();", "BUX1041: _http.CancelPendingRequests()")]
    [InlineData("_client.SendAsync(command);", "BUX1041: _client.SendAsync(command)")]
    [InlineData("Read();", "BUX1041: File.ReadAllText(\"a\")")]
    [InlineData("var limit = Settings.Limit;", "BUX1042: Settings.Limit")]
    [InlineData("Settings.Limit = 1;", "BUX1042: Settings.Limit")]
    [InlineData("_count++;", "BUX1043: _count")]
    [InlineData("Count = 1;", "BUX1043: Count")]
    [InlineData("_seen.Add(command.Id);", "BUX1043: _seen.Add(command.Id)")]
    [InlineData("Remember(command);", "BUX1043: _seen.Add(command.Id)")]
    [InlineData("var self = this; self._count = 1;", "BUX1043: self._count")]
    [InlineData("Action add = () => _count++; add();", "BUX1043: _count")]
    [InlineData("http = null!;", "BUX1043: http")]
    [InlineData("var at = DateTimeOffset.UtcNow;", "BUX1044: DateTimeOffset.UtcNow")]
    [InlineData("var at = DateTime.Now;", "BUX1044: DateTime.Now")]
    [InlineData("var at = time.GetUtcNow();", "BUX1044: time.GetUtcNow()")]
    [InlineData("var id = Guid.NewGuid();", "BUX1044: Guid.NewGuid()")]
    [InlineData("var dice = Random.Shared.Next(6);", "BUX1044: Random.Shared")]
    [InlineData("var name = Environment.MachineName;", "BUX1044: Environment.MachineName")]
    [InlineData("var id = Fresh();", "BUX1044: Guid.NewGuid()")]
    public async Task A_use_case_that_does_more_than_decide_is_reported(string statement, string expected, string modifier = "void")
    {
        Assert.Equal([expected], await Marks(Case(statement, modifier)));
    }

    [Theory]
    [InlineData("var at = context.Now; var id = context.NewId();")]
    [InlineData("var rate = rates.Of(\"EUR\");")]
    [InlineData("var asked = elsewhere.Ask();")]
    [InlineData("logger.LogInformation(\"opening\");")]
    [InlineData("var most = Settings.Most; var late = context.Now + Settings.Long;")]
    [InlineData("var list = new List<string>(); list.Add(command.Id); list.Sort();")]
    [InlineData("var total = _rate * 2;")]
    [InlineData("for (var i = 0; i < 3; i++) { var at = context.Now.AddDays(i); }")]
    [InlineData("throw new InvalidOperationException(\"a bug\");")]
    public async Task A_use_case_that_decides_is_not_reported(string statement) => Assert.Empty(await Marks(Case(statement, "void")));

    [Fact]
    public async Task A_dependency_in_sight_is_judged_with_the_use_case()
    {
        var source = Case("var rate = rates.Of(\"EUR\");", "void").Replace("=> 1m;", "{ File.ReadAllText(\"rates\"); return 1m; }", StringComparison.Ordinal);

        var found = await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + source), new EffectAnalyzer());

        var finding = Assert.Single(found);
        Assert.Equal(("BUX1041", "rates.Of(\"EUR\")"), (finding.Id, Analysis.Text(finding)));
        Assert.Contains("UseCase.Handle uses File.ReadAllText (through UseCase.Decide → FixedRates.Of)", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void The_compiler_itself_forbids_to_keep_a_context()
    {
        var kept = Analysis.Compilation(Analysis.Usings + Case("Func<DateTimeOffset> now = () => context.Now;", "void"));
        Assert.Contains(kept.GetDiagnostics(TestContext.Current.CancellationToken), each => each.Id == "CS9108");
        var field = Analysis.Compilation(Analysis.Usings + Model + "public sealed class Keeper { private UseCaseContext<Account> _context; }");
        Assert.Contains(field.GetDiagnostics(TestContext.Current.CancellationToken), each => each.Id == "CS8345");
    }

    private static async Task<string[]> Marks(string source)
    {
        var compilation = Analysis.Compilation(Analysis.Usings + source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return [.. (await Analysis.RunAsync(compilation, new EffectAnalyzer())).Select(each => $"{each.Id}: {Analysis.Text(each)}")];
    }

    private static string Case(string statement, string modifier) => Model + $$"""
        [UseCase]
        public sealed class UseCase(IRates rates, IElsewhere elsewhere, HttpClient http, ICommandClient client, ILogger<UseCase> logger, TimeProvider time)
        {
            private readonly List<string> _seen = [];
            private readonly HttpClient _http = http;
            private readonly ICommandClient _client = client;
            private readonly decimal _rate = 2;
            private int _count;
            public int Count { get; private set; }
            public void Handle(Open command, UseCaseContext<Account> context)
            {
                context.Emit(new OpenedEvent(command.Id, context.Now));
                Decide(command{{(statement.Contains("context", StringComparison.Ordinal) ? ", context" : "")}});
            }
            private {{modifier}} Decide(Open command{{(statement.Contains("context", StringComparison.Ordinal) ? ", UseCaseContext<Account> context" : "")}})
            {
                {{statement}}
            }
            private void Remember(Open command) => _seen.Add(command.Id);
            private static void Wait() => Task.Delay(1).GetAwaiter().GetResult();
            private static string Read() => File.ReadAllText("a");
            private static Guid Fresh() => Guid.NewGuid();
        }
        """;
}
