namespace Bux.Analyzers.Tests.PersonalData;

/// <summary>The ways that a personal value takes, and those that only look like one.</summary>
public sealed class PersonalFlowTests
{
    [Theory]
    [InlineData("var name = person.Name; Console.WriteLine(name);", "name")]
    [InlineData("string name; name = person.Name; Console.WriteLine(name);", "name")]
    [InlineData("var name = \"\"; if (account.Closed) name = person.Name; Console.WriteLine(name);", "name")]
    [InlineData("var text = \"by \"; text += person.Name; Console.WriteLine(text);", "text")]
    [InlineData("string? name = null; name ??= person.Name; Console.WriteLine(name);", "name")]
    [InlineData("Console.WriteLine(account.Closed ? \"closed\" : person.Name);", "account.Closed ? \"closed\" : person.Name")]
    [InlineData("Console.WriteLine(person?.Name ?? \"nobody\");", "person?.Name ?? \"nobody\"")]
    [InlineData("Console.WriteLine(account.Closed switch { true => person.Name, _ => \"\" });", "account.Closed switch { true => person.Name, _ => \"\" }")]
    [InlineData("Console.WriteLine(string.Concat(\"a\", person.Name));", "string.Concat(\"a\", person.Name)")]
    [InlineData("Console.WriteLine(string.Format(\"{0}\", person.Born));", "string.Format(\"{0}\", person.Born)")]
    [InlineData("Console.WriteLine(string.Join(\", \", account.Id, person.Name));", "string.Join(\", \", account.Id, person.Name)")]
    [InlineData("Console.WriteLine(\"Dear NAME\".Replace(\"NAME\", person.Name));", "\"Dear NAME\".Replace(\"NAME\", person.Name)")]
    [InlineData("Console.WriteLine(person.Name[..3]);", "person.Name[..3]")]
    [InlineData("Console.WriteLine(person.Name[0]);", "person.Name[0]")]
    [InlineData("Console.WriteLine(person.Born.Year);", "person.Born.Year")]
    [InlineData("Console.WriteLine(2026 - person.Born.Year);", "2026 - person.Born.Year")]
    [InlineData("builder.Append(\"by \").Append(person.Name); Console.WriteLine(builder);", "builder")]
    [InlineData("builder.Append($\"by {person.Name}\"); Console.WriteLine(builder.ToString());", "builder.ToString()")]
    [InlineData("var writer = new StringWriter(); writer.Write(person.Name); Console.WriteLine(writer.ToString());", "writer.ToString()")]
    [InlineData("var names = new List<string>(); names.Add(person.Name); _log.LogInformation(\"{Names}\", names);", "names")]
    [InlineData("string[] names = [\"x\", person.Name]; foreach (var each in names) Console.WriteLine(each);", "each")]
    [InlineData("string[] names = [\"x\", person.Name]; string[] all = [.. names]; Console.WriteLine(all[1]);", "all[1]")]
    [InlineData("Console.WriteLine(string.Join(\",\", accounts.Select(each => each.Owner.Name)));", "string.Join(\",\", accounts.Select(each => each.Owner.Name))")]
    [InlineData("Console.WriteLine((from each in accounts select each.Owner.Name).First());", "(from each in accounts select each.Owner.Name).First()")]
    [InlineData("Console.WriteLine(accounts.Where(each => !each.Closed).Select(each => each.Owner).Select(each => each.Name + \"!\").First());",
        "accounts.Where(each => !each.Closed).Select(each => each.Owner).Select(each => each.Name + \"!\").First()")]
    [InlineData("Console.WriteLine(accounts.Max(each => each.Owner.Born));", "accounts.Max(each => each.Owner.Born)")]
    [InlineData("Console.WriteLine(accounts.ToDictionary(each => each.Id, each => each.Owner.Name)[\"a\"]);", "accounts.ToDictionary(each => each.Id, each => each.Owner.Name)[\"a\"]")]
    [InlineData("var (name, _, country, _) = person; Console.WriteLine(name); Console.WriteLine(country);", "name")]
    [InlineData("var (id, name) = (account.Id, person.Name); Console.WriteLine(id); Console.WriteLine(name);", "name")]
    [InlineData("var pair = (Id: account.Id, Name: person.Name); Console.WriteLine(pair.Id); Console.WriteLine(pair.Name);", "pair.Name")]
    [InlineData("var pair = new { account.Id, person.Name }; Console.WriteLine(pair.Id); Console.WriteLine(pair);", "pair")]
    [InlineData("if (account is { Owner: { Name: var name, Country: var country } }) { Console.WriteLine(country); Console.WriteLine(name); }", "name")]
    [InlineData("if (person is (var name, _, var country, _)) { Console.WriteLine(country); Console.WriteLine(name); }", "name")]
    [InlineData("switch (account) { case { Owner.Name: { Length: > 2 } name }: Console.WriteLine(name); break; }", "name")]
    [InlineData("object value = person; if (value is Person { Name: var name }) Console.WriteLine(name);", "name")]
    [InlineData("var name = \"\"; ref var other = ref name; other = person.Name; Console.WriteLine(name);", "name")]
    [InlineData("Func<string> name = () => person.Name; Console.WriteLine(name());", "name()")]
    [InlineData("Func<Person, string> name = each => each.Name; Console.WriteLine(name(person));", "name(person)")]
    [InlineData("Func<string, string> loud = text => text.ToUpperInvariant(); Console.WriteLine(loud(person.Name));", "loud(person.Name)")]
    [InlineData("string Name() => person.Name; Console.WriteLine(Name());", "Name()")]
    [InlineData("string Loud(string text) { return text + \"!\"; } Console.WriteLine(Loud(person.Name)); Console.WriteLine(Loud(\"x\"));", "Loud(person.Name)")]
    [InlineData("void Get(out string name) { name = person.Name; } Get(out var text); Console.WriteLine(text);", "text")]
    [InlineData("var text = \"\"; for (var i = 0; i < 3; i++) { Console.WriteLine(text); text = person.Name; }", "text")]
    [InlineData("Console.WriteLine(passport.Number);", "passport.Number")]
    [InlineData("Console.WriteLine(passport.Issuer.Town);", "passport.Issuer.Town")]
    [InlineData("Console.WriteLine(passport.IsValid);", "passport.IsValid")]
    [InlineData("Console.WriteLine(passport);", "passport")]
    [InlineData("Console.WriteLine(person);", "person")]
    [InlineData("Console.WriteLine($\"{account}\");", "$\"{account}\"")]
    [InlineData("Console.WriteLine(account.ToString());", "account.ToString()")]
    [InlineData("object value = account; Console.WriteLine(value);", "value")]
    [InlineData("_log.LogInformation(\"{Accounts}\", accounts);", "accounts")]
    [InlineData("_log.LogInformation(\"{@Accounts}\", new { All = accounts });", "new { All = accounts }")]
    [InlineData("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(accounts));", "System.Text.Json.JsonSerializer.Serialize(accounts)")]
    [InlineData("Console.WriteLine(new Account(\"a\", null!, false, []) with { Id = person.Name });", "new Account(\"a\", null!, false, []) with { Id = person.Name }")]
    [InlineData("Console.WriteLine(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(person.Name))));",
        "Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(person.Name)))")]
    [InlineData("dynamic name = person.Name; Console.WriteLine((string)name.Trim());", "(string)name.Trim()")]
    [InlineData("Console.WriteLine(Task.FromResult(person.Name).Result);", "Task.FromResult(person.Name).Result")]
    [InlineData("Console.WriteLine(account); Console.WriteLine(account.Id + account.Closed);", "account")]
    [InlineData("try { } finally { Console.WriteLine(person.Name); }", "person.Name")]
    [InlineData("Action say = () => Console.WriteLine(person.Name);", "person.Name")]
    public async Task A_value_is_followed(string statements, string marked) => Assert.Equal([$"BUX1140: {marked}"], await PersonalCode.MarksAsync(statements));

    [Theory]
    [InlineData("_log.LogInformation(\"{Id} {Country} {City}\", account.Id, person.Country, person.Home.City);")]
    [InlineData("Console.WriteLine(person.Name.Length);")]
    [InlineData("Console.WriteLine(string.IsNullOrEmpty(person.Name));")]
    [InlineData("Console.WriteLine(person.Name == account.Id || person.Name.Contains(\"x\"));")]
    [InlineData("Console.WriteLine(person.Name.IndexOf('x') + string.CompareOrdinal(person.Name, \"x\"));")]
    [InlineData("Console.WriteLine(person.Name.Length > 2 ? Level.High : Level.Low);")]
    [InlineData("Console.WriteLine(person.Born < DateOnly.MinValue ? \"old\" : \"young\");")]
    [InlineData("Console.WriteLine(nameof(person.Name) + person.Name.GetType().Name);")]
    [InlineData("var name = person.Name; name = account.Id; Console.WriteLine(name);")]
    [InlineData("Console.WriteLine(accounts.Count(each => each.Owner.Name == \"x\") + accounts.Count);")]
    [InlineData("Console.WriteLine(accounts.Where(each => each.Owner.Name == \"x\").Select(each => each.Id).First());")]
    [InlineData("Console.WriteLine(accounts.First(each => each.Owner.Name == \"x\").Id);")]
    [InlineData("Console.WriteLine(accounts.Select(each => (each.Id, each.Owner.Name)).Select(each => each.Id).First());")]
    [InlineData("var names = accounts.Select(each => each.Owner.Name).ToList(); Console.WriteLine(names.Count); Console.WriteLine(names.Any());")]
    [InlineData("var ids = new Dictionary<string, string>(); Console.WriteLine(ids[person.Name]); if (ids.TryGetValue(person.Name, out var id)) Console.WriteLine(id);")]
    [InlineData("var known = new HashSet<string>(); if (known.Contains(person.Name)) Console.WriteLine(known.First());")]
    [InlineData("var open = new Opened(account.Id, person.Name); Console.WriteLine(open.Id);")]
    [InlineData("Console.WriteLine(new Plain { Name = person.Name });")]
    [InlineData("Console.WriteLine(new Discreet(person.Name));")]
    [InlineData("Console.WriteLine(new Masked(account.Id, person.Name));")]
    [InlineData("Console.WriteLine(Shorten(person.Name)); var name = person.Name; name = Shorten(name); Console.WriteLine(name);")]
    [InlineData("Console.WriteLine(string.Join(\",\", accounts.Select(each => each.Owner.Name).Select(Shorten)));")]
    [InlineData("Console.WriteLine(new Card(person.Name).Level);")]
    [InlineData("throw new InvalidOperationException($\"{account.Id} is odd\");")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(person.Name); ArgumentNullException.ThrowIfNull(person);")]
    [InlineData("Action say = () => Console.WriteLine(account.Id); say();")]
    [InlineData("var reply = Send(person.Name); Console.WriteLine(reply);")]
    [InlineData("try { File.ReadAllText(person.Name); } catch (IOException problem) { _log.LogError(problem, \"{Id}\", account.Id); }")]
    public async Task What_only_looks_personal_is_not_reported(string statements) => Assert.Empty(await PersonalCode.MarksAsync(statements, """
        public sealed record Opened(string Id, string Name);
        public sealed class Plain { [PersonalData] public string? Name { get; init; } }
        public sealed record Discreet([PersonalData] string Name) { public override string ToString() => $"somebody of {Name.Length} letters"; }
        public sealed record Masked(string Id, [PersonalData] string Name) { private bool PrintMembers(StringBuilder builder) { builder.Append(Id); return true; } }
        [PersonalData] public sealed record Card(string Name) { [Anonymized] public int Level => Name.Length; }
        [Anonymized] private static string Shorten(string name) => name[..1];
        private static Task<string> Send(string name) => Task.FromResult(name.Length > 2 ? "yes" : "no");
        """));

    [Fact]
    public async Task The_report_names_the_member_the_place_and_the_remedy()
    {
        var found = await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + PersonalCode.Types + """
            public static class Code { public static void Say(Account account) => Console.WriteLine(account); }
            """));

        Assert.Equal(
            "Person.Name is personal data and reaches Console.WriteLine. Leave it out, name the entity by its key, or pass what a method marked [Anonymized] makes of it.",
            Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
