using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Compiler.Benchmarks;

/// <summary>
/// A command service of any size. A module has ten types that the generator reads (three commands, four events, a rejection, a use case, a
/// mutator), the records that they share, and as much ordinary code beside them.
/// </summary>
internal static class SampleCode
{
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static int _compilations;

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ICommand).Assembly.Location)];

    public static CSharpCompilation Compilation(int types)
    {
        var modules = Math.Max(1, types / 10);
        var trees = Enumerable.Range(0, modules).SelectMany(module => new[] { Parse(Contracts(module), $"Module{module}.cs"), Parse(Ordinary(module, ""), $"Ordinary{module}.cs") })
            .Append(Parse(State, "State.cs"));
        return CSharpCompilation.Create(
            $"Sample{Interlocked.Increment(ref _compilations)}", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8);

    private const string State = """
        using Bux;
        [assembly: ServiceContracts("sample")]
        namespace Sample;
        [State("sample")]
        public sealed record Account(string Id, int Changes);
        """;

    /// <summary>The module's contracts and code; the first event may have one more member.</summary>
    public static string Contracts(int module, string more = "")
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using Bux;
            namespace Sample.Module{{module}};

            public enum Kind{{module}} { First, Second, Third }
            public readonly record struct Number{{module}}(int Value);
            public sealed record Address{{module}}(string Street, string City, string? Zip, string Country);
            public sealed record Details{{module}}(string Name, DateOnly Born, Address{{module}} Address, ImmutableArray<string> Tags, Kind{{module}} Kind);
            public sealed record Refused{{module}}(string Id, int Limit) : Rejection("refused-{{module}}", "It is refused.");

            """));
        for (var i = 0; i < 3; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"[Command] public sealed record Change{module}x{i}([property: EntityKey] string Id, Details{module} Details, Number{module} Number, decimal Amount, DateTimeOffset At) : ICommand<Changed{module}x{i}>;");
            text.AppendLine(CultureInfo.InvariantCulture, $"public sealed record Changed{module}x{i}(string Id, long Version);");
        }

        for (var i = 0; i < 4; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"[DomainEvent(1)] public sealed record Changed{module}y{i}Event(string Id, Details{module} Details, int Number, Guid By, IReadOnlyList<Address{module}> Old{(i == 0 ? more : "")});");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"[StateMutator] public static class Mutator{module}\n{{");
        for (var i = 0; i < 4; i++) text.AppendLine(CultureInfo.InvariantCulture, $"    public static Account Apply(Account? s, Changed{module}y{i}Event e) => new(e.Id, (s?.Changes ?? 0) + 1);");
        text.AppendLine("}").AppendLine(CultureInfo.InvariantCulture, $"[UseCase] public sealed class UseCase{module}\n{{");
        for (var i = 0; i < 3; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    public Reply<Changed{{module}}x{{i}}> Handle(Change{{module}}x{{i}} command, Account? account, UseCaseContext<Account> context)
                    {
                        if (command.Amount < 0) return new Refused{{module}}(command.Id, {{i}});
                        var after = context.Emit(new Changed{{module}}y{{i}}Event(command.Id, command.Details, command.Number.Value, context.NewId(), []{{(i == 0 && more.Length > 0 ? ", \"\"" : "")}}));
                        return new Changed{{module}}x{{i}}(after.Id, context.Version);
                    }
                """);
        }

        return text.AppendLine("}").ToString();
    }

    /// <summary>Code that the generator has nothing to do with; an edit is put into a method or above the class.</summary>
    public static string Ordinary(int module, string body, string comment = "")
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"using System;\nnamespace Sample.Ordinary{module};\n{comment}\npublic sealed class Service{module}\n{{\n"));
        for (var i = 0; i < 12; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    public string Member{{i}} { get; set; } = "";
                    public int Compute{{i}}(int a, int b)
                    {
                        var sum = 0;
                        for (var i = a; i < b; i++) sum += Math.Max(i, Member{{i}}.Length);
                        {{(i == 0 ? body : "")}}
                        return sum;
                    }
                """);
        }

        return text.AppendLine("}").ToString();
    }
}
