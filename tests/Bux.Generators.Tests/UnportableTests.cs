using Microsoft.CodeAnalysis;

namespace Bux.Generators.Tests;

/// <summary>What the wire cannot carry is said at the member, by name, and nothing else is.</summary>
public sealed class UnportableTests
{
    [Theory]
    [InlineData("object", "it can be anything")]
    [InlineData("dynamic", "it can be anything")]
    [InlineData("Action", "a delegate is code")]
    [InlineData("Func<int>", "a delegate is code")]
    [InlineData("nint", "its size is the machine's")]
    [InlineData("nuint", "its size is the machine's")]
    [InlineData("int[,]", "an array of several dimensions")]
    [InlineData("int*", "it is a pointer")]
    [InlineData("delegate*<int>", "it is a pointer")]
    [InlineData("Type", "an abstract type does not say what it holds")]
    [InlineData("Exception", "none of the library's types")]
    [InlineData("System.IO.Stream", "an abstract type does not say what it holds")]
    [InlineData("System.Threading.Tasks.Task", "none of the library's types")]
    [InlineData("System.Text.Json.JsonElement", "none of the library's types")]
    [InlineData("KeyValuePair<string, int>", "none of the library's types")]
    [InlineData("Tuple<string, int>", "none of the library's types")]
    [InlineData("Lazy<int>", "none of the library's types")]
    [InlineData("System.Collections.Generic.LinkedList<int>", "none of the library's types")]
    [InlineData("System.Collections.Immutable.ImmutableSortedDictionary<string, int>", "none of the library's types")]
    [InlineData("Dictionary<double, int>", "its keys are no text, Guid, integer or enum")]
    [InlineData("IReadOnlyDictionary<Part, int>", "its keys are no text, Guid, integer or enum")]
    [InlineData("IComparable", "an interface does not say what it holds")]
    [InlineData("Open", "an abstract type does not say what it holds")]
    [InlineData("System.DayOfWeek?", null)]
    [InlineData("AttributeTargets", "a combination of flags has no name")]
    [InlineData("Nothing", "it has no members")]
    [InlineData("Same", "two of its members have the same name")]
    [InlineData("(int, object)", "it can be anything")]
    [InlineData("IReadOnlyList<Part?>", null)]
    [InlineData("IReadOnlyList<nint>", "its size is the machine's")]
    [InlineData("Generic<object>", "it can be anything")]
    [InlineData("Secret", "generated code cannot see it")]
    public void A_type_without_a_form_is_refused_at_its_member(string type, string? reason)
    {
        var source = $$"""
            using System; using System.Collections.Generic; using Bux;
            [assembly: ServiceContracts("s")]
            /// <summary>An event.</summary>
            [Command] public sealed unsafe class Opened : Outer, ICommand { [EntityKey] public string Id { get; set; } = ""; public required {{type}} Odd { get; init; } }
            public class Outer { protected sealed record Secret(int X); }
            public sealed record Part(int X);
            public sealed record Generic<T>(T Value);
            public abstract record Open(int X);
            public enum Nothing;
            public enum Same { Ab, ab }
            """;
        var found = Compiling.Run(Compiling.Compilation(source)).Diagnostics;

        if (reason is null)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Equal("BUX0012", finding.Id);
        Assert.Contains(reason, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(type.StartsWith("Generic", StringComparison.Ordinal) ? "Value" : "Odd", Marked(source, finding), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("List<int>")]
    [InlineData("byte[]")]
    [InlineData("IDictionary<string, int>")]
    public void A_collection_that_can_be_changed_has_a_form_and_is_left_to_the_analyzers(string type) => Assert.Empty(Compiling.Ids($$"""
        using System; using System.Collections.Generic; using Bux;
        [assembly: ServiceContracts("s")]
        [DomainEvent(1)] public sealed record Opened(string Id, {{type}} Held);
        """));

    [Theory]
    [InlineData("[JsonDerivedType(typeof(A))] public abstract record Base; public sealed record A : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), 1)] public abstract record Base; public sealed record A : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] [JsonDerivedType(typeof(B), \"a\")] public abstract record Base; public sealed record A : Base; public sealed record B : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] public record Base; public sealed record A : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] public abstract record Base; public abstract record A : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] public abstract record Base; [JsonDerivedType(typeof(B), \"b\")] public record A : Base; public sealed record B : A;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] public abstract record Base; public sealed record A([property: JsonPropertyName(\"$type\")] int X) : Base;", "BUX0015")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] [JsonDerivedType(typeof(Base), \"base\")] public record Base; public sealed record A : Base;", "BUX0044")]
    [InlineData("[JsonDerivedType(typeof(A), \"a\")] public interface Base; public readonly record struct A(int X) : Base;", null)]
    [InlineData("[Codec(typeof(C))] public record Base; public class C;", "BUX0043")]
    [InlineData("[Codec(typeof(C<>))] public record Base; public class C<T>;", "BUX0043")]
    [InlineData("[JsonConverter(typeof(string))] public record Base(int X);", "BUX0045")]
    [InlineData("public record Base([property: JsonConverter(typeof(string))] int X);", "BUX0045")]
    [InlineData("public record Base([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int X);", "BUX0045")]
    [InlineData("public record Base([property: JsonIgnore] int X);", "BUX0014")]
    [InlineData("public record Base([property: JsonIgnore] int X = 1);", null)]
    [InlineData("public class Base { [JsonIgnore] public required int X { get; init; } }", "BUX0014")]
    [InlineData("public record Base([property: JsonPropertyName(\"y\")] int X, int Y);", "BUX0015")]
    public void An_attribute_that_makes_no_form_is_named(string declarations, string? id)
    {
        var source = $$"""
            using System; using System.Text.Json.Serialization; using Bux;
            [assembly: ServiceContracts("s")]
            [DomainEvent(1)] public sealed record Opened(string Id, Base Odd);
            {{declarations}}
            """;

        Assert.Equal(id is null ? [] : [id], Compiling.Ids(source).Distinct());
        if (id is null or "BUX0045") Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(source)));
    }

    [Fact]
    public void A_state_may_be_a_closed_hierarchy()
    {
        const string Source = """
            using System; using System.Text.Json.Serialization; using Bux;
            [assembly: ServiceContracts("accounts")]
            [Command] public sealed record Open([EntityKey] string Id) : ICommand;
            [DomainEvent(1)] public sealed record Opened(string Id);
            [DomainEvent(1)] public sealed record Closed(string Reason);
            [State("accounts")]
            [JsonDerivedType(typeof(OpenAccount), "open")]
            [JsonDerivedType(typeof(ClosedAccount), "closed")]
            public abstract record Account(string Id);
            public sealed record OpenAccount(string Id) : Account(Id);
            public sealed record ClosedAccount(string Id, string Reason) : Account(Id);
            [StateMutator] public static class Mutator
            {
                public static Account Create(Opened e) => new OpenAccount(e.Id);
                public static Account Apply(Account s, Closed e) => new ClosedAccount(s.Id, e.Reason);
            }
            [UseCase] public static class Opening { public static void Handle(Open command, UseCaseContext<Account> context) => context.Emit(new Opened(command.Id)); }
            """;

        Assert.Empty(Compiling.Ids(Source));
        Assert.Empty(Compiling.WithOutput(Compiling.Compilation(Source)).GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Code_without_nullable_annotations_compiles_without_a_warning()
    {
        const string Source = """
            #nullable disable
            using System; using Bux;
            [assembly: ServiceContracts("accounts")]
            /// <summary>A.</summary>
            [Command] public sealed record Open([property: EntityKey] string Id, string[] Names) : ICommand<Answer>;
            /// <summary>A.</summary>
            public sealed record Answer(string Text);
            /// <summary>A.</summary>
            [DomainEvent(1)] public sealed record Opened(string Id);
            /// <summary>A.</summary>
            [State("accounts")] public sealed record Account(string Id);
            /// <summary>A.</summary>
            [StateMutator] public static class Mutator { public static Account Create(Opened e) => new Account(e.Id); }
            /// <summary>A.</summary>
            [UseCase] public sealed class Opening
            {
                public Reply<Answer> Handle(Open command, UseCaseContext<Account> context) => new Answer(context.Emit(new Opened(command.Id)).Id);
            }
            """;

        Assert.Empty(Compiling.Ids(Source));
        Assert.Empty(Compiling.ComplaintsAboutOutput(Compiling.Compilation(Source)));
    }

    private static string Marked(string source, Diagnostic finding) =>
        source.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length);
}
