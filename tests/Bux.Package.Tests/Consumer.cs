namespace Bux.Package;

/// <summary>A user's projects, in a folder of their own, that get Bux from the packed feed.</summary>
internal sealed class Consumer
{
    /// <summary>Commands, events, a state and a use case, in one file.</summary>
    public const string Service = """
        using System;
        using Bux;

        [assembly: ServiceContracts("accounts")]

        namespace Accounts
        {
            [Command] public sealed record OpenAccount([property: EntityKey] string Id) : ICommand<AccountOpened>;

            public sealed record AccountOpened(string Id, long Version);

            [DomainEvent(1)] public sealed record AccountOpenedEventV1(string Id);

            [State("accounts")] public sealed record Account(string Id);

            [StateMutator] public static class AccountMutator
            {
                public static Account Create(AccountOpenedEventV1 e) => new Account(e.Id);
            }

            [UseCase] public sealed class Opening
            {
                public Reply<AccountOpened> Handle(OpenAccount command, UseCaseContext<Account> context)
                {
                    var account = context.Emit(new AccountOpenedEventV1(command.Id));
                    return new AccountOpened(account.Id, context.Version);
                }
            }
        }
        """;

    /// <summary>A program that sends one command, and a repeat that is rejected.</summary>
    public const string Program = """
        using System;
        using System.Threading.Tasks;
        using Accounts;
        using Bux;
        using Bux.Client;
        using Bux.Hosting;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBux(bux => bux.AddAccounts().UseInMemory());
        using var host = builder.Build();
        await host.StartAsync();
        var commands = host.Services.GetRequiredService<ICommandClient>();
        for (var i = 0; i < 2; i++)
        {
            Console.WriteLine((await commands.SendAsync(new OpenAccount("A-1"))).Match(
                opened => "opened " + opened.Id + " at version " + opened.Version, rejected => "rejected " + rejected.Code, faulted => faulted.Message));
        }

        await host.StopAsync();
        """;

    /// <summary>What the program prints.</summary>
    public static readonly string[] Answers = ["opened A-1 at version 1", "rejected entity-already-exists"];

    private readonly PackedFeed _feed;

    public Consumer(PackedFeed feed, string name)
    {
        _feed = feed;
        Folder = feed.NewFolder(name);
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration><packageSources><add key="packed" value="{feed.Feed}" /></packageSources></configuration>
            """);
    }

    /// <summary>Where the projects are.</summary>
    public string Folder { get; }

    /// <summary>Adds a project.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="references">Packages of Bux, and projects of this consumer.</param>
    /// <param name="source">Its only file.</param>
    /// <param name="properties">MSBuild properties, as XML.</param>
    public Consumer Add(string name, string[] references, string source, string properties = "<Nullable>enable</Nullable>")
    {
        var isProgram = references.Contains("Bux.Runtime");
        var items = string.Concat(references.Select(reference => reference.StartsWith("Bux.", StringComparison.Ordinal)
            ? $"""<PackageReference Include="{reference}" Version="{_feed.Version}" />"""
            : $"""<ProjectReference Include="../{reference}/{reference}.csproj" />"""));
        if (isProgram) items += """<PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.15" />""";
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{(isProgram ? "Exe" : "Library")}</OutputType>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
                <BuxContractLock>disable</BuxContractLock>
                {properties}
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Source.cs"), source);
        return this;
    }

    /// <summary>Builds a project with everything that it references.</summary>
    public Task<Outcome> BuildAsync(string project, params string[] options) =>
        Shell.RunAsync(Folder, "dotnet", ["build", project, "-v", "quiet", "--disable-build-servers", .. options]);

    /// <summary>Builds and runs a program, and returns the lines that it prints.</summary>
    public async Task<string[]> RunAsync(string project)
    {
        (await BuildAsync(project)).Succeeded();
        return Lines((await Shell.RunAsync(Folder, "dotnet", Path.Combine(Folder, project, "bin", "Debug", "net10.0", project + ".dll"))).Succeeded());
    }

    /// <summary>Publishes a program and runs it.</summary>
    public async Task<string[]> PublishAndRunAsync(string project)
    {
        var target = Path.Combine(Folder, "published");
        (await Shell.RunAsync(Folder, "dotnet", "publish", project, "-v", "quiet", "-o", target)).Succeeded();
        return Lines((await Shell.RunAsync(Folder, Path.Combine(target, project))).Succeeded());
    }

    private static string[] Lines(Outcome outcome) =>
        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
