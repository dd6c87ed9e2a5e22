using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Analyzers.Tests;

/// <summary>The rules of use cases look at code that is being written, in which anything may be missing.</summary>
public sealed class HalfTypedServiceTests
{
    private const int Edits = 40;

    private static readonly string Source = Analysis.Usings + Doors.Service + Doors.Mutator.Replace("[StateMutator]", "[StateMutator, NoStateChange<Sold>]", StringComparison.Ordinal) + Doors.UseCases + """
        [UseCase] public sealed class All
        {
            public Reply<Done> Handle(Knock command, Door? door, UseCaseContext<Door> context)
            {
                if (door is null) door = context.Emit(new Hung(command.Id)); else context.Emit(new Knocked(door.Knocks));
                (door, var n) = (context.Emit(new Painted("red")), 2);
                void Local(UseCaseContext<Door> c) { c.Emit(new Sold(door.Knocks)); }
                Local(context); All.Each(context, new[] { new Sold(n) });
                foreach (var x in new[] { 1, 2 }) { try { Change(ref door, context); } finally { door = door! with { Knocks = x }; } }
                Func<Door> later = () => door switch { { Knocks: 1 } d => d with { Id = "x" }, _ => new Door("d", 1) };
                return later().Knocks > door?.Knocks ? Reply.Done : new EntityNotFound(nameof(door));
            }
            static void Each<T>(UseCaseContext<Door> c, IEnumerable<T> all) where T : notnull { foreach (var e in all) c.Emit(e); }
            static Door Change(ref Door door, UseCaseContext<Door> c) => door = b(door) ? c.Emit(new Knocked(2)) : door with { Id = door.Id + "!" };
            static bool b(Door d) => d == d with { Knocks = 3 };
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_rule_fails_whatever_is_missing(int seed)
    {
        var random = new Random(seed);
        DiagnosticAnalyzer[] rules = [new EventsAreHandled(), new CommandsAreHandled(), new StateIsNotStale(), new StateChangesByEvents()];
        var tokens = CSharpSyntaxTree.ParseText(Source, Analysis.Parsing).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.SpanStart > Analysis.Usings.Length).ToArray();
        Assert.Contains(await Analysis.RunAsync(Analysis.Compilation(Source), rules), each => each.Id == "BUX1060");
        for (var edit = 0; edit < Edits; edit++)
        {
            var text = Source;
            foreach (var token in Enumerable.Range(0, random.Next(1, 4)).Select(_ => tokens[random.Next(tokens.Length)]).DistinctBy(token => token.SpanStart).OrderByDescending(token => token.SpanStart))
            {
                text = text[..token.SpanStart] + (random.Next(3) == 0 ? tokens[random.Next(tokens.Length)].Text : "") + text[token.Span.End..];
            }

            Assert.DoesNotContain(await Analysis.RunAsync(Analysis.Compilation(text), rules), each => each.Id == "AD0001");
        }
    }
}
