using System.Text.Json;

namespace Bux.Package;

/// <summary>The schemas that a project of a user gets from its build.</summary>
public sealed class SchemaTests(PackedFeed feed)
{
    private const string On = "<Nullable>enable</Nullable><BuxSchemas>true</BuxSchemas><Version>3.2.1</Version>";

    [Fact]
    public async Task A_project_that_asks_for_schemas_finds_them_beside_its_assembly_and_in_what_it_publishes()
    {
        var consumer = new Consumer(feed, "schemas").Add("Accounts", ["Bux.Contracts"], Consumer.Service, On);
        var home = Path.Combine(consumer.Folder, "Accounts");
        var schemas = Path.Combine(home, "bin", "Debug", "net10.0", "schemas");

        (await consumer.BuildAsync("Accounts")).Succeeded();
        string[] expected =
        [
            "accounts/asyncapi.json", "accounts/commands/open-account.response.schema.json", "accounts/commands/open-account.schema.json",
            "accounts/events/account-opened.v1.schema.json", "accounts/state.schema.json",
        ];
        Assert.Equal(expected, Tree(schemas));
        var document = JsonElement.Parse(File.ReadAllText(Path.Combine(schemas, "accounts", "asyncapi.json")));
        Assert.Equal("3.2.1", document.GetProperty("info").GetProperty("version").GetString());

        var written = Times(schemas);
        (await consumer.BuildAsync("Accounts")).Succeeded();
        Assert.Equal(written, Times(schemas));

        var published = Path.Combine(consumer.Folder, "published");
        (await Shell.RunAsync(consumer.Folder, "dotnet", "publish", "Accounts", "-c", "Debug", "--no-build", "-v", "quiet", "-o", published)).Succeeded();
        Assert.Equal(expected, Tree(Path.Combine(published, "schemas")));

        File.WriteAllText(Path.Combine(home, "Source.cs"), Consumer.Service.Replace("AccountOpenedEventV1", "AccountMadeEventV1", StringComparison.Ordinal));
        (await consumer.BuildAsync("Accounts")).Succeeded();
        Assert.Equal([.. expected[..3], "accounts/events/account-made.v1.schema.json", expected[^1]], Tree(schemas));
    }

    [Fact]
    public async Task The_folder_is_the_one_that_the_project_names()
    {
        var consumer = new Consumer(feed, "schemas-elsewhere")
            .Add("Accounts", ["Bux.Contracts"], Consumer.Service, On + "<BuxSchemasPath>../contracts</BuxSchemasPath>");

        (await consumer.BuildAsync("Accounts")).Succeeded();

        Assert.Contains("accounts/asyncapi.json", Tree(Path.Combine(consumer.Folder, "contracts")));
        Assert.False(Directory.Exists(Path.Combine(consumer.Folder, "Accounts", "bin", "Debug", "net10.0", "schemas")));
    }

    [Fact]
    public async Task A_project_that_does_not_ask_gets_no_file_more()
    {
        var consumer = new Consumer(feed, "no-schemas").Add("Accounts", ["Bux.Contracts"], Consumer.Service);

        (await consumer.BuildAsync("Accounts")).Succeeded();

        Assert.DoesNotContain(Tree(Path.Combine(consumer.Folder, "Accounts")), file => file.Contains("schemas", StringComparison.OrdinalIgnoreCase) || file.Contains("/generated/", StringComparison.Ordinal));
    }

    private static string[] Tree(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static DateTime[] Times(string folder) => [.. Tree(folder).Select(file => File.GetLastWriteTimeUtc(Path.Combine(folder, file)))];
}
