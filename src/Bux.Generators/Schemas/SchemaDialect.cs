namespace Bux.Generators.Schemas;

/// <summary>The two dialects of JSON Schema that are written, and where in its document a schema stands.</summary>
/// <param name="Root">The pointer to the schema.</param>
/// <param name="Definitions">The keyword below which it keeps what it refers to.</param>
/// <param name="Items">The keyword for the first items of an array, each with a schema of its own.</param>
/// <param name="OtherItems">The keyword for those after them.</param>
internal sealed record SchemaDialect(string Root, string Definitions, string Items, string OtherItems)
{
    /// <summary>Draft 2020-12, in a document of its own.</summary>
    public static SchemaDialect Current { get; } = new("#", "$defs", "prefixItems", "items");

    /// <summary>What AsyncAPI 3 takes without further ado: its own schema objects, which are draft 07, among the document's components.</summary>
    public static SchemaDialect AsyncApi(string name) => new("#/components/schemas/" + name, "definitions", "items", "additionalItems");

    /// <summary>A reference to one of the definitions.</summary>
    public Json.Object Definition(string name) => new() { ["$ref"] = $"{Root}/{Definitions}/{name}" };
}
