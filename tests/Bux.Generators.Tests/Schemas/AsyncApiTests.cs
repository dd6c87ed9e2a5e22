using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Bux.Generators.Tests.Schemas;

/// <summary>The AsyncAPI document of a service.</summary>
public sealed class AsyncApiTests
{
    // The schema that the AsyncAPI initiative publishes with its specification.
    private static readonly Lazy<JsonSchema> Official = new(() =>
    {
        using var stream = typeof(AsyncApiTests).Assembly.GetManifestResourceStream("asyncapi-3.0.0.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromText(reader.ReadToEnd(), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    });

    [Theory]
    [InlineData("broker-accounts")]
    [InlineData("shapes")]
    [InlineData("odd-things")]
    public void The_document_is_valid_by_the_official_schema(string service)
    {
        var result = Official.Value.Evaluate(JsonSerializer.SerializeToElement(Document(service)), new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join("\n", (result.Details ?? []).Where(each => each.Errors is { Count: > 0 }).Take(20).Select(each => $"{each.InstanceLocation}: {string.Join(", ", each.Errors!.Values)}")));
    }

    [Fact]
    public void The_official_schema_refuses_what_is_no_document()
    {
        var document = Document("broker-accounts");
        document["operations"]!["publish"]!["action"] = "shout";

        Assert.False(Official.Value.Evaluate(JsonSerializer.SerializeToElement(document)).IsValid);
    }

    [Theory]
    [InlineData("broker-accounts")]
    [InlineData("shapes")]
    public void Every_reference_leads_somewhere(string service)
    {
        var document = Document(service);
        var references = References(document).Distinct().ToArray();

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, reference => reference[2..].Split('/').Aggregate((JsonNode?)document, (node, step) => node?[step]) is null);
    }

    [Fact]
    public void Topics_are_channels_and_a_reply_s_address_is_in_the_command_s_header()
    {
        var document = Document("broker-accounts");

        Assert.Equal("broker-accounts.commands", (string?)document["channels"]!["commands"]!["address"]);
        Assert.Equal("broker-accounts.events", (string?)document["channels"]!["events"]!["address"]);
        Assert.Null(document["channels"]!["replies"]!["address"]);
        Assert.Equal("2.1.0", (string?)document["info"]!["version"]);
        var reply = document["operations"]!["handle.close-broker-account"]!["reply"]!;
        Assert.Equal("$message.header#/bux", (string?)reply["address"]!["location"]);
        Assert.Equal(
            ["accepted.close-broker-account", "rejected.account-closed", "rejected.details-unchanged", "rejected.entity-not-found", "rejected.entity-already-exists", "rejected.already-handled", "rejected.expired", "faulted"],
            Names(reply["messages"]!));
    }

    [Fact]
    public void Retired_events_are_in_the_topic_and_are_not_sent()
    {
        var document = Document("broker-accounts");
        const string Old = "event.broker-account-kyc-update-proposed.v4", New = "event.broker-account-kyc-update-proposed.v5";

        Assert.True((bool?)document["components"]!["messages"]![Old]!["deprecated"]);
        Assert.True((bool?)document["components"]!["schemas"]![Old]!["deprecated"]);
        Assert.Null(document["components"]!["messages"]![New]!["deprecated"]);
        Assert.NotNull(document["channels"]!["events"]!["messages"]![Old]);
        var sent = Names(document["operations"]!["publish"]!["messages"]!).ToArray();
        Assert.Contains(New, sent);
        Assert.DoesNotContain(Old, sent);
    }

    [Theory]
    [InlineData("command.close-broker-account", "1;command;close-broker-account;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;1764000000000;replies.console;0")]
    [InlineData("command.close-broker-account", "1;command;close-broker-account;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;1764000000000")]
    [InlineData("command.close-broker-account", "1;command;close-broker-account;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;1764000000000;replies.console;0;later")]
    [InlineData("event.broker-account-closed.v1", "1;event;broker-account-closed;1;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;3;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;17")]
    [InlineData("handled", "1;handled;close-broker-account;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;3;17")]
    [InlineData("accepted.close-broker-account", "1;reply;accepted;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;3")]
    [InlineData("rejected.account-closed", "1;reply;rejected;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;0")]
    [InlineData("faulted", "1;reply;faulted;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;0")]
    public void A_header_fits_its_message_and_none_of_another_name(string name, string header)
    {
        var fits = Document("broker-accounts")["components"]!["messages"]!.AsObject()
            .Where(each => Regex.IsMatch(header, (string)each.Value!["headers"]!["properties"]!["bux"]!["pattern"]!)).Select(each => each.Key).ToArray();

        Assert.Contains(name, fits);
        Assert.All(fits, each => Assert.Equal(name.Split('.')[0], each.Split('.')[0]));
        if (name.StartsWith("command", StringComparison.Ordinal) || name.StartsWith("event", StringComparison.Ordinal)) Assert.Single(fits);
    }

    private static JsonObject Document(string service)
    {
        var compilation = service switch
        {
            "broker-accounts" => Publishing.Kyc(),
            "shapes" => Publishing.Shapes(),
            _ => Compiling.Compilation("Odd", SnapshotTests.Odd),
        };
        return JsonNode.Parse(Publishing.Files(compilation)[service + "/asyncapi.json"])!.AsObject();
    }

    private static IEnumerable<string> Names(JsonNode references) => references.AsArray().Select(each => ((string)each!["$ref"]!).Split('/')[^1]);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(each => each.Key == "$ref" && each.Value is JsonValue ? [(string)each.Value!] : References(each.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
