namespace Bux.Analyzers.Tests.PersonalData;

/// <summary>The places that personal data may not reach.</summary>
public sealed class PersonalPlaceTests
{
    [Theory]
    [InlineData("_log.LogInformation(\"{Name}\", person.Name);", "person.Name")]
    [InlineData("_log.LogError(new Exception(), \"{Id} {Name}\", account.Id, person.Name);", "person.Name")]
    [InlineData("_log.LogWarning($\"Odd: {person.Name}\");", "$\"Odd: {person.Name}\"")]
    [InlineData("LoggerExtensions.LogDebug(_log, person.Name);", "person.Name")]
    [InlineData("_log.Log(LogLevel.Information, \"{Born}\", person.Born);", "person.Born")]
    [InlineData("_log.Log(LogLevel.Information, default, person.Name, null, (state, error) => state);", "person.Name")]
    [InlineData("using var scope = _log.BeginScope(\"{Name}\", person.Name);", "person.Name")]
    [InlineData("using var scope = _log.BeginScope(new Dictionary<string, object> { [\"name\"] = person.Name });", "new Dictionary<string, object> { [\"name\"] = person.Name }")]
    [InlineData("Opened(_log, account.Id, person.Name);", "person.Name")]
    [InlineData("Closed(_log, person.Name, null);", "person.Name")]
    [InlineData("Console.WriteLine(person.Name);", "person.Name")]
    [InlineData("Console.Error.WriteLine(\"{0}\", person.Name);", "person.Name")]
    [InlineData("Console.Out.WriteAsync(person.Name);", "person.Name")]
    [InlineData("System.Diagnostics.Trace.TraceInformation(person.Name);", "person.Name")]
    [InlineData("System.Diagnostics.Debug.WriteLine($\"{person.Name}\");", "$\"{person.Name}\"")]
    [InlineData("System.Diagnostics.Activity.Current?.SetTag(\"name\", person.Name);", "person.Name")]
    [InlineData("System.Diagnostics.Activity.Current?.AddBaggage(\"name\", person.Name);", "person.Name")]
    [InlineData(
        "System.Diagnostics.Activity.Current?.AddEvent(new(\"seen\", tags: new() { [\"name\"] = person.Name }));",
        "new(\"seen\", tags: new() { [\"name\"] = person.Name })")]
    public async Task A_personal_value_in_a_log_or_a_trace_is_reported(string statement, string marked)
    {
        const string members = """
            [LoggerMessage(1, LogLevel.Information, "Opened {Id} for {Name}")] static partial void Opened(ILogger logger, string id, string name);
            static partial void Opened(ILogger logger, string id, string name) { }
            private static readonly Action<ILogger, string, Exception?> Closed = LoggerMessage.Define<string>(LogLevel.Information, 2, "Closed {Name}");
            """;
        Assert.Equal([$"BUX1140: {marked}"], await PersonalCode.MarksAsync(statement, members));
    }

    [Theory]
    [InlineData("throw new InvalidOperationException($\"{person.Name} is odd\");", "$\"{person.Name} is odd\"")]
    [InlineData("throw new(person.Name);", "person.Name")]
    [InlineData("Exception problem = new(person.Name);", "person.Name")]
    [InlineData("throw new Odd(person.Name);", "person.Name")]
    [InlineData("_ = account ?? throw new ArgumentException(\"no \" + person.Name, nameof(account));", "\"no \" + person.Name")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfEqual(person.Born, default);", "person.Born")]
    [InlineData("var problem = new Exception(); problem.Data[\"name\"] = person.Name;", "person.Name")]
    [InlineData("var problem = new Exception(); problem.Data.Add(\"name\", person.Name);", "person.Name")]
    public async Task A_personal_value_in_an_exception_is_reported(string statement, string marked) => Assert.Equal(
        [$"BUX1141: {marked}"], await PersonalCode.MarksAsync(statement, "public sealed class Odd(string who) : Exception($\"{who} is odd\");"));

    [Fact]
    public async Task An_exception_that_says_a_personal_member_of_its_own_is_reported_where_it_is_declared() => Assert.Equal(
        ["BUX1141: $\"{name} is odd\""],
        await Analysis.MarksAsync("public sealed class Odd([PersonalData] string name) : Exception($\"{name} is odd\");"));

    [Fact]
    public async Task A_key_that_is_declared_personal_is_reported_there_alone() => Assert.Equal(
        ["BUX1142: TaxNumber", "BUX1142: Email", "BUX1142: Id"],
        await Analysis.MarksAsync("""
            [Command] public sealed record Open([EntityKey, PersonalData] string TaxNumber) : ICommand;
            [Command] public sealed class Move : ICommand { [EntityKey] [PersonalData] public required string Email { get; init; } }
            [PersonalData] public readonly record struct CitizenId(string Value);
            [Command] public sealed record Close([EntityKey] CitizenId Id) : ICommand;

            public static class Client
            {
                public static ICommand Make(string text) => new Open(text);
            }
            """));

    [Theory]
    [InlineData("_ = new Open(person.Name, 1);", "person.Name")]
    [InlineData("_ = new Open(Count: 1, Id: $\"p-{person.Name}\");", "$\"p-{person.Name}\"")]
    [InlineData("Open open = new(person.Name.ToLowerInvariant(), 1);", "person.Name.ToLowerInvariant()")]
    [InlineData("_ = new Move { Id = person.Name };", "person.Name")]
    [InlineData("_ = new Open(\"a\", 1) with { Id = person.Name };", "person.Name")]
    [InlineData("_ = new Typed(new(person.Name));", "new(person.Name)")]
    public async Task A_command_made_with_a_personal_key_is_reported(string statement, string marked) => Assert.Equal(
        [$"BUX1142: {marked}"], await PersonalCode.MarksAsync(statement, """
            [Command] public sealed record Open([EntityKey] string Id, int Count) : ICommand;
            [Command] public sealed class Move : ICommand { [EntityKey] public required string Id { get; init; } }
            public readonly record struct Key(string Value);
            [Command] public sealed record Typed([EntityKey] Key Id) : ICommand;
            """));

    [Fact]
    public async Task A_rejection_that_says_a_personal_member_is_reported_where_it_is_declared() => Assert.Equal(
        ["BUX1143: $\"{Name} is taken.\"", "BUX1143: $\"{Name} is taken.\"", "BUX1143: $\"{Name} is away.\"", "BUX1143: \"No \" + name"],
        await Analysis.MarksAsync("""
            public sealed record Taken([PersonalData] string Name) : Rejection("taken", $"{Name} is taken.");
            public sealed record Used([property: PersonalData] string Name) : Rejection("used", $"{Name} is taken.");
            public abstract record Told(string Code, string Text) : Rejection(Code, $"Told: {Text}");
            public sealed record Away([PersonalData] string Name) : Told("away", $"{Name} is away.");
            public sealed record Missing : Rejection { public Missing([PersonalData] string name) : base("missing", "No " + name) { } }
            public sealed record Kept(string Id, [PersonalData] string Name) : Rejection("kept", $"{Id} is kept.");
            """));

    [Theory]
    [InlineData("Rejection no = new Taken(person.Name, 1);", "person.Name")]
    [InlineData("Rejection no = new Away(person.Name);", "person.Name")]
    [InlineData("Rejection no = new EntityNotFound(person.Name);", "person.Name")]
    [InlineData("Rejection no = new UnknownRejection(\"x\", person.Name, default);", "person.Name")]
    public async Task A_rejection_made_with_a_personal_value_for_its_text_is_reported(string statement, string marked) => Assert.Equal(
        [$"BUX1143: {marked}"], await PersonalCode.MarksAsync(statement, """
            public sealed record Taken(string Name, int Count) : Rejection("taken", $"{Name} is taken.");
            public abstract record Told(string Code, string Text) : Rejection(Code, $"Told: {Text}");
            public sealed record Away(string Name) : Told("away", Name);
            """));

    [Fact]
    public async Task A_rejection_may_carry_what_its_text_leaves_out() => Assert.Empty(await PersonalCode.MarksAsync(
        "Rejection no = new Taken(account.Id, person.Name);", "public sealed record Taken(string Id, [PersonalData] string Name) : Rejection(\"taken\", $\"{Id} is taken.\");"));
}
