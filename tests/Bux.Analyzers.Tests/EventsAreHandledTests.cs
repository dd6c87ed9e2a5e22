using Bux.Analyzers.Rules;
using Bux.CodeFixes;

namespace Bux.Analyzers.Tests;

/// <summary>BUX1080 and BUX1081: what is emitted is folded; BUX1082: what is folded is emitted.</summary>
public sealed class EventsAreHandledTests
{
    [Fact]
    public async Task A_service_whose_events_are_all_folded_and_emitted_is_silent() => Assert.Empty(await Analysis.MarksAsync(Doors.With("")));

    [Theory]
    [InlineData("static void Go(UseCaseContext<Door> c) => c.Emit(new Painted(\"red\"));", "new Painted(\"red\")")]
    [InlineData("static void Go(UseCaseContext<Door> c) { var e = new Painted(\"red\"); c.Emit(e); }", "e")]
    [InlineData("static void Go(UseCaseContext<Door> c) => c.Emit<Painted>(new(\"red\"));", "new(\"red\")")]
    [InlineData("static void Go(this UseCaseContext<Door> c) => c.Emit(new Painted(\"red\"));", "new Painted(\"red\")")]
    [InlineData("static void Go(in UseCaseContext<Door> c, bool b) { var d = c; if (b) d.Emit(domainEvent: new Painted(\"red\")); }", "new Painted(\"red\")")]
    [InlineData("static void Go(UseCaseContext<Door> c) { static void Local(UseCaseContext<Door> d) => d.Emit(new Painted(\"red\")); Local(c); }", "new Painted(\"red\")")]
    [InlineData("static Door Go(UseCaseContext<Door> c) => c.Emit(new Knocked(1)) is { Knocks: > 3 } ? c.Emit(new Painted(\"red\")) : c.Emit(new Knocked(2));", "new Painted(\"red\")")]
    [InlineData("ref struct Scope(UseCaseContext<Door> c) { UseCaseContext<Door> _c = c; public void Dispose() => _c.Emit(new Painted(\"red\")); }", "new Painted(\"red\")")]
    public async Task An_event_that_no_mutator_folds_is_reported(string member, string mark) =>
        Assert.Equal(["BUX1080: " + mark], await Analysis.MarksAsync(Doors.With(member)));

    [Theory]
    [InlineData("static void One<T>(UseCaseContext<Door> c, T e) where T : notnull => c.Emit(e); static void Go(UseCaseContext<Door> c) => One(c, new Painted(\"red\"));", "BUX1080: One(c, new Painted(\"red\"))")]
    [InlineData("static void One<S, T>(UseCaseContext<S> c, T e) where T : notnull => c.Emit(e); static void Go(UseCaseContext<Door> c) => One(c, new Painted(\"red\"));", "BUX1080: One(c, new Painted(\"red\"))")]
    [InlineData("static void One<T>(this UseCaseContext<Door> c, T e) where T : notnull => c.Emit(e); static void Two<U>(UseCaseContext<Door> c, U e) where U : notnull => c.One(e); static void Go(UseCaseContext<Door> c) => Two(c, new Painted(\"red\"));", "BUX1080: Two(c, new Painted(\"red\"))")]
    [InlineData("static class Of<T> where T : notnull { public static void One(UseCaseContext<Door> c, T e) => c.Emit(e); } static void Go(UseCaseContext<Door> c) => Of<Painted>.One(c, new(\"red\"));", "BUX1080: Of<Painted>.One(c, new(\"red\"))")]
    [InlineData("static void All<T>(UseCaseContext<Door> c, IEnumerable<T> all) where T : notnull { foreach (var e in all) c.Emit(e); } static void Go(UseCaseContext<Door> c) => All(c, new object[1]);", "BUX1081: All(c, new object[1])")]
    [InlineData("static void One<T>(UseCaseContext<Door> c, T e) where T : notnull => c.Emit(e); static void Go(UseCaseContext<Door> c) { One(c, new Knocked(1)); Other(c, \"text\"); } static void Other<T>(UseCaseContext<Door> c, T e) { }", "")]
    public async Task What_a_generic_function_emits_is_judged_where_its_type_is_known(string members, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], await Analysis.MarksAsync(Doors.With(members)));

    [Theory]
    [InlineData("c.Emit<object>(new Knocked(1))", "new Knocked(1)")]
    [InlineData("c.Emit((IEquatable<Knocked>)new Knocked(1))", "(IEquatable<Knocked>)new Knocked(1)")]
    [InlineData("c.Emit(\"text\")", "\"text\"")]
    [InlineData("c.Emit(Kind.Any)", "Kind.Any")]
    [InlineData("c.Emit(b ? (object)new Knocked(1) : new Hung(\"d\"))", "b ? (object)new Knocked(1) : new Hung(\"d\")")]
    [InlineData("c.Emit(new Loud(1))", "new Loud(1)")]
    [InlineData("c.Emit<Shouted>(new Loud(1))", "new Loud(1)")]
    public async Task A_static_type_that_is_no_event_is_reported(string emit, string mark) => Assert.Equal(
        ["BUX1081: " + mark],
        await Analysis.MarksAsync(Doors.With($"enum Kind {{ Any }} abstract record Shouted(int N); sealed record Loud(int N) : Shouted(N); static void Go(UseCaseContext<Door> c, bool b) {{ {emit}; }}")));

    [Fact]
    public async Task An_event_that_derives_from_a_folded_one_is_another_event() => Assert.Equal(
        ["BUX1080: new Louder(1)"],
        await Analysis.MarksAsync(Doors.With("[DomainEvent(2)] public record Loud(int N); [DomainEvent(3)] public sealed record Louder(int N) : Loud(N); static void Go(UseCaseContext<Door> c) { c.Emit(new Loud(1)); c.Emit(new Louder(1)); }")
            .Replace("public static Door Create", "public static Door Apply(Door s, Rules.Loud e) => s; public static Door Create", StringComparison.Ordinal)));

    [Fact]
    public async Task An_event_that_changes_nothing_is_folded() => Assert.Empty(await Analysis.MarksAsync(
        Doors.With("static void Go(UseCaseContext<Door> c) => c.Emit(new Painted(\"red\"));").Replace("[StateMutator]", "[StateMutator, NoStateChange<Painted>]", StringComparison.Ordinal)));

    [Fact]
    public async Task A_second_mutator_and_one_of_several_parts_fold_too() => Assert.Empty(await Analysis.MarksAsync(
        Doors.With("static void Go(UseCaseContext<Door> c) { c.Emit(new Painted(\"red\")); c.Emit(new Sold(1)); }").Replace("public static class DoorMutator", "public static partial class DoorMutator", StringComparison.Ordinal)
        + "[StateMutator] static class Other { public static Door Apply(Door s, Painted e) => s; } static partial class DoorMutator { public static Door Apply(Door s, Sold e) => s; }"));

    [Theory]
    [InlineData("public static Door Apply(Painted e, Door s) => s;")]
    [InlineData("public static object Apply(Door s, Painted e) => s;")]
    [InlineData("static void Apply(Painted e) { }")]
    public async Task A_method_of_a_wrong_signature_is_the_generators_business(string fold) => Assert.Empty(await Analysis.MarksAsync(
        Doors.With("static void Go(UseCaseContext<Door> c) => c.Emit(new Painted(\"red\"));").Replace("public static Door Create", fold + " public static Door Create", StringComparison.Ordinal)));

    [Fact]
    public async Task Without_a_mutator_the_generator_speaks_alone() => Assert.Empty(await Analysis.MarksAsync(Doors.Service + Doors.UseCases));

    [Fact]
    public async Task A_fold_of_an_event_that_nobody_emits_is_reported_once()
    {
        var source = Doors.With("").Replace("public static Door Create", "public static Door Create(Sold e) => new(\"\", 0); public static Door Apply(Door s, Sold e) => s; public static Door Create", StringComparison.Ordinal);

        Assert.Equal(["BUX1082: Create"], await Analysis.MarksAsync(source));
        Assert.Equal(["BUX1082: NoStateChange<Sold>"], await Analysis.MarksAsync(Doors.With("").Replace("[StateMutator]", "[StateMutator, NoStateChange<Sold>]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[Obsolete] [DomainEvent(1)] public sealed record Old(int X);", "[Obsolete] public static Door Apply(Door s, Rules.Old e) => s;")]
    [InlineData("[DomainEvent(0, Name = \"knocked\")] public sealed record Old(int X);", "public static Door Apply(Door s, Rules.Old e) => s;")]
    [InlineData("[DomainEvent(1)] public sealed record RungEventV1(int X); [DomainEvent(2)] public sealed record RungEventV2(int X); static void Go(UseCaseContext<Door> c) => c.Emit(new RungEventV2(1));", "public static Door Apply(Door s, Rules.RungEventV1 e) => s; public static Door Apply(Door s, Rules.RungEventV2 e) => s;")]
    [InlineData("static void Go(UseCaseContext<Door> c) => EmitAll(c, new Sold(1)); static void EmitAll<T>(UseCaseContext<Door> c, T e) where T : notnull => c.Emit(e);", "public static Door Apply(Door s, Sold e) => s;")]
    [InlineData("interface IOut { void Put<T>(UseCaseContext<Door> c, T e); } static void Go(IOut to, UseCaseContext<Door> c) => to.Put(c, new Sold(1));", "public static Door Apply(Door s, Sold e) => s;")]
    public async Task History_and_what_helpers_emit_is_not_reported(string members, string folds) => Assert.Empty(await Analysis.MarksAsync(
        Doors.With(members).Replace("public static Door Create", folds + " public static Door Create", StringComparison.Ordinal)));

    [Fact]
    public async Task A_mutator_without_use_cases_is_not_dead_yet() => Assert.DoesNotContain(await Analysis.MarksAsync(Doors.Service + Doors.Mutator), each => each.StartsWith("BUX1082", StringComparison.Ordinal));

    [Fact]
    public async Task A_context_that_another_assembly_gets_may_emit_anything()
    {
        var library = Analysis.Image(Analysis.Compilation("Library", [Analysis.Usings + "public static class Lib { public static void Go<T>(UseCaseContext<T> c) { } }"]));
        var source = Analysis.Usings + Doors.With("static void Go(UseCaseContext<Door> c) => Lib.Go(c);").Replace("[StateMutator]", "[StateMutator, NoStateChange<Sold>]", StringComparison.Ordinal);

        Assert.Empty(await Analysis.RunAsync(Analysis.Compilation("Example", [source], library)));
    }

    [Fact]
    public async Task The_fix_writes_the_method_that_is_missing() => await Fixing.CheckAsync<EventsAreHandled, WriteFold>(
        Doors.Service + Doors.UseCases + """
        [StateMutator]
        public static class DoorMutator
        {
            public static Door Create(Hung e) => new(e.Id, 0);

            public static Door Apply(Door door, Knocked knocked) => door;
        }
        public static class Rules
        {
            static void Go(UseCaseContext<Door> c)
            {
                c.Emit({|BUX1080:new Painted("red")|});
                c.Emit({|BUX1080:new Sold(1)|});
                c.Emit({|BUX1080:new Sold(2)|});
            }
        }
        """,
        Doors.Service + Doors.UseCases + """
        [StateMutator]
        public static class DoorMutator
        {
            public static Door Create(Hung e) => new(e.Id, 0);

            public static Door Apply(Door door, Knocked knocked) => door;

            public static Door Apply(Door door, Painted knocked) => throw new GAP();

            public static Door Apply(Door door, Sold knocked) => throw new GAP();
        }
        public static class Rules
        {
            static void Go(UseCaseContext<Door> c)
            {
                c.Emit(new Painted("red"));
                c.Emit(new Sold(1));
                c.Emit(new Sold(2));
            }
        }
        """.Replace("GAP", Gap, StringComparison.Ordinal));

    [Fact]
    public async Task The_first_event_of_a_use_case_that_expects_no_entity_creates_it() => await Fixing.CheckAsync<EventsAreHandled, WriteFold>(
        Doors.Service + """
        [StateMutator] public static class DoorMutator
        {
            public static Door Apply(Door s, Knocked e) => s;
        }
        [UseCase]
        public static class HangDoor
        {
            public static void Handle(Hang command, UseCaseContext<Door> context)
            {
                context.Emit({|BUX1080:new Hung(command.Id)|});
                context.Emit({|BUX1080:new Sold(1)|});
                context.Emit(new Knocked(1));
            }
        }
        """,
        Doors.Service + """
        [StateMutator] public static class DoorMutator
        {
            public static Door Apply(Door s, Knocked e) => s;

            public static Door Create(Hung e) => throw new GAP();

            public static Door Apply(Door s, Sold e) => throw new GAP();
        }
        [UseCase]
        public static class HangDoor
        {
            public static void Handle(Hang command, UseCaseContext<Door> context)
            {
                context.Emit(new Hung(command.Id));
                context.Emit(new Sold(1));
                context.Emit(new Knocked(1));
            }
        }
        """.Replace("GAP", Gap, StringComparison.Ordinal));

    [Fact]
    public async Task Another_fix_says_that_the_event_changes_nothing() => await Fixing.CheckAsync<EventsAreHandled, WriteFold>(
        [Doors.Service + Doors.UseCases + "public static class Rules { static void Go(UseCaseContext<Door> c) { c.Emit({|BUX1080:new Painted(\"red\")|}); c.Emit({|BUX1080:new Sold(1)|}); } }", Mutator("")],
        [Doors.Service + Doors.UseCases + "public static class Rules { static void Go(UseCaseContext<Door> c) { c.Emit(new Painted(\"red\")); c.Emit(new Sold(1)); } }", Mutator("[NoStateChange<Painted>]\n[NoStateChange<Sold>]\n")],
        action: 1);

    [Fact]
    public async Task What_others_must_not_see_gets_an_internal_method() => await Fixing.CheckAsync<EventsAreHandled, WriteFold>(
        Doors.Service + Doors.UseCases + Mutator("") + "[DomainEvent(1)] sealed record Hidden(int X); static class Rules { static void Go(UseCaseContext<Door> c) => c.Emit({|BUX1080:new Hidden(1)|}); }",
        Doors.Service + Doors.UseCases + Mutator("").Replace("=> s;\n", $"=> s;\n\n    internal static Door Apply(Door s, Hidden e) => throw new {Gap}();\n", StringComparison.Ordinal)
        + "[DomainEvent(1)] sealed record Hidden(int X); static class Rules { static void Go(UseCaseContext<Door> c) => c.Emit(new Hidden(1)); }");

    private const string Gap = "NotImplemented" + "Exception";

    private static string Mutator(string attributes) => $$"""
        [StateMutator]
        {{attributes}}public static class DoorMutator
        {
            public static Door Create(Hung e) => new(e.Id, 0);

            public static Door Apply(Door s, Knocked e) => s;
        }

        """;
}
