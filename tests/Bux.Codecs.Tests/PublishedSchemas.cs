using System.Text.Json;
using Json.Schema;

namespace Bux.Codecs.Tests;

/// <summary>The schemas that the build of this project wrote beside it.</summary>
internal static class PublishedSchemas
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly Lazy<Dictionary<string, JsonSchema>> Events = new(() => Read("events"));

    // The validator follows references only to where draft 07 has schemas.
    private static readonly Lazy<Dictionary<string, JsonSchema>> Payloads = new(() =>
    {
        var document = File.ReadAllText(Path.Combine(Folder, "asyncapi.json")).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        var schemas = JsonElement.Parse(document).GetProperty("components").GetProperty("schemas");
        return schemas.EnumerateObject().Where(each => each.Name.StartsWith("event.", StringComparison.Ordinal)).ToDictionary(
            each => NameOf(each.Name["event.".Length..]), each => JsonSchema.FromText($$"""
                {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "urn:test:{{each.Name}}", "allOf": [{"$ref": "#/definitions/{{each.Name}}"}], "definitions": {{schemas}}}
                """));
    });

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "schemas", "shapes");

    /// <summary>Whether a document fits the schema of an event, and where not.</summary>
    public static bool Fits(string name, byte[] document, out string errors)
    {
        var result = Events.Value[name].Evaluate(JsonElement.Parse(document), Options);
        errors = string.Join("; ", (result.Details ?? []).Where(each => each.Errors is { Count: > 0 }).Select(each => $"{each.InstanceLocation} {string.Join(", ", each.Errors!.Values)}"));
        return result.IsValid;
    }

    /// <summary>Whether a document fits the schema of an event's payload in the AsyncAPI document.</summary>
    public static bool FitsAsyncApi(string name, byte[] document) => Payloads.Value[name].Evaluate(JsonElement.Parse(document), Options).IsValid;

    private static Dictionary<string, JsonSchema> Read(string kind) => Directory.GetFiles(Path.Combine(Folder, kind))
        .ToDictionary(file => NameOf(Path.GetFileName(file)), file => JsonSchema.FromText(File.ReadAllText(file)));

    /// <summary>From <c>wide-scalars.v1</c> to the type's name, by which specimens go.</summary>
    private static string NameOf(string file) =>
        string.Concat(file.Split('.')[0].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
