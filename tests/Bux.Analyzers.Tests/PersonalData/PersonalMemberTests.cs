using System.Globalization;

namespace Bux.Analyzers.Tests.PersonalData;

/// <summary>Values that pass through members of the compilation, and marks of other assemblies.</summary>
public sealed class PersonalMemberTests
{
    [Theory]
    [InlineData("Tell(person.Name);", "person.Name", "private static void Tell(string text) => Console.WriteLine(text);")]
    [InlineData("Tell(1, person.Name);", "person.Name", "private void Tell(int count, params string[] texts) { foreach (var each in texts) _log.LogInformation(\"{Text}\", each); }")]
    [InlineData("Tell(person.Name);", "person.Name", "private void Tell(string text) => Tell(1, text); private void Tell(int count, string text) { if (count > 0) Tell(count - 1, text); else Console.WriteLine(text); }")]
    [InlineData("person.Name.Tell();", "person.Name", "} public static class Telling { public static void Tell(this string text) => Console.WriteLine(text);")]
    [InlineData("Tell(account);", "account", "private static void Tell<T>(T value) => Console.WriteLine($\"{value}\");")]
    [InlineData("Tell(account);", "account", "private static void Tell(object value) => Console.WriteLine(value);")]
    [InlineData("Tell(account.Owner);", "account.Owner", "private static void Tell(object value) { object other = value; Console.WriteLine(other); }")]
    [InlineData("Console.WriteLine(Describe(account));", "Describe(account)", "private static string Describe(Account account) => account.Closed ? \"closed\" : account.Owner.Name;")]
    [InlineData("Console.WriteLine(Loud(person.Name)); Console.WriteLine(Loud(account.Id));", "Loud(person.Name)", "private static string Loud(string text) { var loud = text.ToUpper(); return loud; }")]
    [InlineData("Console.WriteLine(Same(person.Name)); Console.WriteLine(Same(account).Id);", "Same(person.Name)", "private static T Same<T>(T value) => value;")]
    [InlineData("Get(person, out var name); Console.WriteLine(name);", "name", "private static void Get(Person person, out string name) => name = person.Name;")]
    [InlineData("Fill(builder, person); Console.WriteLine(builder);", "builder", "private static void Fill(StringBuilder text, Person person) => text.Append(person.Name);")]
    [InlineData("Fill(builder, person.Name); Console.WriteLine(builder);", "builder", "private static void Fill(StringBuilder text, string more) => text.Append(more);")]
    [InlineData("Console.WriteLine(Everyone().First());", "Everyone().First()", "private IEnumerable<string> Everyone() { yield return Somebody!.Name; } private Person? Somebody { get; set; }")]
    [InlineData("Console.WriteLine(new Row(person.Name, 1));", "new Row(person.Name, 1)", "public sealed record Row(string Name, int Count);")]
    [InlineData("Console.WriteLine(new Row(person));", "new Row(person)", "public sealed class Row(Person person) { public override string ToString() => $\"row of {person.Name}\"; }")]
    [InlineData("Console.WriteLine(new Row(person).Title);", "new Row(person).Title", "public sealed record Row(Person Person) { public string Title => \"Dear \" + Person.Name; }")]
    [InlineData("var row = new Row(); row.Name = person.Name; Console.WriteLine(row.Count); Console.WriteLine(row.Name);", "row.Name", "public sealed class Row { public string? Name; public int Count; }")]
    [InlineData("Console.WriteLine((string)new Name(person.Name));", "(string)new Name(person.Name)", "public readonly record struct Name(string Value) { public static implicit operator string(Name name) => name.Value; }")]
    [InlineData("Console.WriteLine(new Child(\"x\", \"y\").Name);", "new Child(\"x\", \"y\").Name", "public abstract record Parent([PersonalData] string Name); public sealed record Child(string Name, string More) : Parent(Name);")]
    [InlineData("Console.WriteLine(new Child(\"x\").Number);", "new Child(\"x\").Number", "[PersonalData] public abstract record Parent; public sealed record Child(string Number) : Parent;")]
    [InlineData("Console.WriteLine(new Child().Name);", "new Child().Name", "public abstract class Parent { [PersonalData] public virtual string Name => \"\"; } public sealed class Child : Parent { public override string Name => \"x\"; }")]
    [InlineData("Console.WriteLine(new Child().Name);", "new Child().Name", "public sealed class Child { [PersonalData] public string Name = \"\"; }")]
    [InlineData("Tell(passport.Number.Length.ToString(), account.Id, \"x\");", "name", "private static void Tell(string id, string other, [PersonalData] string name) => Console.WriteLine(name);")]
    [InlineData("Each(accounts, each => Console.WriteLine(each.Owner.Name));", "each.Owner.Name", "private static void Each(List<Account> all, Action<Account> act) => all.ForEach(act);")]
    [InlineData("Tell(() => person.Name);", "() => person.Name", "private static void Tell(Func<string> text) => Console.WriteLine(text());")]
    public async Task A_value_is_followed_through_members(string statements, string marked, string members) =>
        Assert.Equal([$"BUX1140: {marked}"], await PersonalCode.MarksAsync(statements, members));

    [Theory]
    [InlineData("Tell(person.Name);", "private static void Tell(string text) => Console.WriteLine(text.Length);")]
    [InlineData("Tell(account.Id, person.Name);", "private static void Tell(string id, string name) => Console.WriteLine(name.Length > 3 ? id : \"\");")]
    [InlineData("Tell(account);", "private static void Tell(Account account) => Console.WriteLine(account.Id);")]
    [InlineData("Tell(accounts);", "private static void Tell<T>(List<T> all) => Console.WriteLine(all.Count);")]
    [InlineData("Console.WriteLine(IsKnown(person.Name));", "private static bool IsKnown(string name) => name.Length > 2;")]
    [InlineData("Console.WriteLine(Pick(person.Name, account.Id));", "private static string Pick(string name, string id) => name.Length > 2 ? id : \"\";")]
    [InlineData("Tell(person.Name);", "private static string? Tell(string name) => name.Length == 0 ? null : Tell(name[1..]);")]
    public async Task A_member_that_keeps_it_to_itself_is_not_reported(string statements, string members) =>
        Assert.Empty(await PersonalCode.MarksAsync(statements, members));

    [Fact]
    public async Task A_helper_is_named_where_it_is_called()
    {
        var found = await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + PersonalCode.Types + """
            public static class Code
            {
                public static void Run(Person person) => Outer(person.Name);
                private static void Outer(string text) => Inner(text + "!");
                private static void Inner(string text) => throw new InvalidOperationException(text);
            }
            """));

        var only = Assert.Single(found);
        Assert.Equal("person.Name", Analysis.Text(only));
        Assert.StartsWith("Person.Name is personal data and reaches the message of InvalidOperationException through Outer.", only.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_another_assembly_count()
    {
        var contracts = Analysis.Image(Analysis.Compilation("Contracts", [Analysis.Usings + """
            public sealed record Details([PersonalData] string Name, string Country);
            [PersonalData] public sealed record Passport(string Number);
            public sealed record Discreet([PersonalData] string Name) { public override string ToString() => "somebody"; }
            [Command] public sealed record Open([EntityKey] string Id, Details Details) : ICommand;
            """]));
        var service = Analysis.Compilation("Service", [Analysis.Usings + """
            public static class Code
            {
                public static void Run(Open open, Passport passport, Discreet discreet)
                {
                    Console.WriteLine(open.Details.Name);
                    Console.WriteLine(open);
                    Console.WriteLine(passport.Number);
                    Console.WriteLine(open.Details.Country + discreet + open.Id);
                    _ = new Open(passport.Number, open.Details);
                }
            }
            """], contracts);

        Assert.Equal(
            ["BUX1140: open.Details.Name", "BUX1140: open", "BUX1140: passport.Number", "BUX1142: passport.Number"],
            (await Analysis.RunAsync(service)).Select(each => $"{each.Id}: {Analysis.Text(each)}"));
    }

    [Fact]
    public async Task Top_level_statements_are_read()
    {
        var program = Analysis.Compilation(Analysis.Usings + """
            var who = new Who("Ada");
            Console.WriteLine(who.Name);
            Tell(who.Name);
            static void Tell(string text) => Console.WriteLine(text.Length);
            public sealed record Who([PersonalData] string Name);
            """);
        program = program.WithOptions(program.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication));

        Assert.Equal(["who.Name"], (await Analysis.RunAsync(program)).Select(Analysis.Text));
    }

    [Fact]
    public async Task An_assembly_without_marks_is_not_read() => Assert.Empty(await Analysis.MarksAsync("""
        public sealed record Who(string Name);
        public static class Code { public static void Run(Who who) => Console.WriteLine(who.Name); }
        """));

    [Fact]
    public async Task Another_name_for_the_attribute_is_seen() => Assert.Equal(
        ["BUX1140: who.Name"],
        (await Analysis.RunAsync(Analysis.Compilation("using Secret = Bux.PersonalDataAttribute;\n" + Analysis.Usings + """
            public sealed record Who([Secret] string Name);
            public static class Code { public static void Run(Who who) => Console.WriteLine(who.Name); }
            """))).Select(each => $"{each.Id}: {Analysis.Text(each)}"));

    [Fact]
    public async Task Initializers_and_accessors_are_read() => Assert.Equal(
        ["BUX1140: Who.Name", "BUX1141: Name"],
        await Analysis.MarksAsync("""
            public static class Who
            {
                [PersonalData] public static string Name => "Ada";
                private static readonly Action Say = () => Console.WriteLine(Who.Name);
                public static int Size { get => Name.Length; set => throw new InvalidOperationException(Name); }
            }
            """));

    [Fact]
    public async Task Half_written_code_is_no_crash()
    {
        const string source = PersonalCode.Types + """
            public class Code(ILogger log)
            {
                public string? Kept { get; set; }
                public void Run(Account account, Person person, List<Account> accounts, StringBuilder builder)
                {
                    var (name, _, country, _) = person;
                    if (account is { Owner: { Name: var other } } && person is (var third, _, _, _)) builder.Append($"{other} {third}");
                    foreach (var (id, each) in accounts.ToDictionary(one => one.Id, one => one.Owner)) log.LogInformation("{Id} {@Each}", id, each);
                    string Local(ref string text, out int count) { count = text.Length; return text += name; }
                    ref var alias = ref name; alias = Local(ref country, out var many) switch { "x" => "y", [.. var rest] => rest };
                    Kept = accounts[0] with { Id = alias } is var row ? row.ToString() : throw new InvalidOperationException(alias);
                    Rejection no = new EntityNotFound(Kept ?? name); (Kept, builder) = (name, new StringBuilder { Length = 3 });
                }
            }
            """;
        var random = new Random(1140);
        for (var round = 0; round < 60; round++)
        {
            var tokens = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseTokens(source).Select(token => token.ToFullString()).ToList();
            for (var cut = 0; cut < 1 + round % 5; cut++) tokens.RemoveAt(random.Next(tokens.Count));
            var found = await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + string.Concat(tokens)), new Rules.PersonalDataRules());
            Assert.DoesNotContain(found, each => each.Id == "AD0001");
        }
    }
}
