using Bux.Analyzers.Rules;
using Bux.CodeFixes;
using Bux.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Analyzers.Tests;

/// <summary>BUX1083: every command of a service has a use case.</summary>
public sealed class CommandsAreHandledTests
{
    private const string Contracts = """
        [assembly: ServiceContracts("doors")]
        namespace Contracts
        {
            public sealed record Answer(int X);
            [Command] public sealed record OpenCommand([EntityKey] string Id) : ICommand<Answer>;
            [Command] public sealed record Close([EntityKey] string Id) : ICommand;
            [Command] public sealed record Bolt([EntityKey] string Id) : ICommand<string?>;
            [Command(Service = "windows")] public sealed record Break([EntityKey] string Id) : ICommand;
            [Command] internal sealed record Hidden([EntityKey] string Id) : ICommand;
            [DomainEvent(1)] public sealed record Hung(string Id);
        }
        """;

    private const string Gap = "NotImplemented" + "Exception";

    [Fact]
    public async Task A_command_that_no_use_case_handles_is_reported_at_the_command() => Assert.Equal(
        ["BUX1083: Hang", "BUX1083: Knock"], await MarksAsync(Doors.Service + Doors.Mutator));

    [Theory]
    [InlineData("[UseCase] public sealed class All { public void Handle(Hang c, UseCaseContext<Door> x) => x.Emit(new Hung(c.Id)); public Rejection? Handle(Knock c, Door d, UseCaseContext<Door> x) { x.Emit(new Knocked(1)); return null; } }")]
    [InlineData("[UseCase] public static partial class All { public static void Handle(Hang c, UseCaseContext<Door> x) => x.Emit(new Hung(c.Id)); } partial class All { public static void Handle(Knock c, Door d, UseCaseContext<Door> x) => x.Emit(new Knocked(1)); }")]
    [InlineData("[UseCase] public sealed class All { public Task Handle(Hang c, UseCaseContext<Door> x) { x.Emit(new Hung(c.Id)); return Task.CompletedTask; } void Handle(Knock c, UseCaseContext<Door> x, int wrong) => x.Emit(new Knocked(1)); }")]
    public async Task A_use_case_of_any_form_handles_even_one_that_the_generator_refuses(string useCases) =>
        Assert.Empty(await MarksAsync(Doors.Service + Doors.Mutator + useCases));

    [Theory]
    [InlineData("[assembly: ServiceContracts(\"doors\")] [Command] public sealed record Hang([EntityKey] string Id) : ICommand;")]
    [InlineData("[State(\"doors\")] public sealed record Door(string Id); [Command(Service = \"windows\")] public sealed record Hang([EntityKey] string Id) : ICommand;")]
    [InlineData("[State(\"doors\")] public sealed record Door(string Id); [Command] public abstract record Hang([EntityKey] string Id) : ICommand;")]
    public async Task Contracts_alone_another_services_commands_and_odd_declarations_are_silent(string source) => Assert.Empty(await MarksAsync(source));

    [Fact]
    public async Task Commands_of_referenced_contracts_are_reported_together_at_the_state()
    {
        var found = await Analysis.RunAsync(Analysis.Compilation("Service", [Analysis.Usings + "[State(\"doors\")] public sealed record Door(string Id);"], Reference()));

        var report = Assert.Single(found);
        Assert.Equal(("BUX1083", "Door"), (report.Id, Analysis.Text(report)));
        Assert.Contains("No use case of doors handles Bolt, Close, OpenCommand;", report.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referenced_command_that_is_handled_is_silent() => Assert.Empty(await Analysis.RunAsync(Analysis.Compilation("Service", [Analysis.Usings + """
        using Contracts;
        [State("doors")] public sealed record Door(string Id);
        [UseCase] public static class All
        {
            public static Answer Handle(OpenCommand c, Door d) => new(1);
            public static void Handle(Close c, Door d) { }
            public static string? Handle(Bolt c, Door d) => null;
        }
        """], Reference())));

    [Fact]
    public async Task The_fix_writes_a_use_case_beside_the_state_that_assumes_nothing() => await Fixing.CheckAsync<CommandsAreHandled, WriteUseCase>(
        [
            """
            namespace Houses;

            [State("doors")]
            public sealed record Door(string Id);

            """,
            """
            namespace Houses;

            public sealed record Answer(int X);
            [Command] public sealed record {|BUX1083:HangCommand|}([EntityKey] string Id) : ICommand<Answer>;
            [Command] internal sealed record {|BUX1083:Knock|}([EntityKey] string Id) : ICommand;
            public sealed record KnockUseCase;
            """,
        ],
        [
            """
            namespace Houses;

            [State("doors")]
            public sealed record Door(string Id);

            [UseCase]
            public sealed class HangUseCase
            {
                public Reply<Answer> Handle(HangCommand command, Door? state, UseCaseContext<Door> context) => throw new GAP();
            }

            [UseCase]
            internal sealed class KnockUseCase2
            {
                public Reply<Done> Handle(Knock command, Door? state, UseCaseContext<Door> context) => throw new GAP();
            }

            """.Replace("GAP", Gap, StringComparison.Ordinal),
            """
            namespace Houses;

            public sealed record Answer(int X);
            [Command] public sealed record HangCommand([EntityKey] string Id) : ICommand<Answer>;
            [Command] internal sealed record Knock([EntityKey] string Id) : ICommand;
            public sealed record KnockUseCase;
            """,
        ]);

    [Fact]
    public async Task Without_nullable_annotations_an_attribute_says_that_nothing_is_expected() => await Fixing.CheckAsync<CommandsAreHandled, WriteUseCase>(
        """
        #nullable disable
        [State("doors")]
        public sealed record Door(string Id);
        [Command] public sealed record {|BUX1083:Knock|}([EntityKey] string Id) : ICommand;

        """,
        $$"""
        #nullable disable
        [State("doors")]
        public sealed record Door(string Id);
        [Command] public sealed record Knock([EntityKey] string Id) : ICommand;

        [UseCase]
        public sealed class KnockUseCase
        {
            [Expects(Expectation.Any)] public Reply<Done> Handle(Knock command, Door state, UseCaseContext<Door> context) => throw new {{Gap}}();
        }

        """);

    [Fact]
    public async Task The_fix_at_the_state_writes_all_that_referenced_contracts_miss()
    {
        var test = Fixing.Test<CommandsAreHandled, WriteUseCase>();
        test.TestState.AdditionalReferences.Add(Reference());
        test.TestState.Sources.Add(Analysis.Usings + "using Contracts;\n[State(\"doors\")]\npublic readonly record struct {|BUX1083:Door|}(string Id);\n");
        test.FixedState.Sources.Add(Analysis.Usings + $$"""
            using Contracts;
            [State("doors")]
            public readonly record struct Door(string Id);

            [UseCase]
            public sealed class BoltUseCase
            {
                public Reply<string?> Handle(Bolt command, Door? state, UseCaseContext<Door> context) => throw new {{Gap}}();
            }

            [UseCase]
            public sealed class CloseUseCase
            {
                public Reply<Done> Handle(Close command, Door? state, UseCaseContext<Door> context) => throw new {{Gap}}();
            }

            [UseCase]
            public sealed class OpenUseCase
            {
                public Reply<Answer> Handle(OpenCommand command, Door? state, UseCaseContext<Door> context) => throw new {{Gap}}();
            }

            """);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static MetadataReference Reference()
    {
        var contracts = Analysis.Compilation("Contracts", [Analysis.Usings + Contracts]);
        CSharpGeneratorDriver.Create([new BuxGenerator().AsSourceGenerator()], parseOptions: Analysis.Parsing)
            .RunGeneratorsAndUpdateCompilation(contracts, out var complete, out _, TestContext.Current.CancellationToken);
        return Analysis.Image(complete);
    }

    private static Task<string[]> MarksAsync(string source) => Analysis.MarksAsync(source, "BUX108");
}
