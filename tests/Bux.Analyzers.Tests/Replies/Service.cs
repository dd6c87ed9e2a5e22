using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Tests.Replies;

/// <summary>The service behind <see cref="Accounts"/>.</summary>
internal static class Service
{
    public const string Model = """
        [State("accounts")]
        public sealed record Account(string Id, string Name, bool IsClosed);

        [DomainEvent(version: 1)]
        public sealed record Renaming(string Name);


        """;

    public const string Contracts = """
        public abstract record Late(string Code, string Message) : Rejection(Code, Message);
        public sealed record TooLate(string Id) : Late("too-late", "");
        public sealed record Closed(string Id) : Rejection("closed", "");
        public sealed record Unchanged(string Id) : Rejection("unchanged", "");

        [Command]
        public sealed record Rename([EntityKey] string Id, string Name) : ICommand;

        [Command]
        [Rejects<Closed>]
        public sealed record Close([EntityKey] string Id) : ICommand;


        """;

    /// <summary>A use case of <c>Rename</c>, which declares nothing, or of <c>Close</c>, which declares Closed.</summary>
    public static string UseCase(string command, string body, string more = "", string types = "", string returns = "Reply<Done>", string bases = "") => Contracts + Model + $$"""
        [UseCase]
        public sealed class Case{{bases}}
        {
            public {{returns}} Handle({{command}} command, Account account, UseCaseContext<Account> context)
            {
                {{body}}
            }

            {{more}}
        }

        {{types}}
        """;

    /// <summary>The messages about declared rejections, in the order of the source.</summary>
    public static async Task<string[]> MessagesAsync(string source) =>
        [.. (await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + source), new DeclaredRejections())).Select(each => each.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
}
