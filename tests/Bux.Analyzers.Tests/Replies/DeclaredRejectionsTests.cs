namespace Bux.Analyzers.Tests.Replies;

/// <summary>BUX1103 and BUX1104.</summary>
public sealed class DeclaredRejectionsTests
{
    [Theory]
    [InlineData("return new Closed(account.Id);", "new Closed(account.Id)")]
    [InlineData("if (account.IsClosed) return new Closed(\"1\"); return new Closed(\"2\");", "new Closed(\"1\")")]
    [InlineData("if (account.IsClosed) return new Closed(\"1\"); return new Unchanged(\"2\");", "new Closed(\"1\")|new Unchanged(\"2\")")]
    [InlineData("return account.IsClosed ? new Closed(\"\") : default(Done);", "new Closed(\"\")")]
    [InlineData("Closed closed = new(\"\"); return closed;", "new(\"\")")]
    [InlineData("return Reply.Reject<Done>(new Closed(\"\"));", "new Closed(\"\")")]
    [InlineData("return new Reply<Done>.Rejected(new Closed(\"\"));", "new Closed(\"\")")]
    [InlineData("return Refuse(); Rejection Refuse() => new Closed(\"\");", "new Closed(\"\")")]
    [InlineData("Func<Rejection> refuse = () => new Closed(\"\"); return refuse();", "new Closed(\"\")")]
    [InlineData("return Check(account) is { } refused ? refused : Reply.Done;", "Check(account)")]
    [InlineData("foreach (var rule in Table) if (rule(account) is { } refused) return refused; return Reply.Done;", "Table")]
    [InlineData("Func<Account, Rejection?> check = Check; return check(account)!;", "Check")]
    [InlineData("return Refusal;", "Refusal")]
    [InlineData("return Rules.Closed;", "Rules.Closed")]
    [InlineData("return account.Refuse();", "account.Refuse()")]
    [InlineData("return Rules.Deep(3);", "Rules.Deep(3)")]
    [InlineData("return Rules.Make<Blank>();", "Rules.Make<Blank>()")]
    [InlineData("Rejection refused = new Why(1); return refused;", "new Why(1)")]
    [InlineData("return (Rejection)new Problem(1);", "(Rejection)new Problem(1)")]
    [InlineData("return new Checker().Verdict;", "new Checker().Verdict")]
    [InlineData("var (refused, _) = Rules.Pair(); return refused;", "Rules.Pair()")]
    [InlineData("Rules.Try(out var refused); return refused;", "Rules.Try(out var refused)")]
    [InlineData("return Rules.All().First();", "Rules.All()")]
    [InlineData("return new Checker()[account];", "new Checker()[account]")]
    [InlineData("return ((IRule)new Checker()).Judge(account);", "((IRule)new Checker()).Judge(account)")]
    public async Task A_rejection_that_is_not_declared_is_reported(string body, string marks) =>
        Assert.Equal(marks.Split('|').Select(each => $"BUX1103: {each}"), await MarksAsync(Service.UseCase("Rename", body, More, Types)));

    [Theory]
    [InlineData("return Reply.Done;")]
    [InlineData("return new EntityNotFound(account.Id);")]
    [InlineData("context.Emit(new Renaming(command.Name)); return new Expired(context.CommandId, context.Now, context.Now);")]
    [InlineData("return account.IsClosed is true && Equals(typeof(Closed), nameof(Closed)) ? Reply.Done : Reply.Done;")]
    public async Task One_that_nobody_returns_or_nobody_declares_is_not(string body) => Assert.Empty(await MarksAsync(Service.UseCase("Rename", body, More, Types)));

    [Fact]
    public async Task What_a_use_case_returns_as_a_rejection_counts() => Assert.Equal(
        ["BUX1103: new Closed(\"\")"],
        await MarksAsync(Service.UseCase("Rename", "return account.IsClosed ? new Closed(\"\") : null;", returns: "Closed?")));

    [Fact]
    public async Task The_message_names_the_way() => Assert.Equal(
        ["Case can return Closed by way of Deep → Deeper → Refuse, which Rename does not declare, so no client expects it. Add [Rejects<Closed>] to Rename."],
        await Service.MessagesAsync(Service.UseCase("Rename", "return Rules.Deep(3);", More, Types)));

    [Fact]
    public async Task A_template_in_a_base_class_is_followed_back_to_the_use_case() => Assert.Equal(
        ["BUX1103: Decide(account)"],
        await MarksAsync(Service.UseCase(
            "Rename", "return Decide(account);", "protected override Rejection? Check(Account account) => new Closed(account.Id);",
            "public abstract class Template { protected Reply<Done> Decide(Account account) => Check(account) is { } refused ? refused : Reply.Done; protected abstract Rejection? Check(Account account); }",
            bases: " : Template")));

    [Fact]
    public async Task A_base_type_declares_its_cases()
    {
        var source = Service.UseCase("Rename", "return new TooLate(\"\");").Replace("[Command]\npublic sealed record Rename", "[Command]\n[Rejects<Late>]\npublic sealed record Rename", StringComparison.Ordinal);

        Assert.Empty(await MarksAsync(source));
    }

    [Theory]
    [InlineData("return Reply.Done;")]
    [InlineData("return new EntityNotFound(account.Id);")]
    [InlineData("return Rules.Other(account);")]
    [InlineData("_ = nameof(Closed); return Reply.Done;")]
    public async Task A_rejection_that_is_never_returned_is_reported(string body) =>
        Assert.Contains("BUX1104: Handle", await MarksAsync(Service.UseCase("Close", body, More, Types)));

    [Theory]
    [InlineData("return new Closed(account.Id);")]
    [InlineData("return Check(account) is { } refused ? refused : Reply.Done;")]
    [InlineData("foreach (var rule in Table) if (rule(account) is { } refused) return refused; return Reply.Done;")]
    [InlineData("return Rules.Twice<Closed>();")]
    [InlineData("return policy.Judge(account);")]
    [InlineData("return unseen.Judge(account);")]
    [InlineData("return unseen.Refusal;")]
    [InlineData("return given();")]
    [InlineData("return kept;")]
    [InlineData("return new Holder(null!).Refusal;")]
    public async Task One_that_is_returned_or_comes_from_where_nobody_sees_is_not(string body) => Assert.Empty(await MarksAsync(Service.UseCase("Close", body, More, Types)));

    [Fact]
    public async Task One_of_several_implementations_may_return_it() => Assert.Empty(await MarksAsync(Service.UseCase(
        "Close", "return policy.Judge(account);", "private readonly IRule policy = null!;",
        """
        public interface IRule { Rejection Judge(Account account); }
        public sealed class One : IRule { public Rejection Judge(Account account) => new Closed(""); }
        public sealed class Two : IRule { public Rejection Judge(Account account) => new Unchanged(""); }
        """)));

    [Fact]
    public async Task Half_typed_code_says_nothing_about_what_is_never_returned()
    {
        var compilation = Analysis.Compilation(Analysis.Usings + Service.UseCase("Close", "return Unknown(account"));

        Assert.DoesNotContain(await Analysis.RunAsync(compilation), each => each.Id.StartsWith("BUX11", StringComparison.Ordinal));
    }

    private const string More = """
        private static Rejection? Check(Account account) => account.IsClosed ? new Closed(account.Id) : null;
        private static readonly Func<Account, Rejection?>[] Table = [a => a.IsClosed ? new Closed(a.Id) : null];
        private static readonly Rejection Refusal = new Closed("");
        private readonly IRule policy = new Checker();
        private readonly IUnseen unseen = null!;
        private readonly Func<Rejection> given = null!;
        private readonly Rejection kept;
        public Case(Rejection kept, Func<Rejection> given) => (this.kept, this.given) = (kept, given);
        """;

    private const string Types = """
        public interface IUnseen { Rejection Judge(Account account); Rejection Refusal { get; } }
        public interface IRule { Rejection Judge(Account account); }
        public sealed record Holder(Rejection Refusal);

        public sealed class Checker : IRule
        {
            public Rejection Judge(Account account) => new Closed(account.Id);
            public Rejection Verdict => new Closed("");
            public Rejection this[Account account] => new Closed(account.Id);
        }

        public static class Rules
        {
            public static Rejection Closed { get; } = new Closed("");
            public static Rejection Refuse(this Account account) => new Closed(account.Id);
            public static Rejection Deep(int n) => n > 0 ? Deeper(n - 1) : Deep(n);
            private static Rejection Deeper(int n) => n > 0 ? Deep(n - 1) : Refuse(null!);
            public static Rejection Make<T>() where T : Rejection, new() => new T();
            public static Rejection Twice<T>() where T : Rejection => (Rejection)Activator.CreateInstance(typeof(T), "")!;
            public static (Rejection, int) Pair() => (new Closed(""), 1);
            public static bool Try(out Rejection refused) { refused = new Closed(""); return true; }
            public static IEnumerable<Rejection> All() { yield return new Closed(""); }
            public static Rejection Other(Account account) => new Unchanged(account.Id);
        }

        public sealed record Blank() : Rejection("blank", "");
        public sealed class Why(int number) { public int Number => number; public static implicit operator Rejection(Why why) => new Closed(""); }
        public sealed class Problem(int number) { public int Number => number; public static explicit operator Rejection(Problem problem) => new Closed(""); }
        """;

    private static Task<string[]> MarksAsync(string source) => Analysis.MarksAsync(source, "BUX11");
}
