namespace Bux.Analyzers.Tests.Replies;

/// <summary>The contracts that these tests speak of.</summary>
internal static class Accounts
{
    public const string Contracts = """
        [assembly: ServiceContracts("accounts")]

        [Command]
        public sealed record Open([EntityKey] string Id) : ICommand<Opened>;

        public sealed record Opened(long Number);

        [Command]
        [Rejects<Closed>]
        [Rejects<Unchanged>]
        public sealed record Rename([EntityKey] string Id, string Name) : ICommand<Renamed>;

        public sealed record Renamed(string Name);

        [Command]
        [Rejects<Closed>]
        public sealed record Close([EntityKey] string Id) : ICommand;

        public sealed record Closed(string Id) : Rejection("closed", "The account is closed.");

        public sealed record Unchanged(string Id) : Rejection("unchanged", "That is so already.");


        """;

    /// <summary>A method with a client, and two functions that take anything.</summary>
    public static string Client(string body, string returns = "async Task", string more = "") => Contracts + $$"""
        public class Client(ICommandClient commands)
        {
            public {{returns}} Run(string id, bool flag, List<Reply<Opened>> many, Task<Reply<Opened>> given, CancellationToken cancellation)
            {
                {{body}}
            }

            private Reply<Opened>? kept;
            private static void Use(object? value) { }
            private static void Look(Reply<Opened> reply) { }
            {{more}}
        }

        public static class Extensions
        {
            public static Reply<T> Log<T>(this Reply<T> reply) => reply;
        }
        """;
}
