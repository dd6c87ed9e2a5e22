using Bux.Analyzers.Rules;
using Bux.CodeFixes;

namespace Bux.Analyzers.Tests;

public sealed class TimeFromContextFixTests
{
    private const string Model = """
        [assembly: ServiceContracts("accounts")]
        [Command] public sealed record Open([property: EntityKey] string Id) : ICommand;
        [DomainEvent(1)] public sealed record Opened(string Id, DateTimeOffset At, DateTime Day, Guid Number);
        [State("accounts")] public sealed record Account(string Id);
        [StateMutator] public static class Mutator { public static Account Create(Opened e) => new(e.Id); }

        """;

    [Fact]
    public Task The_clock_and_new_ids_become_the_context_s_and_trivia_stays() => Fixing.CheckAsync<EffectAnalyzer, TimeFromContextFix>(
        Model + """
        [UseCase]
        public sealed class Opening(TimeProvider time)
        {
            public void Handle(Open command, UseCaseContext<Account> context)
            {
                // When it was opened.
                var at = /* now */ {|BUX1044:DateTimeOffset.UtcNow|} /* then */;
                context.Emit(new Opened(command.Id, {|BUX1044:time.GetUtcNow()|}, {|BUX1044:DateTime.Now|}.Date, {|BUX1044:Guid.NewGuid()|}));
                Later(context, at);
            }

            private static void Later(UseCaseContext<Account> run, DateTimeOffset at) => run.Emit(new Opened("", at, {|BUX1044:DateTime.Today|}, {|BUX1044:Guid.CreateVersion7()|}));
        }
        """,
        Model + """
        [UseCase]
        public sealed class Opening(TimeProvider time)
        {
            public void Handle(Open command, UseCaseContext<Account> context)
            {
                // When it was opened.
                var at = /* now */ context.Now /* then */;
                context.Emit(new Opened(command.Id, context.Now, context.Now.UtcDateTime.Date, context.NewId()));
                Later(context, at);
            }

            private static void Later(UseCaseContext<Account> run, DateTimeOffset at) => run.Emit(new Opened("", at, run.Now.UtcDateTime.Date, run.NewId()));
        }
        """);

    [Fact]
    public async Task Where_no_context_is_at_hand_nothing_is_offered()
    {
        const string Source = Model + """
            [UseCase]
            public sealed class Opening
            {
                public void Handle(Open command, UseCaseContext<Account> context)
                {
                    Func<DateTimeOffset> now = () => {|BUX1044:DateTimeOffset.UtcNow|};
                    var limit = {|BUX1044:Environment.TickCount|};
                    context.Emit(new Opened(command.Id, now(), Day(), context.NewId()));
                }

                private static DateTime Day() => {|BUX1044:DateTime.Today|};
            }
            """;
        await Fixing.CheckAsync<EffectAnalyzer, TimeFromContextFix>(Source, Source);
    }
}
