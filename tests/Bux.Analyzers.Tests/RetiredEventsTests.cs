using Bux.Analyzers.Rules;

namespace Bux.Analyzers.Tests;

/// <summary>Retired events are not emitted (BUX1084), and upcasters are pure as mutators are.</summary>
public sealed class RetiredEventsTests
{
    private const string Older = "[DomainEvent(4)] public sealed record PaintedV4(string Colour); ";
    private const string Newer = "[DomainEvent(5)] public sealed record PaintedV5(string Colour, DateTimeOffset At); ";
    private const string Emits = "static void Go(UseCaseContext<Door> c) => c.Emit(new PaintedV4(\"red\"));";

    [Fact]
    public async Task A_retired_event_that_is_emitted_is_reported_and_not_as_one_that_is_not_folded() => Assert.Equal(
        ["BUX1084: new PaintedV4(\"red\")"],
        await Analysis.MarksAsync(Doors.With(Older + Newer + "static class Upcasters { [Upcaster] public static PaintedV5 Up(PaintedV4 e) => new(e.Colour, default); } " + Emits)));

    [Fact]
    public async Task An_older_version_without_an_upcaster_is_not_retired() =>
        Assert.Equal(["BUX1080: new PaintedV4(\"red\")"], await Analysis.MarksAsync(Doors.With(Older + Newer + Emits)));

    [Fact]
    public async Task An_event_that_a_referenced_assembly_has_retired_is_reported()
    {
        var library = Analysis.Image(Analysis.Compilation("Library", [Analysis.Usings + """
            [assembly: Bux.Seam.BuxUpcaster("doors", "global::Lib.PaintedV4", "1")]
            namespace Lib
            {
                [DomainEvent(4)] public sealed record PaintedV4(string Colour);
                [DomainEvent(5)] public sealed record PaintedV5(string Colour);
            }
            """]));
        var compilation = Analysis.Compilation("Service", [Analysis.Usings + Doors.With("static void Go(UseCaseContext<Door> c) => c.Emit(new Lib.PaintedV4(\"red\"));")], library);

        Assert.Equal(["BUX1084"], (await Analysis.RunAsync(compilation, new EventsAreHandled())).Select(each => each.Id));
    }

    [Theory]
    [InlineData("new(e.Colour, DateTimeOffset.UtcNow)", "BUX1002: DateTimeOffset.UtcNow")]
    [InlineData("new(e.Colour.ToUpper(), default)", "BUX1003: e.Colour.ToUpper()")]
    [InlineData("new(System.IO.File.ReadAllText(e.Colour), default)", "BUX1004: System.IO.File.ReadAllText(e.Colour)")]
    [InlineData("new(e.Colour, default)", "")]
    public async Task An_upcaster_is_pure(string body, string expected) => Assert.Equal(
        expected.Length == 0 ? [] : [expected],
        await Analysis.MarksAsync(Doors.With(Older + Newer + $"static class Upcasters {{ [Upcaster] public static PaintedV5 Up(PaintedV4 e) => {body}; }}")));

    [Fact]
    public async Task A_method_beside_an_upcaster_may_do_what_it_likes() => Assert.Empty(await Analysis.MarksAsync(Doors.With(
        Older + Newer + "static class Upcasters { [Upcaster] public static PaintedV5 Up(PaintedV4 e) => new(e.Colour, default); public static DateTimeOffset Now() => DateTimeOffset.UtcNow; }")));
}
