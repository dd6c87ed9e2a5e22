using System.Globalization;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Tests;

/// <summary>What the effects of a body are made of: chains, other assemblies, what is vouched for.</summary>
public sealed class EffectTests
{
    private const string Model = """
        [DomainEvent(1)] public sealed record Changed(string Id, DateTimeOffset At, Shared.Details Details);
        [State("things")] public sealed record Thing(string Id, string Text);

        """;

    private const string Shared = """
        namespace Shared;
        public sealed record Details(string Name, DateTimeOffset Born)
        {
            public string Upper => Name.ToUpperInvariant();
            public Details Renamed(string name) => this with { Name = name };
            public static Details operator +(Details one, Details other) => one with { Name = one.Name + other.Name };
        }
        public static class Calculator { public static int Twice(int number) => number * 2; }
        public interface IMeter { int Read(); }

        """;

    [Fact]
    public async Task A_helper_s_effect_is_reported_at_the_call_with_the_way_that_leads_there()
    {
        var found = await RunAsync("""
            [StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) => s with { Text = Texts.Stamp(e.Id) }; }
            public static class Texts { public static string Stamp(string id) => id + Clock.Read(); }
            public static class Clock { public static string Read() => DateTimeOffset.UtcNow.ToString("O"); }
            """);

        var finding = Assert.Single(found);
        Assert.Equal("Texts.Stamp(e.Id)", Analysis.Text(finding));
        Assert.StartsWith("Mutator.Apply uses DateTimeOffset.UtcNow (through Texts.Stamp → Clock.Read), which is another value in a replay.", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_that_fills_what_it_is_passed_is_fine_with_the_mutator_s_own_list_and_not_with_the_state_s()
    {
        const string Helper = "public static class Lists { public static void Fill(List<string> list, string item) { list.Add(item); if (list.Count < 3) Fill(list, item); } }\n";

        Assert.Empty(await RunAsync(Helper + """
            [StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) { var own = new List<string>(); Lists.Fill(own, e.Id); return s with { Text = own[0] }; } }
            """));
        Assert.Equal(["BUX1001"], (await RunAsync(Helper + """
            [DomainEvent(1)] public sealed record Listed(List<string> Items);
            [StateMutator] public static class Mutator { public static Thing Apply(Thing s, Listed e) { Lists.Fill(e.Items, s.Id); return s; } }
            """)).Select(each => each.Id));
    }

    [Fact]
    public async Task Methods_that_call_each_other_are_judged_together()
    {
        var found = await RunAsync("""
            [StateMutator] public static class Mutator
            {
                public static Thing Apply(Thing s, Changed e) => s with { Text = Circle.Even(3) ? "even" : "odd" };
                public static Thing Create(Changed e) => new(e.Id, Circle.Odd(3) ? "odd" : "even");
            }
            public static class Circle
            {
                public static bool Even(int n) => n == 0 || Odd(n - 1);
                public static bool Odd(int n) => n != 0 && (Even(n - 1) || Guid.NewGuid() == Guid.Empty);
            }
            """);

        Assert.Equal(["Circle.Even(3)", "Circle.Odd(3)"], found.Select(Analysis.Text));
    }

    [Fact]
    public async Task What_a_contract_computes_is_judged_where_it_is_declared()
    {
        var found = await RunAsync("""
            [DomainEvent(1)] public sealed record Dated(DateTimeOffset Born)
            {
                public int Age => (int)((DateTimeOffset.UtcNow - Born).TotalDays / 365);
                public Guid Number { get; init; } = Guid.NewGuid();
            }
            """);

        Assert.Contains("Dated.get_Age", found[0].GetMessage(CultureInfo.InvariantCulture).Replace("Dated.Age", "Dated.get_Age", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("DateTimeOffset.UtcNow", Analysis.Text(found[0]));
    }

    [Fact]
    public async Task Records_of_other_assemblies_are_values_and_their_other_code_is_unknown_until_somebody_vouches_for_it()
    {
        const string Plain = "[StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) => s with { Text = new Shared.Details(e.Details.Name, e.At).Name }; }";
        const string Computing = "[StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) => s with { Text = e.Details.Upper + (char)Shared.Calculator.Twice(30) }; }";

        Assert.Empty(await RunAsync(Plain, Image("")));
        Assert.Equal(["e.Details.Upper", "Shared.Calculator.Twice(30)"], (await RunAsync(Computing, Image(""))).Select(Analysis.Text));
        Assert.Equal(["Shared.Calculator.Twice(30)"], (await RunAsync("[assembly: Bux.Pure(typeof(Shared.Details))]\n" + Computing, Image(""))).Select(Analysis.Text));
        var vouched = Image("").Replace("public static class Calculator", "[Bux.Pure] public static class Calculator", StringComparison.Ordinal)
            .Replace("public string Upper", "[Bux.Pure] public string Upper", StringComparison.Ordinal);
        Assert.Empty(await RunAsync(Computing, vouched));
    }

    [Fact]
    public async Task To_vouch_for_code_in_sight_hides_nothing_that_is_seen()
    {
        var found = await RunAsync("""
            [StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) => s with { Text = Texts.Stamp(null!) }; }
            public static class Texts { [Bux.Pure] public static string Stamp(IVouched vouched) => vouched.Ask() + DateTimeOffset.UtcNow.Year.ToString(CultureInfo.InvariantCulture); }
            public interface IVouched { [Bux.Pure] string Ask(); }
            """);

        Assert.Equal(["BUX1002"], found.Select(each => each.Id));
    }

    [Fact]
    public async Task An_interface_is_judged_by_what_implements_it_and_unknown_when_nothing_does()
    {
        const string Mutator = "[StateMutator] public static class Mutator { public static Thing Apply(Thing s, Changed e) => s with { Text = new string('x', Meters.Any.Read()) }; }\n"
            + "public static class Meters { public static IMeter Any => null!; } public interface IMeter { int Read(); }\n";

        Assert.Equal(["BUX1008"], (await RunAsync(Mutator)).Select(each => each.Id));
        Assert.Empty(await RunAsync(Mutator + "public sealed class Fixed : IMeter { public int Read() => 3; }"));
        Assert.Equal(["BUX1002"], (await RunAsync(Mutator + "public sealed class Fixed : IMeter { public int Read() => 3; } public class Hot : IMeter { public int Read() => Environment.TickCount; }")).Select(each => each.Id));
    }

    [Theory]
    [InlineData("public static Row On(Changed e, Row row) => row with { At = DateTimeOffset.UtcNow };", "BUX1120")]
    [InlineData("public static Row On(Changed e, Row row) { File.WriteAllText(\"x\", e.Id); return row; }", "BUX1121")]
    [InlineData("public static Row On(Changed e, Row row) { row.Tags.Add(e.Id); return row; }", "BUX1122")]
    [InlineData("public static string Key(Changed e) => Guid.NewGuid().ToString();", "BUX1120")]
    [InlineData("public static Row On(Changed e, Row row, EventContext context) => row with { At = context.Timestamp, Tags = [.. row.Tags, e.Id] };", null)]
    public async Task A_projection_is_a_fold(string method, string? id)
    {
        var found = await RunAsync("public sealed record Row(string Id, DateTimeOffset At, List<string> Tags);\n[Projection(\"rows\")] public static class Rows { " + method + " }");

        Assert.Equal(id is null ? [] : [id], found.Select(each => each.Id));
    }

    private static string Image(string more) => Analysis.Usings + Shared + more;

    /// <summary>Runs the analyzer on a mutator that uses types of another assembly.</summary>
    private static async Task<Diagnostic[]> RunAsync(string source, string? shared = null)
    {
        var other = Analysis.Image(Analysis.Compilation("Shared", [shared ?? Image("")]));
        var lines = source.Split('\n').GroupBy(line => line.StartsWith("[assembly:", StringComparison.Ordinal)).ToDictionary(group => group.Key, group => string.Join('\n', group));
        var compilation = Analysis.Compilation("Things", [Analysis.Usings + lines.GetValueOrDefault(true) + "\n[assembly: ServiceContracts(\"things\")]\n" + Model + lines[false]], other);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        return [.. await Analysis.RunAsync(compilation, new EffectAnalyzer())];
    }
}
