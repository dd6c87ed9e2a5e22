namespace Bux.Analyzers.Tests.PersonalData;

/// <summary>Puts statements into a method that knows an account, its owner and a logger.</summary>
internal static class PersonalCode
{
    public const string Types = """
        public sealed record Person([PersonalData] string Name, [property: PersonalData] DateOnly Born, string Country, Address Home);
        public sealed record Address([PersonalData] string Street, string City);
        [PersonalData] public sealed record Passport(string Number, Authority Issuer, bool IsValid);
        public sealed record Authority(string Town);
        public sealed record Account(string Id, Person Owner, bool Closed, ImmutableArray<Person> Readers);
        public enum Level { Low, High }

        """;

    /// <summary>What is reported on statements, with members beside them.</summary>
    public static Task<string[]> MarksAsync(string statements, string members = "") => Analysis.MarksAsync(Types + $$"""
        public partial class Code(ILogger logger)
        {
            private readonly ILogger _log = logger;

            public void Run(Account account, Person person, Passport passport, List<Account> accounts, StringBuilder builder)
            {
                {{statements}}
            }

            {{members}}
        }
        """);
}
